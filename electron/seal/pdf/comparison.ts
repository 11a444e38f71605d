/**
 * Do two revisions show the same under two values? Both are followed through all references, however their objects are
 * numbered and wherever they stand. What is compared elsewhere (pages, fields, widgets) is taken as the same here.
 */
import { isSameBytes } from "../bytes.ts";
import { refusePdf } from "./refusal.ts";
import { isKind, type PdfDict, type PdfValue } from "./values.ts";
import type { PdfView } from "./view.ts";

export interface Comparison {
  readonly before: PdfView;
  readonly after: PdfView;
  /** Says of two pages that they are the counterparts of each other, and that somebody else compares them. */
  assumePage(before: number, after: number): void;
  /** The same of a field or widget that both revisions have. */
  assumeField(number: number): void;
  isSame(before: PdfValue | undefined, after: PdfValue | undefined): boolean;
  /** The same under every key but those; a key with null is a key that is not there (§7.3.7). */
  differentKeys(before: PdfDict, after: PdfDict, except?: ReadonlySet<string>): readonly string[];
}

interface Pair {
  readonly a: PdfValue;
  readonly b: PdfValue;
  /** The key that led here, through arrays as well. */
  readonly key: string;
}

/**
 * Keys under which one speaks of a field as a field. Under any other, such as a name in a list of fonts, the same object
 * is something that pages draw with, and what is harmless in a form is not harmless there.
 */
const FIELD_KEYS: ReadonlySet<string> = new Set(["Annots", "CO", "Fields", "Kids", "Obj", "Parent"]);

interface Known {
  readonly pairs: Set<string>;
  readonly fields: Set<number>;
}

/** Comparisons that all revisions of one file may still cost. */
export interface ComparisonBudget {
  left: number;
}

export function compareViews(before: PdfView, after: PdfView, budget: ComparisonBudget): Comparison {
  const known: Known = { pairs: new Set(), fields: new Set() };
  const isSame = (a: PdfValue, b: PdfValue, key: string): boolean => {
    // References seen on the way count as the same for now; if anything differs in the end, nothing of it is kept.
    const seen = new Set<string>();
    const pairs: Pair[] = [{ a, b, key }];
    for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
      if (--budget.left < 0) refusePdf("CONTAINER_LIMIT", "revisions too large to be compared");
      const plain = followed(pair, before, after, known, seen);
      if (plain && !compareOne(plain, pairs)) return false;
    }
    for (const pair of seen) known.pairs.add(pair);
    return true;
  };
  return {
    before,
    after,
    assumePage: (a, b) => known.pairs.add(keyOf(a, b)),
    assumeField: (number) => known.fields.add(number),
    isSame: (a, b) => isSame(a ?? null, b ?? null, ""),
    differentKeys: (a, b, except) =>
      Array.from(new Set([...a.entries.keys(), ...b.entries.keys()])).filter(
        (key) => !except?.has(key) && !isSame(a.entries.get(key) ?? null, b.entries.get(key) ?? null, key),
      ),
  };
}

function keyOf(before: number, after: number): string {
  return `${before}/${after}`;
}

/** The values themselves; undefined when the two references are known to lead to the same. */
function followed(
  { a, b, key: under }: Pair,
  before: PdfView,
  after: PdfView,
  known: Known,
  seen: Set<string>,
): Pair | undefined {
  if (isKind(a, "ref") && isKind(b, "ref")) {
    const key = keyOf(a.number, b.number);
    const isField = a.number === b.number && known.fields.has(a.number) && FIELD_KEYS.has(under);
    if (isField || known.pairs.has(key) || seen.has(key)) return undefined;
    seen.add(key);
  }
  return { a: before.resolve(a), b: after.resolve(b), key: under };
}

/** Compares what stands there and puts what stands inside on the list. */
function compareOne({ a, b, key }: Pair, pairs: Pair[]): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  switch (a.kind) {
    case "name":
      return b.kind === "name" && a.name === b.name;
    case "string":
      return b.kind === "string" && isSameBytes(a.bytes, b.bytes);
    case "array":
      return b.kind === "array" && pushItems({ a: a.items, b: b.items, key }, pairs);
    case "dict":
      return b.kind === "dict" && pushEntries(a, b, pairs);
    case "stream":
      return b.kind === "stream" && isSameBytes(a.data, b.data) && pushEntries(a.dict, b.dict, pairs);
    case "ref":
      return false;
  }
}

interface Items {
  readonly a: readonly PdfValue[];
  readonly b: readonly PdfValue[];
  readonly key: string;
}

function pushItems({ a, b, key }: Items, pairs: Pair[]): boolean {
  if (a.length !== b.length) return false;
  a.forEach((item, i) => {
    pairs.push({ a: item, b: b[i] as PdfValue, key });
  });
  return true;
}

function pushEntries(a: PdfDict, b: PdfDict, pairs: Pair[]): boolean {
  for (const [key, value] of a.entries) pairs.push({ a: value, b: b.entries.get(key) ?? null, key });
  for (const [key, value] of b.entries) if (!a.entries.has(key)) pairs.push({ a: null, b: value, key });
  return true;
}
