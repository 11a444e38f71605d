/** What passes on the line of a device, with everything personal hidden; ends by itself. */
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../components/button.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useDeviceLine } from "../../state/device-line-store.ts";
import { clockTimeWithSeconds, countdown } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function RawMonitor({ deviceId }: { readonly deviceId: string }): ReactNode {
  const { deviceDetail: words } = useStrings();
  const watch = useDeviceLine((line) => (line.watch?.deviceId === deviceId ? line.watch : undefined));
  const now = useClock((clock) => clock.now);
  const { startWatch, stopWatch, record } = useDeviceLine.getState();
  const end = useRef<HTMLDivElement>(null);
  const lines = watch?.lines;
  useEffect(() => {
    if (lines) end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [lines]);
  const isOver = watch !== undefined && now >= watch.until;
  return (
    <section className="device__part" aria-label={words.watch}>
      <div className="device__watch-head">
        <h3>{words.watch}</h3>
        {watch && <span role="status">{isOver ? words.watchOver : words.watchLeft(countdown(watch.until - now))}</span>}
        <Button size="small" onPress={() => void (watch && !isOver ? stopWatch() : startWatch(deviceId))}>
          {watch && !isOver ? words.stopWatching : words.watch}
        </Button>
        <Button size="small" tone="quiet" onPress={() => void record(deviceId)}>
          {words.record}
        </Button>
      </div>
      <p className="trust-table__note">{words.watchHint}</p>
      {watch && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div ref={end} className="device__lines" role="log" tabIndex={0} aria-label={words.watch}>
          {watch.lines.length === 0 && <p>{words.watchEmpty}</p>}
          {watch.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name and are only added at the end
            <p key={index} data-dir={line.dir}>
              {clockTimeWithSeconds(line.at)} {line.dir === "rx" ? words.received : words.sent} {line.size}B{" "}
              <code>{line.hex}</code> <b>{controlsByName(line.text)}</b>
            </p>
          ))}
          {watch.dropped > 0 && <p>{words.dropped(watch.dropped)}</p>}
        </div>
      )}
    </section>
  );
}

const CONTROLS =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US";

/** The pictures of control characters are in few fonts. */
function controlsByName(text: string): string {
  const names = CONTROLS.split(" ");
  return text.replaceAll(/[\u2400-\u241f]/g, (picture) => `[${names[picture.charCodeAt(0) - 0x2400]}]`);
}
