/**
 * An opened OFD package: entries, how locations find them, and each XML file parsed at most once
 * (GB/T 33190-2016 §6, §7.1).
 */
import { freshBudget, OFD_NAMESPACE, parseXml, type XmlBudget, type XmlElement, XmlRefusal } from "../xml.ts";
import { type EntryFinder, entryFinder } from "./location.ts";

/** A parsed file, or why it is not read. */
export type XmlOutcome =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly code: XmlRefusal["code"]; readonly reason: string };

export interface OfdPackage {
  readonly entries: ReadonlyMap<string, Uint8Array>;
  readonly find: EntryFinder;
  /** All files of a package share one budget of bytes and elements. @param entry name of an existing entry */
  xml(entry: string): XmlOutcome;
}

export function openOfdPackage(entries: ReadonlyMap<string, Uint8Array>): OfdPackage {
  const parsed = new Map<string, XmlOutcome>();
  const budget = freshBudget();
  return {
    entries,
    find: entryFinder(entries),
    xml(entry) {
      const known = parsed.get(entry);
      if (known) return known;
      const outcome = readXml(entries.get(entry) ?? new Uint8Array(), budget);
      parsed.set(entry, outcome);
      return outcome;
    },
  };
}

/** Have all these files that can be read the namespace of the standard? @param entries those that are absent are passed over */
export function isUsualNamespace(ofd: OfdPackage, entries: readonly (string | undefined)[]): boolean {
  return entries.every((entry) => {
    const outcome = entry === undefined ? undefined : ofd.xml(entry);
    return !outcome?.ok || outcome.root.namespace === OFD_NAMESPACE;
  });
}

function readXml(bytes: Uint8Array, budget: XmlBudget): XmlOutcome {
  try {
    return { ok: true, root: parseXml(bytes, budget) };
  } catch (error) {
    if (error instanceof XmlRefusal) return { ok: false, code: error.code, reason: error.message };
    throw error;
  }
}
