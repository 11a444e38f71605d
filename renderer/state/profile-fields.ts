/** The fields of a device profile as a person fills them in: where each stands, how it is written, read from and put into JSON. */
import type { FieldPath } from "../strings/zh/profile-fields.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type Control =
  | { readonly kind: "text" | "number" | "numbers" | "check" | "json" }
  | { readonly kind: "choice" | "several"; readonly options: readonly (string | number)[] };

export const FIELD_GROUPS = ["basic", "line", "service", "framing", "text", "timing", "options", "commands"] as const;

export interface ProfileField {
  readonly path: FieldPath;
  readonly group: (typeof FIELD_GROUPS)[number];
  readonly control: Control;
  /** Offered where it is absent, in profiles like this. */
  readonly isOffered?: (profile: JsonObject) => boolean;
}

const number = { kind: "number" } as const;
const text = { kind: "text" } as const;
const choice = (...options: (string | number)[]) => ({ kind: "choice", options }) as const;
const isScanner = (profile: JsonObject) => profile["kind"] === "barcode-scanner";
const isSdtReader = (profile: JsonObject) => profile["kind"] === "id-card-reader" && !isService(profile);
const isHidScanner = (profile: JsonObject) => isScanner(profile) && valueAt(profile, "transport.type") === "hid";

const typeOf = (profile: JsonObject) => valueAt(profile, "transport.type");
const isService = (profile: JsonObject) => typeOf(profile) === "middleware";
const isCardService = (profile: JsonObject) => isService(profile) && !isScanner(profile);
const isPolled = (profile: JsonObject) => isService(profile) && valueAt(profile, "ask.way") === "poll";
const isPushed = (profile: JsonObject) => isService(profile) && valueAt(profile, "ask.way") === "push";
const isSerialScanner = (profile: JsonObject) => isScanner(profile) && typeOf(profile) === "serial";
const isLineScanner = (profile: JsonObject) => isScanner(profile) && !isService(profile);

/** Where the fields of a card stand that a service need not tell. */
const CARD_PLACES = [
  "answer.card.sex",
  "answer.card.nation",
  "answer.card.birth",
  "answer.card.address",
  "answer.card.issuer",
  "answer.card.validFrom",
  "answer.card.validTo",
  "answer.card.englishName",
  "answer.card.nationality",
  "answer.card.permitNumber",
] as const satisfies readonly FieldPath[];

