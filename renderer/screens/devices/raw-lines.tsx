/** The pieces of a line in the order in which they passed; the newest stays in sight unless somebody scrolled up. */
import { type ReactNode, useEffect, useRef } from "react";
import type { RawLineView } from "../../../electron/contract/devices.ts";
import type { Watch } from "../../state/device-line-store.ts";
import { clockTimeWithSeconds } from "../../strings/format.ts";
import type { Strings } from "../../strings/language.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { bytesLeftOut, type DumpRow, dumpRows, endOf } from "./raw-dump.ts";

/** Pixels from the end within which the reader is following. */
const NEAR_END = 40;

/** When, which way, how much, and what it ends with. */
export function pieceHead({ at, dir, size, text }: RawLineView, words: Strings["rawMonitor"]): string {
  const time = `${clockTimeWithSeconds(at)}.${String(at % 1000).padStart(3, "0")}`;
  const end = endOf(text);
  return [time, dir === "rx" ? words.received : words.sent, words.bytes(size), end && words.end(end)]
    .filter(Boolean)
    .join("  ");
}

export function RawLines({ watch, isHeld }: { readonly watch: Watch; readonly isHeld: boolean }): ReactNode {
  const { rawMonitor: words } = useStrings();
  const { lines, earlier, dropped } = watch;
  const box = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  useEffect(() => {
    if (lines && isFollowing.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [lines]);
  const onScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    isFollowing.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
  };
  return (
    <div
      ref={box}
      className="raw"
      role="log"
      data-held={isHeld}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={words.title}
      onScroll={onScroll}
    >
      {lines.length === 0 && <p>{words.empty}</p>}
      {earlier > 0 && <p>{words.earlier(earlier)}</p>}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: with those of before it counts the pieces, which never change places
        <RawPiece key={earlier + index} piece={line}>
          {pieceHead(line, words)}
        </RawPiece>
      ))}
      {dropped > 0 && <p>{words.dropped(dropped)}</p>}
    </div>
  );
}

interface RawPieceProps {
  readonly piece: Omit<RawLineView, "at">;
  /** Its head. */
  readonly children: ReactNode;
}

export function RawPiece({ piece, children }: RawPieceProps): ReactNode {
  const { rawMonitor: words } = useStrings();
  const leftOut = bytesLeftOut(piece);
  return (
    <div className="raw__piece" data-dir={piece.dir}>
      <p>{children}</p>
      {dumpRows(piece).map((row) => (
        <RawRow key={row.offset} row={row} />
      ))}
      {leftOut > 0 && <p>{words.leftOut(leftOut)}</p>}
    </div>
  );
}

function RawRow({ row: { offset, hex, text } }: { readonly row: DumpRow }): ReactNode {
  return (
    <p className="raw__row">
      <span>{offset}</span>
      {"  "}
      <code>{hex}</code>
      {"  "}
      <b>{text}</b>
    </p>
  );
}
