/** A recording as a file: JSON lines, a header and then every chunk with its time since the first. `transports/replay.ts` reads it. */
import { hexOfBytes } from "../codecs/hex.ts";
import type { TraceEntry } from "./trace-ring.ts";

export interface TraceHeader {
  readonly profile: string;
  readonly platform: string;
}

const VERSION = 1;

export function traceText(entries: readonly TraceEntry[], header: TraceHeader): string {
  const startMs = entries[0]?.atMs ?? 0;
  const lines = entries.map(({ atMs, dir, bytes }) => ({
    t: Math.round((atMs - startMs) * 1000) / 1000,
    dir,
    hex: hexOfBytes(bytes),
  }));
  const first = { trace: VERSION, ...header, isRedacted: true };
  return [first, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
}
