/**
 * What carries bytes between this computer and a device. A transport knows nothing of their meaning, so a recorded
 * trace is just another one. One instance is one connection: open once, close once; a new attempt takes a new one.
 */
import type { DeviceReason } from "../host/device-contract.ts";

/** An expected failure of the line. `detail` is the library's own sentence, for the log. */
export interface TransportFault {
  readonly reason: DeviceReason;
  readonly detail?: string;
}

export type TransportResult = { readonly ok: true } | { readonly ok: false; readonly fault: TransportFault };

/** Told by the transport, never after `close()` was called. */
export interface TransportEvents {
  /** `atMs`: steady clock at arrival. The bytes belong to the listener. */
  onBytes(bytes: Uint8Array, atMs: number): void;
  /** Of readers that know whether a card is there: now, and at every change. */
  onPresence?(isThere: boolean): void;
  /** The connection is lost; told once. The transport closes itself. */
  onGone(fault: TransportFault): void;
}

/** Every promise settles within the transport's own time limits, whatever the library below does. */
export interface Transport {
  open(): Promise<TransportResult>;
  /** Resolves when the operating system took the bytes, not when the device saw them. */
  write(bytes: Uint8Array): Promise<TransportResult>;
  /** Idempotent; also ends an `open` that is under way. */
  close(): Promise<void>;
}

/** How a driver gets its transport: it brings the listeners, the factory knows the path and the line settings. */
export type TransportFactory = (events: TransportEvents) => Transport;

export function transportFailure(reason: DeviceReason, detail?: string): TransportResult {
  return { ok: false, fault: detail === undefined ? { reason } : { reason, detail } };
}
