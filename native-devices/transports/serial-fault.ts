/** Sorts the sentences of serialport's native layer, which carries no error codes, into reasons. */
import type { DeviceReason } from "../host/device-contract.ts";

const openFaults: readonly (readonly [RegExp, DeviceReason])[] = [
  [/cannot lock port|resource busy|resource temporarily unavailable/i, "busy"],
  // Windows answers "Access denied" when another program holds the port; its rights never hinder a COM port.
  [/opening \S+: access (is )?denied/i, "busy"],
  [/permission denied|operation not permitted/i, "no-permission"],
  [/no such (file|device)|file not found|device not configured/i, "not-found"],
  [/inappropriate ioctl|not a (typewriter|tty)|custom baudrate|is a directory|invalid argument/i, "not-a-port"],
];

/** The reason for what `SerialPort#open` reported; anything unknown is an input/output error. */
export function classifyOpenError(message: string): DeviceReason {
  return openFaults.find(([pattern]) => pattern.test(message))?.[1] ?? "io-error";
}
