/** Pieces of a line as people read bytes: sixteen in a row, where each row begins, the same as text beside it. Pure. */
import type { RawLineView } from "../../../electron/contract/devices.ts";

export interface DumpRow {
  /** Of its first byte within the piece, hexadecimal. */
  readonly offset: string;
  /** Two groups of eight, padded to the width of a full row. */
  readonly hex: string;
  /** One character for each byte; a dot where it is no printable one. */
  readonly text: string;
}

const IN_ROW = 16;
const IN_GROUP = 8;
/** Sixteen bytes with their spaces, and one more between the groups. */
const HEX_WIDTH = IN_ROW * 3;

export function dumpRows({ hex, text }: Pick<RawLineView, "hex" | "text">): readonly DumpRow[] {
  const bytes = hex.match(/[0-9a-f]{2}/gi) ?? [];
  const characters = [...text];
  return Array.from({ length: Math.ceil(bytes.length / IN_ROW) }, (_, row) => {
    const from = row * IN_ROW;
    const group = (at: number) => bytes.slice(from + at, Math.min(from + at + IN_GROUP, from + IN_ROW)).join(" ");
    return {
      offset: from.toString(16).padStart(4, "0"),
      hex: `${group(0)}  ${group(IN_GROUP)}`.padEnd(HEX_WIDTH),
      text: characters
        .slice(from, from + IN_ROW)
        .map(printable)
        .join(""),
    };
  });
}

const printable = (character: string): string => (/^[\x20-\x7e]$/.test(character) ? character : ".");

/** Bytes of the piece that are not among its rows. */
export function bytesLeftOut({ size, hex }: Pick<RawLineView, "size" | "hex">): number {
  return Math.max(0, size - (hex.match(/[0-9a-f]{2}/gi) ?? []).length);
}

const CONTROLS =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US";

/** What the piece ends with, by name: the pictures of control characters are in few fonts. */
export function endOf(text: string): string {
  const names = CONTROLS.split(" ");
  const [end = ""] = /[\u2400-\u241f]{0,4}$/.exec(text) ?? [];
  return [...end].map((picture) => names[picture.charCodeAt(0) - 0x2400]).join(" ");
}

/** The same for the clipboard; `head` writes the line above each piece. */
export function dumpText(lines: readonly RawLineView[], head: (line: RawLineView) => string): string {
  const rows = (line: RawLineView) => dumpRows(line).map(({ offset, hex, text }) => `${offset}  ${hex}  ${text}`);
  return lines.map((line) => [head(line), ...rows(line), ""].join("\n")).join("\n");
}
