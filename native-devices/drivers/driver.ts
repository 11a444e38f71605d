/**
 * What the registry may ask of a device, whatever kind it is. A driver is a transport with a codec and timing on top;
 * like the transport, one instance is one connection.
 */
import type { DeviceReading } from "../host/device-contract.ts";
import type { TransportFault, TransportResult } from "../transports/transport.ts";

/** Told by the driver until `close()`. */
export interface DriverEvents {
  onReading(reading: DeviceReading): void;
  /** `started`: bytes arrived and the reading is not complete. `ended`: it is, or came to nothing. */
  onActivity(activity: "started" | "ended"): void;
  /** The connection is lost; told once. */
  onGone(fault: TransportFault): void;
}

export interface Driver {
  /** Connects and, where the device can be asked, makes sure that it is the right one. */
  open(): Promise<TransportResult>;
  /** Idempotent. Settles within the transport's time limits. */
  close(): Promise<void>;
}
