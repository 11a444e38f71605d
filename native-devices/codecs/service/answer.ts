/**
 * One answer of a maker's program: its state in the words of the profile, and the texts at the places that the profile
 * names. What is no answer (no JSON, no text where one belongs) is told as such and never guessed at.
 */
import { type DecodedText, decodeText, type PinnedEncoding } from "../text-encoding.ts";
import { valueAtPointer } from "./json-pointer.ts";

/** What a service says of itself; the first six are the codes -1, 0, 1, 2, 3, 4 that many services share. */
export const SERVICE_WORDS = ["unknown", "ok", "warning", "fault", "busy", "disabled", "nothing"] as const;
export type ServiceWord = (typeof SERVICE_WORDS)[number];

/** `at`: place of the state; without a status every answer counts as `ok`. `words`: of the service's own codes. */
export interface AnswerSettings {
  readonly encoding: PinnedEncoding;
  readonly status?:
    | { readonly at: string; readonly words?: Readonly<Record<string, ServiceWord>> | undefined }
    | undefined;
}

export type ServiceAnswer =
  | {
      readonly kind: "texts";
      readonly texts: Texts;
      readonly isWarned: boolean;
      readonly encoding: DecodedText["encoding"];
    }
  /** Nothing lies there, nothing was scanned. */
  | { readonly kind: "nothing" }
  | { readonly kind: "state"; readonly word: "unknown" | "fault" | "busy" | "disabled" }
  | { readonly kind: "nonsense"; readonly why: "encoding" | "not-json" | "not-text" | "too-long" };

/** By field of the profile; empty ones are left out. */
export type Texts = Readonly<Record<string, string>>;

/** No field of a card and no code is longer. */
const LONGEST_TEXT = 2048;

/** Status codes that many services share. */
const COMMON_WORDS: Readonly<Record<string, ServiceWord>> = {
  "-1": "unknown",
  "0": "ok",
  "1": "warning",
  "2": "fault",
  "3": "busy",
  "4": "disabled",
};

/** @param fields by name, the places of the texts. */
export function readServiceAnswer(
  bytes: Uint8Array,
  { encoding, status }: AnswerSettings,
  fields: Readonly<Record<string, string | undefined>>,
): ServiceAnswer {
  const json = parse(bytes, encoding);
  if (!json.ok) return { kind: "nonsense", why: json.why };
  const word = status ? wordOf(valueAtPointer(json.value, status.at), status.words) : "ok";
  if (word === "nothing") return { kind: "nothing" };
  if (word !== "ok" && word !== "warning") return { kind: "state", word };
  const texts: Record<string, string> = {};
  for (const [field, pointer] of Object.entries(fields)) {
    const text = pointer === undefined ? "" : textOf(valueAtPointer(json.value, pointer));
    if (text === undefined) return { kind: "nonsense", why: "not-text" };
    if (text.length > LONGEST_TEXT) return { kind: "nonsense", why: "too-long" };
    if (text !== "") texts[field] = text;
  }
  if (Object.keys(texts).length === 0) return { kind: "nothing" };
  return { kind: "texts", texts, isWarned: word === "warning", encoding: json.encoding };
}

type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly encoding: DecodedText["encoding"] }
  | { readonly ok: false; readonly why: "encoding" | "not-json" };

function parse(bytes: Uint8Array, encoding: PinnedEncoding): Parsed {
  const { text, warnings, encoding: used } = decodeText(bytes, encoding);
  if (warnings.includes("undecodable")) return { ok: false, why: "encoding" };
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, "")), encoding: used };
  } catch {
    return { ok: false, why: "not-json" };
  }
}

type Words = Readonly<Record<string, ServiceWord>>;

/** A state that the profile does not know is not a good one. */
function wordOf(value: unknown, words: Words = {}): ServiceWord {
  const code = textOf(value);
  if (code === undefined) return "unknown";
  if (Object.hasOwn(words, code)) return words[code] ?? "unknown";
  return Object.hasOwn(COMMON_WORDS, code) ? (COMMON_WORDS[code] ?? "unknown") : "unknown";
}

/** Whether a value is a code that the profile, or most services, have for a state: then it says nothing of a person. */
export function isKnownState(value: unknown, words: Words = {}): boolean {
  const code = textOf(value);
  return code !== undefined && code !== "" && [words, COMMON_WORDS].some((known) => Object.hasOwn(known, code));
}

/** Empty where there is nothing; undefined where something else than a text stands. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? value.trim() : undefined;
}
