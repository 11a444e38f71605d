/**
 * Finds the device file of a configured device: the configured path, or the first port that the profile's `match`
 * describes and that no other device has claimed.
 */
import type { SerialPortEntry } from "../host/device-contract.ts";
import type { Profile, SerialMatch } from "../profiles/profile.ts";
import { isWatchablePath } from "../transports/path-watch.ts";
import { type DeviceFiles, deviceFolder } from "./device-files.ts";

export interface LookRequest {
  readonly profile: Profile;
  readonly path?: string | undefined;
  /** Whether another device has this file. */
  isClaimed(path: string): boolean;
}

/** The path to open, or null when there is none now. */
export async function findDevice(request: LookRequest, files: DeviceFiles): Promise<string | null> {
  if (request.path !== undefined) return (await exists(request.path, files)) ? request.path : null;
  for (const match of request.profile.match) {
    const candidates = await portsMatching(match, files);
    const free = candidates.find((path) => !request.isClaimed(path));
    if (free !== undefined) return free;
  }
  return null;
}

async function exists(path: string, files: DeviceFiles): Promise<boolean> {
  if (isWatchablePath(path)) return files.identityOf(path) !== null;
  return (await files.listPorts()).some((port) => port.path === path);
}

async function portsMatching(match: SerialMatch, files: DeviceFiles): Promise<readonly string[]> {
  if (match.vid === undefined && match.name !== undefined) return filesNamed(match.name, files);
  const ports = await files.listPorts();
  return ports.filter((port) => fits(match, port)).map((port) => port.path);
}

function fits(match: SerialMatch, port: SerialPortEntry): boolean {
  const name = port.path.slice(port.path.lastIndexOf("/") + 1);
  return (
    (match.vid === undefined || match.vid === port.vendorId) &&
    (match.pid === undefined || match.pid === port.productId) &&
    (match.serialNumber === undefined || match.serialNumber === port.serialNumber) &&
    (match.name === undefined || isNamed(name, match.name))
  );
}

/** By name alone the folder is enough: a hundredth of the cost of a listing. */
async function filesNamed(pattern: string, files: DeviceFiles): Promise<readonly string[]> {
  const names = await files.names();
  return names
    .filter((name) => isNamed(name, pattern))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((name) => `${deviceFolder}/${name}`);
}

function isNamed(name: string, pattern: string): boolean {
  if (!pattern.endsWith("*")) return name === pattern;
  const stem = pattern.slice(0, -1);
  return name.startsWith(stem) && /^\d+$/.test(name.slice(stem.length));
}
