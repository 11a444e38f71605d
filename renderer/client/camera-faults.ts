/** Why a camera does not come, as the closed list says it. The browser's names are those of Media Capture and Streams, section 10. */
import { type Fault, type FaultCode, fault } from "../../electron/domain/fault.ts";

const CODES: Readonly<Record<string, FaultCode>> = {
  NotAllowedError: "camera.denied",
  SecurityError: "camera.denied",
  NotFoundError: "camera.none",
  OverconstrainedError: "camera.none",
  // Another program has it, or the driver gives nothing.
  NotReadableError: "camera.busy",
  AbortError: "camera.busy",
};

/** @param error what `getUserMedia` refused with. Never throws. */
export function faultOfCamera(error: unknown): Fault {
  const name = typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
  return fault((Object.hasOwn(CODES, name) ? CODES[name] : undefined) ?? "camera.unavailable");
}
