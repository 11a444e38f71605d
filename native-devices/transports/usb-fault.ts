/** Sorts the sentences of npm `usb`, which carries no error codes, into reasons. */
import type { DeviceReason } from "../host/device-contract.ts";

const openFaults: readonly (readonly [RegExp, DeviceReason])[] = [
  [/permission|access is denied|errno (1|13)\b/i, "no-permission"],
  [/busy|in use|errno 16\b/i, "busy"],
  // Windows gives a device only to programs that use the driver which is bound to it.
  [/driver|unsupported|not supported/i, "driver-missing"],
  [/not found|no such|disconnected|errno (2|19)\b/i, "not-found"],
];

/** The reason for what opening reported; anything unknown is an input/output error. */
export function classifyUsbOpenError(message: string): DeviceReason {
  return openFaults.find(([pattern]) => pattern.test(message))?.[1] ?? "io-error";
}

/** Nothing came in time: a transfer that was taken back. */
export function isUsbTimeout(message: string): boolean {
  return /cancelled|timed? ?out/i.test(message);
}

/** The reader halted the pipe. */
export function isUsbStall(message: string): boolean {
  return /\bstall/i.test(message);
}

/** A transfer of this device is still under way. */
export function isUsbInUse(message: string): boolean {
  return /borrow/i.test(message);
}

export function isUsbGone(message: string): boolean {
  return /disconnected|no such device/i.test(message);
}
