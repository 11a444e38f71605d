/** What can be wrong with a device, and what people are told of it. A part of the device contract. */
import { z } from "zod";
import type { FaultCode } from "../../electron/domain/fault.ts";

/** Everything that can be wrong with a device, as finely as this side can tell; see diagnostics/explain.ts. */
export const deviceReasons = [
  /** Nothing at the configured path, or no device matches the profile. */
  "not-found",
  /** The device was there and went away. */
  "unplugged",
  /** The line was hung up while the path stayed. */
  "hung-up",
  /** Another program holds the port. */
  "busy",
  /** This user may not open the port. */
  "no-permission",
  /** The path is not a serial port, or refuses the line settings. */
  "not-a-port",
  "open-timeout",
  "write-timeout",
  "read-timeout",
  "io-error",
  /** Used before it was open or after it was closed. */
  "not-open",
  /** The port is open and nothing behind it answers as such a device does, at no line speed. */
  "no-answer",
  /** The reader says of itself that it failed its self-test or is not authorised. */
  "reader-out-of-order",
  /** Nobody listens at the address of the maker's program, or it ended. */
  "service-not-running",
  /** The maker's program answers with something that is no answer. */
  "service-answer",
  /** The maker's program says that it was switched off. */
  "service-disabled",
  /** The library for smart cards, or a part of the system that it needs, is not installed. */
  "smart-card-library",
  /** The system's smart-card service is not running. */
  "smart-card-service",
  /** The system part that speaks to such devices is not there; see the hardware checklist in the manual. */
  "driver-missing",
  "profile-unknown",
  "profile-invalid",
  /** The device process ended or stopped answering and is being started again. */
  "process-lost",
  /** The device process failed too often; it stays down until an administrator starts it again. */
  "process-faulted",
] as const;
export type DeviceReason = (typeof deviceReasons)[number];

/** The codes of electron/domain/fault.ts that a device can raise. */
const deviceFaultCodes = [
  "device.gone",
  "device.busy",
  "device.denied",
  "device.silent",
  "device.process-stopped",
  "device.unavailable",
  "device.service-down",
  "device.service-nonsense",
  "device.service-off",
  "device.smart-card-library",
  "device.smart-card-service",
] as const satisfies readonly FaultCode[];

/** What people are told: the code has the sentences; the rest says where to look, who can mend it, and by whom it ends. */
export const deviceFaultSchema = z.strictObject({
  code: z.enum(deviceFaultCodes),
  reason: z.enum(deviceReasons),
  cause: z.enum(["cable", "device", "other-program", "permission", "configuration", "device-process"]),
  actor: z.enum(["clerk", "administrator"]),
  recovery: z.enum(["by-itself", "after-change"]),
});
export type DeviceFault = z.infer<typeof deviceFaultSchema>;
