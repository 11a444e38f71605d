/**
 * Reads device profiles: the builtin ones by id, or a whole profile that the hall wrote itself. Nothing half-valid
 * gets through; each problem names the field it is about.
 */
import type { ProfileSummary } from "../host/device-contract.ts";
import datalogicSerial from "./builtin/datalogic-serial.json" with { type: "json" };
import gm65Serial from "./builtin/gm65-serial.json" with { type: "json" };
import hidScanner from "./builtin/hid-scanner.json" with { type: "json" };
import hidScannerHoneywell from "./builtin/hid-scanner-honeywell.json" with { type: "json" };
import hidScannerMicroscan from "./builtin/hid-scanner-microscan.json" with { type: "json" };
import hidScannerNewland from "./builtin/hid-scanner-newland.json" with { type: "json" };
import hidScannerVguang from "./builtin/hid-scanner-vguang.json" with { type: "json" };
import honeywellSerial from "./builtin/honeywell-serial.json" with { type: "json" };
import newlandSerial from "./builtin/newland-serial.json" with { type: "json" };
import sdtHid from "./builtin/sdt-hid.json" with { type: "json" };
import sdtHidDk from "./builtin/sdt-hid-dk.json" with { type: "json" };
import sdtHidMr300 from "./builtin/sdt-hid-mr300.json" with { type: "json" };
import sdtSerial115200 from "./builtin/sdt-serial-115200.json" with { type: "json" };
import sdtUsbSamv from "./builtin/sdt-usb-samv.json" with { type: "json" };
import sdtUsbSingle from "./builtin/sdt-usb-single.json" with { type: "json" };
import serialScanner9600 from "./builtin/serial-scanner-9600.json" with { type: "json" };
import serialScanner115200 from "./builtin/serial-scanner-115200.json" with { type: "json" };
import serviceCardHttp from "./builtin/service-card-http.json" with { type: "json" };
import serviceCardWs from "./builtin/service-card-ws.json" with { type: "json" };
import serviceCodeWs from "./builtin/service-code-ws.json" with { type: "json" };
import socialCardPcsc from "./builtin/social-card-pcsc.json" with { type: "json" };
import trainingScanner from "./builtin/training-scanner.json" with { type: "json" };
import usbCdcScanner from "./builtin/usb-cdc-scanner.json" with { type: "json" };
import zebraSsiSerial from "./builtin/zebra-ssi-serial.json" with { type: "json" };
import { checkProfile } from "./check-profile.ts";
import { readJsonText } from "./json-text.ts";
import { findsItself, type Profile, profileSchema } from "./profile.ts";

/**
 * `where`: path of the field, such as `framing.idleMs`; empty for the profile as a whole. `line` and `column`, from 1:
 * only of a profile that was read from its text.
 */
export interface ProfileProblem {
  readonly where: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export type ProfileResult =
  | { readonly ok: true; readonly profile: Profile }
  | {
      readonly ok: false;
      readonly reason: "profile-unknown" | "profile-invalid";
      readonly problems: readonly ProfileProblem[];
    };

/** What ships, in the order in which the administrator sees it. */
const shipped: readonly unknown[] = [
  serialScanner9600,
  serialScanner115200,
  usbCdcScanner,
  trainingScanner,
  honeywellSerial,
  newlandSerial,
  gm65Serial,
  zebraSsiSerial,
  datalogicSerial,
  hidScanner,
  hidScannerHoneywell,
  hidScannerNewland,
  hidScannerMicroscan,
  hidScannerVguang,
  sdtSerial115200,
  sdtHid,
  sdtHidDk,
  sdtHidMr300,
  sdtUsbSamv,
  sdtUsbSingle,
  serviceCardHttp,
  serviceCardWs,
  serviceCodeWs,
  socialCardPcsc,
];

const builtin: ReadonlyMap<string, Profile> = new Map(
  shipped.map((json) => {
    const profile = profileSchema.parse(json);
    return [profile.id, profile];
  }),
);

/** Checks a profile given as parsed JSON; one of an older schema is brought up first. */
export function parseProfile(json: unknown): ProfileResult {
  const checked = checkProfile(json);
  if (checked.ok) return checked;
  return { ...checked, problems: checked.problems.map(({ path, message }) => ({ where: path.join("."), message })) };
}

/** Checks a profile as a person wrote it; every problem says its line and column. */
export function readProfileText(text: string): ProfileResult {
  const json = readJsonText(text);
  if (!json.ok) {
    return { ok: false, reason: "profile-invalid", problems: [{ where: "", message: json.message, ...json.position }] };
  }
  const checked = checkProfile(json.value);
  if (checked.ok) return checked;
  const problems = checked.problems.map(({ path, message }) => {
    return { where: path.join("."), message, ...json.positionOf(path) };
  });
  return { ...checked, problems };
}

/** A builtin profile by its id, or a profile of the hall given whole. */
export function loadProfile(profile: string | object): ProfileResult {
  if (typeof profile !== "string") return parseProfile(profile);
  const found = builtin.get(profile);
  if (found) return { ok: true, profile: found };
  return { ok: false, reason: "profile-unknown", problems: [{ where: "", message: `no profile "${profile}"` }] };
}

/** Every profile that ships. */
export function shippedProfiles(): readonly Profile[] {
  return [...builtin.values()];
}

/** What the administrator can choose from. */
export function listProfiles(): readonly ProfileSummary[] {
  return shippedProfiles().map(summaryOf);
}

export function summaryOf(profile: Profile): ProfileSummary {
  const { id, kind, name } = profile;
  return { id, kind, name, findsItself: findsItself(profile) };
}
