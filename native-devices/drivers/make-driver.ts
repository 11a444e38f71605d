/** Which driver a profile has. */
import type { Clock } from "../clock.ts";
import type { IdCardReaderProfile, Profile, ScannerProfile } from "../profiles/profile.ts";
import type { TransportFactory } from "../transports/transport.ts";
import { createBarcodeScanner } from "./barcode-scanner.ts";
import type { Driver, DriverEvents } from "./driver.ts";
import { createIdCardReader, type IdCardReaderOptions } from "./id-card-reader.ts";

type HidReports = Extract<ScannerProfile["transport"], { type: "hid" }>;
type SerialLine = Extract<ScannerProfile["transport"], { type: "serial" }>;
type CarriedFrames = Extract<IdCardReaderProfile["transport"], { type: "hid" }>;
/** As a profile has them; the line speed may be one of those that are tried in turn. */
export type LineSettings = HidReports | CarriedFrames | (Omit<SerialLine, "baud"> & { readonly baud: number });

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
    const createTransport = readerLine(profile.transport, connect);
    return createIdCardReader({ deviceId, profile, events, clock, createTransport });
  }
  return createBarcodeScanner({ deviceId, profile, events, clock, createTransport: connect(profile.transport) });
}

function readerLine(
  settings: IdCardReaderProfile["transport"],
  connect: DriverParts["connect"],
): IdCardReaderOptions["createTransport"] {
  if (settings.type === "hid") return connect(settings);
  const { fallbackBauds: _, ...line } = settings;
  return (events, baud = line.baud) => connect({ ...line, baud })(events);
}
