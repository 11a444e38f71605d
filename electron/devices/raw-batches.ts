/** Raw lines come one by one and as fast as a line can; screens get them ten times a second, and at most so many. */
import type { RawLine } from "../../native-devices/host/device-contract.ts";
import type { Timers } from "./timers.ts";

export interface RawBatch {
  readonly deviceId: string;
  readonly lines: RawLine[];
  readonly dropped: number;
}

const EVERY_MS = 100;
const MOST_LINES = 50;

export function createRawBatches(timers: Timers, onBatch: (batch: RawBatch) => void) {
  let waiting: { deviceId: string; lines: RawLine[]; dropped: number } | undefined;
  const flush = () => {
    const batch = waiting;
    waiting = undefined;
    if (batch) onBatch(batch);
  };
  return {
    add(deviceId: string, line: RawLine): void {
      if (waiting && waiting.deviceId !== deviceId) flush();
      if (!waiting) {
        waiting = { deviceId, lines: [], dropped: 0 };
        timers.after(EVERY_MS, flush);
      }
      if (waiting.lines.length < MOST_LINES) waiting.lines.push(line);
      else waiting.dropped += 1;
    },
  };
}
