import { expect, test } from "vitest";
import { classifyOpenError } from "../../../../native-devices/transports/serial-fault.ts";

test.each([
  ["Error: Resource temporarily unavailable Cannot lock port", "busy"],
  ["Error: Device or resource busy, cannot open /dev/ttyUSB0", "busy"],
  ["Opening COM3: Access denied", "busy"],
  ["Error: Permission denied, cannot open /dev/ttyUSB0", "no-permission"],
  ["Error: No such file or directory, cannot open /dev/ttyUSB0", "not-found"],
  ["Opening COM9: File not found", "not-found"],
  ["Error: Inappropriate ioctl for device, cannot open /tmp/x", "not-a-port"],
  ["Error: something new", "io-error"],
])("%s → %s", (message, reason) => {
  expect(classifyOpenError(message)).toBe(reason);
});
