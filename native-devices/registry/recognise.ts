/** What a port could be: every profile whose `match` it fits, with how much of the port that match is sure of. */
import type { FoundPort } from "../host/device-contract.ts";
import { type DeviceMatch, matchesOf, type Profile } from "../profiles/profile.ts";
import { fitsHid, fitsSerial, fitsUsb } from "./matcher.ts";

export type UnnamedPort = Omit<FoundPort, "proposals" | "deviceId">;

/** By what the match names and the port bears out; the rest to 100 is a serial number. */
const SCORES = { product: 90, maker: 70, use: 50, name: 40, adapter: 20, serialNumber: 10 } as const;

/** USB-to-serial chips that makers of every kind of device buy: CH340, CH341, CH9102, FT232, PL2303, CP210x. */
const ADAPTERS = ["1a86:7523", "1a86:5523", "1a86:55d4", "0403:6001", "067b:2303", "10c4:ea60"];
/**
 * What may be behind one, each as likely as the other: only asking tells (drivers/id-card-reader.ts asks when it opens).
 * Kept out of their `match`, or a reader's profile would go and open the port of a scanner.
 */
const BEHIND_ADAPTERS = ["sdt-serial-115200", "serial-scanner-9600", "serial-scanner-115200"];

/** Best first; of equal ones the order of `profiles` stays. */
export function proposalsFor(port: UnnamedPort, profiles: readonly Profile[]): FoundPort["proposals"] {
  return profiles
    .map((profile) => ({ profileId: profile.id, name: profile.name, score: scoreOf(port, profile) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

function scoreOf(port: UnnamedPort, profile: Profile): number {
  const matches = matchesOf(profile);
  // A hall's copy that says where its device is goes there by itself: a port that it does not name would be lost.
  const isBehind = matches.length === 0 && isAdapter(port) && BEHIND_ADAPTERS.includes(profile.id);
  return Math.max(isBehind ? SCORES.adapter : 0, ...matches.map((one) => (isFit(port, one) ? sureness(one) : 0)));
}

function isAdapter({ bus, vendorId = "", productId = "" }: UnnamedPort): boolean {
  return bus === "serial" && ADAPTERS.includes(`${vendorId}:${productId}`);
}

function isFit(port: UnnamedPort, match: DeviceMatch): boolean {
  if (match.bus === "pcsc" || match.bus !== port.bus) return false;
  if (match.bus === "usb") return fitsUsb(match, port);
  return match.bus === "serial" ? fitsSerial(match, port) : fitsHid(match, port);
}

function sureness(match: DeviceMatch): number {
  if (match.bus === "pcsc") return 0;
  if (match.bus === "usb") return SCORES.product;
  const extra = match.serialNumber === undefined ? 0 : SCORES.serialNumber;
  if (match.vid !== undefined) return (match.pid === undefined ? SCORES.maker : SCORES.product) + extra;
  return (match.bus === "hid" ? SCORES.use : SCORES.name) + extra;
}
