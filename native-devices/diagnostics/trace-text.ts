/** A recording as a file: JSON lines, a header and then every chunk with its time since the first. `transports/replay.ts` reads it. */
import { hexOfBytes } from "../codecs/hex.ts";
import type { TraceEntry } from "./trace-ring.ts";

export interface TraceHeader {
  readonly profile: string;
  readonly platform: string;
}

const VERSION = 1;

/** `said`: the same pieces before they were redacted, so that the file tells how much of each was replaced. */
export function traceText(entries: readonly TraceEntry[], header: TraceHeader, said = entries): string {
  const startMs = entries[0]?.atMs ?? 0;
  const lines = entries.map(({ atMs, dir, bytes }, index) => {
    const replaced = bytes.filter((byte, at) => byte !== said[index]?.bytes[at]).length;
    const t = Math.round((atMs - startMs) * 1000) / 1000;
    return { t, dir, hex: hexOfBytes(bytes), ...(replaced > 0 ? { replaced } : {}) };
  });
  const first = {
    trace: VERSION,
    ...header,
    isRedacted: true,
    pieces: lines.length,
    ms: lines.at(-1)?.t ?? 0,
    bytes: entries.reduce((sum, { bytes }) => sum + bytes.length, 0),
    replaced: lines.reduce((sum, { replaced = 0 }) => sum + replaced, 0),
  };
  return [first, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
}
