/** A fault for someone at a command line: its code with what it rests on, for scripts, then the sentences, for the person. */
import { STRINGS, type Strings } from "../../renderer/strings/language.ts";
import { faultForAdministrator } from "../../renderer/strings/sentences.ts";
import type { Fault } from "../domain/fault.ts";
import { visibleText } from "../seal/visible-text.ts";

/** The tables of the language that the environment asks for. */
export function commandStrings(): Strings {
  return STRINGS[isEnglish() ? "en" : "zh"];
}

export function faultLine(reason: Fault): string {
  const { code, detail, retry } = reason;
  const facts = Object.entries(detail ?? {}).map(([key, value]) => `${key}=${visibleText(String(value))}`);
  const sentences = faultForAdministrator(reason, commandStrings());
  return [
    [code, ...facts, `(retry ${retry})`].join(" "),
    ...sentences.map((sentence) => `  ${visibleText(sentence)}`),
  ].join("\n");
}

/** The locale of POSIX (XBD 8.2), in its order of precedence. Chinese unless it says English. */
function isEnglish(): boolean {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || "").startsWith("en");
}
