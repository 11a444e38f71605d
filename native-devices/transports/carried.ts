/** A stream of bytes over a device that takes and gives reports: a transport on top of another one. */
import type { Clock } from "../clock.ts";
import type { Transport, TransportEvents, TransportFactory, TransportResult } from "./transport.ts";

export interface ReportCarrier {
  /** Reports to be written for `bytes`, in order. */
  pack(bytes: Uint8Array): readonly Uint8Array[];
  unpack(report: Uint8Array): Uint8Array;
  /** A write waits until the line was silent for so long; what comes until then is let go. 0: it does not wait. */
  readonly quietMs: number;
  readonly clock: Clock;
}

/** A line that is never silent is written to all the same. */
const MOST_WAITS = 40;

/** `createReports`: the transport below, whose every `onBytes` is one report. A write ends at the first report that fails. */
export function createCarriedTransport(
  carrier: ReportCarrier,
  createReports: TransportFactory,
  events: TransportEvents,
): Transport {
  let isDraining = false;
  let arrived = 0;
  const reports = createReports({
    onBytes: (report, atMs) => {
      arrived += 1;
      const bytes = carrier.unpack(report);
      if (bytes.length > 0 && !isDraining) events.onBytes(bytes, atMs);
    },
    onGone: events.onGone,
  });
  const drain = async () => {
    isDraining = true;
    for (let waits = 0, before = -1; before !== arrived && waits < MOST_WAITS; waits += 1) {
      before = arrived;
      await new Promise<void>((resolve) => carrier.clock.after(carrier.quietMs, resolve));
    }
    isDraining = false;
  };
  return {
    open: () => reports.open(),
    close: () => reports.close(),
    async write(bytes) {
      if (carrier.quietMs > 0) await drain();
      let result: TransportResult = { ok: true };
      for (const report of carrier.pack(bytes)) {
        result = await reports.write(report);
        if (!result.ok) break;
      }
      return result;
    },
  };
}