/** `schema`, `kind` and `transport.type` are what the profile is; they are not changed field by field. */
export const PROFILE_FIELDS: readonly ProfileField[] = [
  { path: "name", group: "basic", control: text },
  { path: "id", group: "basic", control: text },
  { path: "match", group: "basic", control: { kind: "json" } },
  { path: "transport.baud", group: "line", control: choice(9600, 19200, 38400, 57600, 115200) },
  { path: "transport.fallbackBauds", group: "line", control: { kind: "numbers" } },
  { path: "transport.dataBits", group: "line", control: choice(7, 8) },
  { path: "transport.parity", group: "line", control: choice("none", "even", "odd") },
  { path: "transport.stopBits", group: "line", control: choice(1, 2) },
  { path: "transport.layout", group: "line", control: choice("standard", "newland", "microscan", "vguang") },
  { path: "transport.prepare", group: "line", control: choice("honeywell"), isOffered: isHidScanner },
  { path: "transport.pipes", group: "line", control: { kind: "json" } },
  { path: "transport.carrier", group: "line", control: choice("raw", "length", "wrapped") },
  { path: "transport.url", group: "service", control: text },
  { path: "transport.answerMs", group: "service", control: number },
  { path: "transport.maxBytes", group: "service", control: number },
  { path: "ask.way", group: "service", control: choice("poll", "push") },
  { path: "ask.everyMs", group: "service", control: number, isOffered: isPolled },
  { path: "ask.send", group: "service", control: text, isOffered: isPolled },
  { path: "ask.hello", group: "service", control: text, isOffered: isPushed },
  { path: "ask.isHelloAnswered", group: "service", control: { kind: "check" }, isOffered: isPushed },
  { path: "answer.encoding", group: "service", control: choice("auto", "utf-8", "gb18030") },
  { path: "answer.status", group: "service", control: { kind: "json" }, isOffered: isService },
  { path: "answer.text", group: "service", control: text },
  { path: "answer.card.name", group: "service", control: text },
  { path: "answer.card.number", group: "service", control: text },
  ...CARD_PLACES.map((path) => ({ path, group: "service", control: text, isOffered: isCardService }) as const),
  {
    path: "framing.terminators",
    group: "framing",
    control: { kind: "several", options: ["cr", "lf", "crlf", "tab", "none"] },
  },
  { path: "framing.stxEtx", group: "framing", control: { kind: "check" } },
  { path: "framing.idleMs", group: "framing", control: number },
  { path: "framing.maxBytes", group: "framing", control: number },
  { path: "framing.fixedBytes", group: "framing", control: number, isOffered: isLineScanner },
  { path: "framing.packets", group: "framing", control: choice("ssi"), isOffered: isSerialScanner },
  { path: "framing.prefix", group: "framing", control: text, isOffered: isLineScanner },
  { path: "encoding", group: "text", control: choice("auto", "utf-8", "gb18030") },
  { path: "aim", group: "text", control: choice("strip", "keep") },
  { path: "sameCodeQuietMs", group: "timing", control: number },
  { path: "timing.pollMs", group: "timing", control: number },
  { path: "timing.statusMs", group: "timing", control: number },
  { path: "timing.findMs", group: "timing", control: number },
  { path: "timing.readMs", group: "timing", control: number },
  { path: "timing.interByteMs", group: "timing", control: number },
  { path: "timing.commandMs", group: "timing", control: number },
  { path: "sameCardQuietMs", group: "timing", control: number },
  { path: "timing.sameCardQuietMs", group: "timing", control: number },
  { path: "retry.backoffMs", group: "timing", control: { kind: "numbers" } },
  { path: "options.readFingerprint", group: "options", control: { kind: "check" } },
  { path: "options.readAddedAddress", group: "options", control: choice("never", "when-full", "always") },
  { path: "options.photoDecoder", group: "options", control: text, isOffered: isSdtReader },
  { path: "commands", group: "commands", control: { kind: "json" }, isOffered: isLineScanner },
  { path: "onOpen", group: "commands", control: { kind: "json" }, isOffered: isLineScanner },
  { path: "probe", group: "commands", control: choice("ask", "identify"), isOffered: isLineScanner },
  { path: "isUnsafe", group: "commands", control: { kind: "check" }, isOffered: isLineScanner },
];

/** @returns undefined where the text is no JSON object. */
export function parseProfileText(profileText: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(profileText);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function fieldsOf(profile: JsonObject): readonly ProfileField[] {
  return PROFILE_FIELDS.filter(
    ({ path, isOffered }) => valueAt(profile, path) !== undefined || isOffered?.(profile) === true,
  );
}

export function valueAt(profile: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = profile;
  for (const key of path.split(".")) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** @param value undefined takes the field out. */
export function withValue(profile: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    if (value !== undefined) return { ...profile, [key]: value };
    const { [key]: _, ...others } = profile;
    return others;
  }
  const inner = profile[key];
  return { ...profile, [key]: withValue(isObject(inner) ? inner : {}, rest.join("."), value) };
}

/** What a person wrote, as JSON; undefined = not written whole. Empty counts as absent before it comes here. */
export function readWritten(control: Control["kind"], written: string): Json | undefined {
  switch (control) {
    case "number":
      return /^\d{1,9}$/.test(written.trim()) ? Number(written) : undefined;
    case "numbers": {
      const parts = written.split(/[,，\s]+/).filter((part) => part !== "");
      return parts.every((part) => /^\d{1,9}$/.test(part)) ? parts.map(Number) : undefined;
    }
    case "json":
      try {
        return JSON.parse(written) as Json;
      } catch {
        return undefined;
      }
    default:
      return written;
  }
}

export function writeValue(control: Control["kind"], value: Json | undefined): string {
  if (value === undefined) return "";
  if (control === "json") return JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ");
  return Array.isArray(value) ? value.join(", ") : String(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
