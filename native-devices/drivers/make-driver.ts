/** Which driver a profile has. */
import type { Clock } from "../clock.ts";
import type { PhotoDecoder } from "../photo/photo-decoder.ts";
import type { MiddlewareProfile } from "../profiles/middleware-profile.ts";
import { type IdCardReaderProfile, isMiddleware, type Profile, type ScannerProfile } from "../profiles/profile.ts";
import type { SocialCardProfile } from "../profiles/social-card-profile.ts";
import type { TransportEvents, TransportFactory } from "../transports/transport.ts";
import { createBarcodeScanner } from "./barcode-scanner.ts";
import type { Driver, DriverEvents } from "./driver.ts";
import { createIdCardReader } from "./id-card-reader.ts";
import { createServiceReader } from "./service-reader.ts";
import { createSocialCardReader } from "./social-card-reader.ts";

type HidReports = Extract<ScannerProfile["transport"], { type: "hid" }>;
type CarriedFrames = Exclude<IdCardReaderProfile["transport"], { type: "serial" }>;
type SerialLine = Extract<ScannerProfile["transport"], { type: "serial" }>;
/** As a profile has them; the line speed may be one of those that are tried in turn. */
export type LineSettings =
  | HidReports
  | CarriedFrames
  | MiddlewareProfile["transport"]
  | SocialCardProfile["transport"]
  | (Omit<SerialLine, "baud"> & { readonly baud: number });

export interface DriverParts {
  readonly device: { readonly deviceId: string; readonly profile: Profile };
  readonly events: DriverEvents;
  readonly clock: Clock;
  readonly decodePhoto?: PhotoDecoder | undefined;
  /** A line with these settings. */
  connect(settings: LineSettings): TransportFactory;
}

/** By kind of profile: a further kind of device gets its driver here. */
export function createDriver({
  device: { deviceId, profile },
  events,
  clock,
  connect,
  decodePhoto,
}: DriverParts): Driver {
  if (isMiddleware(profile)) {
    return createServiceReader({ deviceId, profile, events, clock, createTransport: connect(profile.transport) });
  }
  if (profile.kind === "social-card-reader") {
    return createSocialCardReader({ deviceId, profile, events, clock, createTransport: connect(profile.transport) });
  }
  if (profile.kind === "id-card-reader") {
    const createTransport = (lineEvents: TransportEvents, baud: number | undefined) =>
      connect(lineOf(profile.transport, baud))(lineEvents);
    return createIdCardReader({ deviceId, profile, events, clock, createTransport, decodePhoto });
  }
  return createBarcodeScanner({ deviceId, profile, events, clock, createTransport: connect(profile.transport) });
}

/** One of the speeds that are tried in turn. */
function lineOf(transport: IdCardReaderProfile["transport"], baud: number | undefined): LineSettings {
  if (transport.type !== "serial") return transport;
  const { fallbackBauds: _others, ...line } = transport;
  return { ...line, baud: baud ?? line.baud };
}
