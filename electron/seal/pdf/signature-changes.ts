/** A further signature as a change: harmless as long as it only signs, and its widget looks like a seal or like nothing. */

import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import type { PdfField } from "./fields.ts";
import type { PdfPage } from "./pages.ts";
import { isTimestamp } from "./signature-kind.ts";
import { integerOf, isKind } from "./values.ts";
import { areaOf, type PdfView, rectOf } from "./view.ts";

/** Whatever stands in a signature's widget is drawn over the page: a seal takes a few hundredths of it. */
const LARGEST_SHARE = 1 / 8;
/** Bits of an annotation's F entry (ISO 32000-1 §12.5.3). */
const FLAG = { HIDDEN: 0x02, PRINT: 0x04, NO_VIEW: 0x20, TOGGLE_NO_VIEW: 0x100 } as const;

/** What signing changes in a field that was made for it. Its place is not among it. */
const SIGNED_KEYS: ReadonlySet<string> = new Set("V AP AS F Ff M MK DA".split(" "));
/** What a new field may say besides: no action, no layer, nothing that runs or hides. */
const FIELD_KEYS = "Type Subtype FT T TU TM Rect P Lock SV Parent Kids NM Border BS H Q StructParent";
const NEW_KEYS: ReadonlySet<string> = new Set([...SIGNED_KEYS, ...FIELD_KEYS.split(" ")]);

/** The pages as the later revision shows them. */
export interface ShownPages {
  readonly pages: readonly PdfPage[];
  /** By the object number of an annotation. */
  readonly pageOf: ReadonlyMap<number, number>;
}

export interface FieldChange {
  /** Absent for a new field. */
  readonly old?: PdfField;
  readonly now: PdfField;
  readonly different: readonly string[];
}

export function isSignatureField({ type }: PdfField): boolean {
  return type === "Sig";
}

export function changeBySignature(
  { before, after }: Comparison,
  { old, now, different }: FieldChange,
  shown: ShownPages,
): readonly Change[] {
  const field = now.name;
  const what = `field ${field || now.number}`;
  const wasSigned = old !== undefined && before.resolve(old.value) !== null;
  const allowed = old ? SIGNED_KEYS : NEW_KEYS;
  const signature = after.resolve(now.value);
  if (wasSigned || !isKind(signature, "dict") || !different.every((key) => allowed.has(key))) {
    return [{ kind: "structure", what }];
  }
  const kind = isTimestamp(after, signature) ? "timestamp" : "signature";
  const change = { kind, what, field, isNewField: old === undefined } as const;
  if (hasNoPlace(after, now) || !drawsAnything(after, now)) return [{ ...change, appearance: "none" }];
  const place = placeOf(after, now, shown);
  return [{ ...change, ...(place && { place }), appearance: place ? "shown" : "covering" }];
}

/** A place that is none by the rules may be one for other readers. */
function hasNoPlace(view: PdfView, { dict }: PdfField): boolean {
  const rect = rectOf(view, dict.entries.get("Rect"));
  return rect ? areaOf(rect) === 0 : view.entry(dict, "Rect") === null;
}

/** A picture, or a ground and frame that readers paint by themselves; not what is hidden on the screen and in print alike. */
function drawsAnything(view: PdfView, { dict }: PdfField): boolean {
  const flags = integerOf(view.entry(dict, "F")) ?? 0;
  const isOffScreen = (flags & FLAG.NO_VIEW) !== 0 && (flags & (FLAG.PRINT | FLAG.TOGGLE_NO_VIEW)) === 0;
  if ((flags & FLAG.HIDDEN) !== 0 || isOffScreen) return false;
  return view.entry(dict, "AP") !== null || view.entry(dict, "MK") !== null;
}

/** Undefined for a widget that no page lists, or of a page without a size. */
function placeOf(view: PdfView, { number = -1, dict }: PdfField, shown: ShownPages): Change["place"] {
  const page = shown.pageOf.get(number);
  const whole = page === undefined ? 0 : areaOf(shown.pages[page]?.visibleBox);
  if (page === undefined || whole <= 0) return undefined;
  const rect = rectOf(view, dict.entries.get("Rect"));
  return { page, share: rect ? areaOf(rect) / whole : 1 };
}

/** Widgets of one revision that together take more of a page than seals do are said to cover it, each of them. */
export function withCovering(changes: readonly Change[]): readonly Change[] {
  const shares = new Map<number, number>();
  for (const { place } of changes) if (place) shares.set(place.page, (shares.get(place.page) ?? 0) + place.share);
  return changes.map((change) => {
    const isCovering = change.place && (shares.get(change.place.page) ?? 0) > LARGEST_SHARE;
    return isCovering ? { ...change, appearance: "covering" } : change;
  });
}
