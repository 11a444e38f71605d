/** A further signature as a change: harmless as long as it only signs, and its widget looks like a seal or like nothing. */

import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import type { PdfField } from "./fields.ts";
import type { PagePair } from "./page-pair.ts";
import { isTimestamp } from "./signature-kind.ts";
import { integerOf, isKind } from "./values.ts";
import { areaOf, type PdfView, rectOf } from "./view.ts";

/** Whatever stands in a signature's widget is drawn over the page: a seal takes a few hundredths of it. */
const LARGEST_SHARE = 1 / 8;
/** Bits of an annotation's F entry (ISO 32000-1 §12.5.3). */
const FLAG = { HIDDEN: 0x02, PRINT: 0x04, NO_VIEW: 0x20, TOGGLE_NO_VIEW: 0x100 } as const;

/** What signing changes in a field that was made for it. Its place is not among it. */
const SIGNED_KEYS: ReadonlySet<string> = new Set(["V", "AP", "AS", "F", "Ff", "M", "MK", "DA"]);
const NEW_KEYS: ReadonlySet<string> = new Set([
  ...SIGNED_KEYS,
  ...[
    "Type",
    "Subtype",
    "FT",
    "T",
    "TU",
    "TM",
    "Rect",
    "P",
    "Lock",
    "SV",
    "Parent",
    "Kids",
    "NM",
    "Border",
    "BS",
    "H",
    "Q",
  ],
]);

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
  pages: readonly PagePair[],
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
  return [{ kind, what, field, appearance: appearanceOf(after, now, pages), isNewField: old === undefined }];
}

function appearanceOf(view: PdfView, field: PdfField, pages: readonly PagePair[]): NonNullable<Change["appearance"]> {
  const rect = rectOf(view, field.dict.entries.get("Rect"));
  const hasNoPlace = rect ? areaOf(rect) === 0 : view.entry(field.dict, "Rect") === null;
  if (hasNoPlace || !drawsAnything(view, field)) return "none";
  const page = pages.find(({ after }) =>
    after.annotations.some((item) => isKind(item, "ref") && item.number === field.number),
  );
  const whole = areaOf(page?.after.mediaBox);
  // Of a place that is none by the rules, other readers may make one.
  return rect && whole > 0 && areaOf(rect) <= whole * LARGEST_SHARE ? "shown" : "covering";
}

/** A picture, or a ground and frame that readers paint by themselves; not what is hidden on the screen and in print alike. */
function drawsAnything(view: PdfView, { dict }: PdfField): boolean {
  const flags = integerOf(view.entry(dict, "F")) ?? 0;
  const isOffScreen = (flags & FLAG.NO_VIEW) !== 0 && (flags & (FLAG.PRINT | FLAG.TOGGLE_NO_VIEW)) === 0;
  if ((flags & FLAG.HIDDEN) !== 0 || isOffScreen) return false;
  return view.entry(dict, "AP") !== null || view.entry(dict, "MK") !== null;
}
