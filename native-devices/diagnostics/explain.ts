/**
 * From the reason a device gives to what it means for people: the fault code that has the sentences, where the cause
 * lies, who can mend it, and whether it mends itself. No sentences here; they are in `renderer/strings`.
 */
import type { DeviceFault, DeviceReason } from "../host/device-contract.ts";

type Meaning = Omit<DeviceFault, "reason">;

const gone: Meaning = { code: "device.gone", cause: "cable", actor: "clerk", recovery: "by-itself" };
const silent: Meaning = { code: "device.silent", cause: "device", actor: "clerk", recovery: "by-itself" };
const misconfigured: Meaning = {
  code: "device.unavailable",
  cause: "configuration",
  actor: "administrator",
  recovery: "after-change",
};

const service: Omit<Meaning, "code"> = { cause: "other-program", actor: "administrator", recovery: "by-itself" };

const meanings: Readonly<Record<DeviceReason, Meaning>> = {
  "not-found": gone,
  unplugged: gone,
  "hung-up": { ...gone, cause: "device" },
  busy: { code: "device.busy", cause: "other-program", actor: "clerk", recovery: "by-itself" },
  "no-permission": { code: "device.denied", cause: "permission", actor: "administrator", recovery: "by-itself" },
  "not-a-port": { ...misconfigured, recovery: "by-itself" },
  "open-timeout": silent,
  "write-timeout": silent,
  "read-timeout": silent,
  "io-error": silent,
  "not-open": silent,
  "no-answer": silent,
  "reader-out-of-order": { code: "device.unavailable", cause: "device", actor: "administrator", recovery: "by-itself" },
  "driver-missing": misconfigured,
  "service-not-running": { code: "device.service-down", ...service },
  "service-answer": { code: "device.service-nonsense", ...service },
  "service-disabled": { code: "device.service-off", ...service },
  "smart-card-library": {
    code: "device.smart-card-library",
    cause: "configuration",
    actor: "administrator",
    recovery: "by-itself",
  },
  "smart-card-service": {
    code: "device.smart-card-service",
    cause: "other-program",
    actor: "administrator",
    recovery: "by-itself",
  },
  "profile-unknown": misconfigured,
  "profile-invalid": misconfigured,
  "process-lost": {
    code: "device.process-stopped",
    cause: "device-process",
    actor: "clerk",
    recovery: "by-itself",
  },
  "process-faulted": {
    code: "device.process-stopped",
    cause: "device-process",
    actor: "administrator",
    recovery: "after-change",
  },
};

/** What a reason means. Total: a reason without a meaning does not compile. */
export function explainDeviceFault(reason: DeviceReason): DeviceFault {
  return { ...meanings[reason], reason };
}
