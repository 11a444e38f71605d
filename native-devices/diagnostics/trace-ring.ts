/** The last minute of a line, both ways, in memory only: what a recording is made of when somebody asks for one. */
import type { Clock } from "../clock.ts";
import type { TransportEvents, TransportFactory } from "../transports/transport.ts";

export interface TraceEntry {
  /** Steady ms. */
  readonly atMs: number;
  readonly dir: "rx" | "tx";
  readonly bytes: Uint8Array;
}

export interface TraceRing {
  note(entry: TraceEntry): void;
  /** From the oldest on; nothing older than the window. */
  entries(): readonly TraceEntry[];
  /** Overwrites what it holds. */
  clear(): void;
}

const WINDOW_MS = 60_000;
/** A line at 115200 baud fills two thirds of it in a minute. */
const MAX_BYTES = 1 << 20;

export function createTraceRing(clock: Clock): TraceRing {
  let kept: TraceEntry[] = [];
  let size = 0;
  const forget = () => {
    const oldestMs = clock.steadyMs() - WINDOW_MS;
    let count = 0;
    for (const { atMs, bytes } of kept) {
      if (atMs >= oldestMs && size <= MAX_BYTES) break;
      size -= bytes.length;
      count += 1;
    }
    if (count > 0) kept = kept.slice(count);
  };
  return {
    note(entry) {
      // The listener may keep or change what it was given.
      kept.push({ ...entry, bytes: entry.bytes.slice() });
      size += entry.bytes.length;
      forget();
    },
    entries() {
      forget();
      return [...kept];
    },
    clear() {
      for (const { bytes } of kept) bytes.fill(0);
      kept = [];
      size = 0;
    },
  };
}

/** The same transport, with everything that passes noted. */
export function recorded(
  ring: Pick<TraceRing, "note">,
  clock: Clock,
  createTransport: TransportFactory,
): TransportFactory {
  return (events: TransportEvents) => {
    const transport = createTransport({
      onPresence: (isThere) => events.onPresence?.(isThere),
      onBytes(bytes, atMs) {
        ring.note({ atMs, dir: "rx", bytes });
        events.onBytes(bytes, atMs);
      },
      onGone: (fault) => events.onGone(fault),
    });
    return {
      open: () => transport.open(),
      close: () => transport.close(),
      write(bytes) {
        ring.note({ atMs: clock.steadyMs(), dir: "tx", bytes });
        return transport.write(bytes);
      },
    };
  };
}
