/**
 * What the registry may ask of a device, whatever kind it is. A driver is a transport with a codec and timing on top;
 * like the transport, one instance is one connection.
 */
import type { DeviceCapability, DeviceIdentity, DeviceReading } from "../host/device-contract.ts";
import type { TransportFault, TransportResult } from "../transports/transport.ts";

/** Told by the driver until `close()`. */
export interface DriverEvents {
  onReading(reading: DeviceReading): void;
  /** `started`: bytes arrived and the reading is not complete. `ended`: it is, or came to nothing. */
  onActivity(activity: "started" | "ended"): void;
  /** The connection is lost; told once. */
  onGone(fault: TransportFault): void;
  /** The device was asked who it is. Told before `open()` settles, and again when the answer comes late. */
  onIdentity?(identity: DeviceIdentity): void;
}

/**
 * How a command ended. `done`: acknowledged, or written where the device says nothing. `refused`: the device said no.
 * `closed`: the connection ended first.
 */
export type CommandOutcome = "done" | "refused" | "no-reply" | "not-written" | "closed";

/** What the device can be told; a property of its profile. */
export interface DriverCommands {
  readonly capabilities: readonly DeviceCapability[];
  /** One at a time, in the order asked for. Settles within the deadlines of the profile. */
  run(capability: DeviceCapability): Promise<CommandOutcome>;
}

export interface Driver {
  /** Absent for a device that only speaks. */
  readonly commands?: DriverCommands | undefined;
  /** Connects and, where the device can be asked, makes sure that it is the right one. */
  open(): Promise<TransportResult>;
  /** Idempotent. Settles within the transport's time limits. */
  close(): Promise<void>;
}
