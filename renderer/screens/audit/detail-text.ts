/** The details of an audit row in words: `what value; what value`. Pure. What has no word stays as it was written. */
import type { AuditEntryView } from "../../../electron/contract/audit.ts";
import type { Strings } from "../../strings/language.ts";

type Table = Readonly<Record<string, string | undefined>>;

export function detailText(detail: AuditEntryView["detail"] = {}, strings: Strings): string {
  const names: Table = strings.audit.details;
  return Object.entries(detail)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${own(names, key) ?? key} ${valueText(key, String(value), strings)}`)
    .join(strings.audit.between);
}

function valueText(key: string, value: string, strings: Strings): string {
  return own(tableOf(key, strings), value) ?? own(strings.audit.values, value) ?? shortened(value);
}

/** Values come from the records: `constructor` is no word. */
function own(table: Table, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The same value means different things under different keys. */
function tableOf(key: string, { words, faults }: Strings): Table {
  switch (key) {
    case "face":
      return words.faces;
    case "way":
      return words.entryWays;
    case "indication":
      return words.indications;
    case "decision":
      return words.decisionsOfPolicy;
    case "consent":
      return words.consents;
    case "kind":
      return { ...words.decisions, ...words.consents };
    case "state":
      return { ...words.recheckStates, ...words.consentStates };
    case "finding":
      return firstSentences(words.recheckFindings);
    case "fault":
    case "cause":
      return Object.fromEntries(Object.entries(faults).map(([code, { what }]) => [code, what]));
    default:
      return {};
  }
}

/** What to do next is for whoever handles it. */
function firstSentences(texts: Readonly<Record<string, string>>): Table {
  return Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, /^.*?(?=[。.])/.exec(text)?.[0]]));
}

/** A digest is told apart by its beginning; the export has it whole. */
function shortened(value: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 12)}…` : value;
}
