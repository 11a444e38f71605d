/** Which driver a profile has. */
import type { Clock } from "../clock.ts";
import type { Profile, ScannerProfile } from "../profiles/profile.ts";
import type { TransportFactory } from "../transports/transport.ts";
import { createBarcodeScanner } from "./barcode-scanner.ts";
import type { Driver, DriverEvents } from "./driver.ts";
import { createIdCardReader } from "./id-card-reader.ts";

type HidReports = Extract<ScannerProfile["transport"], { type: "hid" }>;
type SerialLine = Extract<ScannerProfile["transport"], { type: "serial" }>;
/** As a profile has them; the line speed may be one of those that are tried in turn. */
export type LineSettings = HidReports | (Omit<SerialLine, "baud"> & { readonly baud: number });

export interface DriverParts {
  readonly device: { readonly deviceId: string; readonly profile: Profile };
  readonly events: DriverEvents;
  readonly clock: Clock;
  /** A line with these settings. */
  connect(settings: LineSettings): TransportFactory;
}

/** By kind of profile: a further kind of device gets its driver here. */
export function createDriver({ device: { deviceId, profile }, events, clock, connect }: DriverParts): Driver {
  if (profile.kind === "id-card-reader") {
    const { fallbackBauds: _, ...line } = profile.transport;
    return createIdCardReader({
      deviceId,
      profile,
      events,
      clock,
      createTransport: (transportEvents, baud) => connect({ ...line, baud })(transportEvents),
    });
  }
  return createBarcodeScanner({ deviceId, profile, events, clock, createTransport: connect(profile.transport) });
}
