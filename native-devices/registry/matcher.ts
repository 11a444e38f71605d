/**
 * Finds the device file of a configured device: the configured path, or the first port that the profile's `match`
 * describes and that no other device has claimed.
 */
import type { SerialPortEntry } from "../host/device-contract.ts";
import {
  type DeviceMatch,
  type HidMatch,
  isMiddleware,
  matchesOf,
  type Profile,
  type SerialMatch,
  type UsbMatch,
} from "../profiles/profile.ts";
import type { HidEntry } from "../transports/hid-devices.ts";
import { isWatchablePath } from "../transports/path-watch.ts";
import { isVirtualPath } from "../virtual/virtual-path.ts";
import { type DeviceFiles, deviceFolder } from "./device-files.ts";

export interface LookRequest {
  readonly profile: Profile;
  readonly path?: string | undefined;
  /** Whether another device has this file. */
  isClaimed(path: string): boolean;
}

/** Stands for a smart-card reader where the system cannot say which there are. */
const UNTOLD_READER = "PC/SC";

/** The path to open, or null when there is none now. */
export async function findDevice(request: LookRequest, files: DeviceFiles): Promise<string | null> {
  // A service is where its address says; whether it runs is found by asking it.
  if (isMiddleware(request.profile)) return request.profile.transport.url;
  if (request.path !== undefined) return (await exists(request.path, request.profile, files)) ? request.path : null;
  for (const match of matchesOf(request.profile)) {
    const candidates = await portsMatching(match, files);
    const free = candidates.find((path) => !request.isClaimed(path));
    if (free !== undefined) return free;
  }
  return null;
}

async function exists(path: string, profile: Profile, files: DeviceFiles): Promise<boolean> {
  const { type } = profile.transport;
  const isFile = isWatchablePath(path) || isVirtualPath(path);
  if (isFile && files.identityOf(path) !== null) return true;
  // A file that cannot be seen may yet be known to the library; ports are too slow to be listed at every look.
  if (isVirtualPath(path) || (isWatchablePath(path) && type === "serial")) return false;
  if (type === "pcsc") return (await files.listCardReaders())?.includes(path) ?? true;
  const entries = type === "hid" ? files.listHid() : type === "usb" ? files.listUsb() : files.listPorts();
  return (await entries).some((port) => port.path === path);
}

async function portsMatching(match: DeviceMatch, files: DeviceFiles): Promise<readonly string[]> {
  if (match.bus === "pcsc") {
    const { reader = "" } = match;
    return (await files.listCardReaders())?.filter((name) => name.includes(reader)) ?? [UNTOLD_READER];
  }
  if (match.bus === "hid") {
    const entries = await files.listHid();
    return entries.filter((entry) => fitsHid(match, entry)).map((entry) => entry.path);
  }
  if (match.bus === "usb") {
    const entries = await files.listUsb();
    return entries.filter((entry) => fitsUsb(match, entry)).map((entry) => entry.path);
  }
  if (match.vid === undefined && match.name !== undefined) return filesNamed(match.name, files);
  const ports = await files.listPorts();
  return ports.filter((port) => fitsSerial(match, port)).map((port) => port.path);
}

export function fitsUsb(
  match: UsbMatch,
  entry: { readonly vendorId?: string | undefined; readonly productId?: string | undefined },
): boolean {
  return match.vid === entry.vendorId && match.pid === entry.productId;
}

export function fitsSerial(
  match: SerialMatch,
  port: Pick<SerialPortEntry, "path" | "vendorId" | "productId" | "serialNumber">,
): boolean {
  const name = port.path.slice(port.path.lastIndexOf("/") + 1);
  return (
    (match.vid === undefined || match.vid === port.vendorId) &&
    (match.pid === undefined || match.pid === port.productId) &&
    (match.serialNumber === undefined || match.serialNumber === port.serialNumber) &&
    (match.name === undefined || isNamed(name, match.name))
  );
}

export function fitsHid(
  match: HidMatch,
  entry: Partial<{ [Key in keyof HidEntry]: HidEntry[Key] | undefined }>,
): boolean {
  return (
    (match.usagePage === undefined || match.usagePage === entry.usagePage) &&
    (match.usage === undefined || match.usage === entry.usage) &&
    (match.vid === undefined || match.vid === entry.vendorId) &&
    (match.pid === undefined || match.pid === entry.productId) &&
    (match.serialNumber === undefined || match.serialNumber === entry.serialNumber)
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
