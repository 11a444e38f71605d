/** Sorts the sentences of hidapi, which carries no error codes through node-hid, into reasons. */
import type { DeviceReason } from "../host/device-contract.ts";

const openFaults: readonly (readonly [RegExp, DeviceReason])[] = [
  // Windows refuses a HID device that another program, or the system's own keyboard driver, holds for itself.
  [/\b0x0*(5|20)\b|access is denied|device or resource busy|exclusive access/i, "busy"],
  [/permission denied|operation not permitted/i, "no-permission"],
  [/no such (file|device)|not found|no hid devices/i, "not-found"],
  [/not a hidraw device|inappropriate ioctl|is a directory/i, "not-a-port"],
];

/** node-hid tells errors as strings or as `Error`s; both end here as a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The reason for what `HIDAsync.open` reported; anything unknown is an input/output error. */
export function classifyHidOpenError(message: string): DeviceReason {
  return openFaults.find(([pattern]) => pattern.test(message))?.[1] ?? "io-error";
}
