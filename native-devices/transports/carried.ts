/** A stream of bytes over a device that takes and gives reports: a transport on top of another one. */
import type { Transport, TransportEvents, TransportFactory, TransportResult } from "./transport.ts";

export interface ReportCarrier {
  /** Reports to be written for `bytes`, in order. */
  pack(bytes: Uint8Array): readonly Uint8Array[];
  unpack(report: Uint8Array): Uint8Array;
}

/** `createReports`: the transport below, whose every `onBytes` is one report. A write ends at the first report that fails. */
export function createCarriedTransport(
  carrier: ReportCarrier,
  createReports: TransportFactory,
  events: TransportEvents,
): Transport {
  const reports = createReports({
    onBytes: (report, atMs) => {
      const bytes = carrier.unpack(report);
      if (bytes.length > 0) events.onBytes(bytes, atMs);
    },
    onGone: events.onGone,
  });
  return {
    open: () => reports.open(),
    close: () => reports.close(),
    async write(bytes) {
      let result: TransportResult = { ok: true };
      for (const report of carrier.pack(bytes)) {
        result = await reports.write(report);
        if (!result.ok) break;
      }
      return result;
    },
  };
}
