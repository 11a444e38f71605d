/** The form of a view (ISO 32000-1 §12.7): fields and widgets in their tree, with what they inherit. */
import { refusePdf } from "./refusal.ts";
import { isKind, nameOf, type PdfDict, type PdfValue, textOf } from "./values.ts";
import { catalogOf, type PdfView } from "./view.ts";

export interface PdfField {
  /** Object number; undefined for one that stands directly in its parent, which nobody writes. */
  readonly number?: number;
  readonly dict: PdfDict;
  /** Full name (§12.7.3.2). */
  readonly name: string;
  readonly parent?: PdfField;
  /** `Sig`, `Tx`, `Btn`, `Ch`, inherited when not its own. */
  readonly type?: string;
  /** The value with its reference, inherited when not its own. */
  readonly value: PdfValue;
  /** A widget of its parent rather than a field of its own. */
  readonly isWidgetOnly: boolean;
}

const LONGEST_NAME = 1024;

/** @throws {PdfRefusal} */
export function readFields(view: PdfView): readonly PdfField[] {
  const fields: PdfField[] = [];
  const seen = new Set<number>();
  const { fields: most, depth } = view.file.limits;
  const walk = (node: PdfValue, parent: PdfField | undefined, left: number): void => {
    const number = isKind(node, "ref") ? node.number : undefined;
    if (left === 0 || (number !== undefined && seen.has(number))) refusePdf("PDF_MALFORMED", "tree of form fields");
    if (number !== undefined) seen.add(number);
    const dict = view.resolve(node);
    if (!isKind(dict, "dict")) return;
    const field = makeField(view, dict, number, parent);
    fields.push(field);
    if (fields.length > most) refusePdf("CONTAINER_LIMIT", `more than ${most} form fields`);
    for (const kid of view.items(dict.entries.get("Kids"))) walk(kid, field, left - 1);
  };
  const form = view.entry(catalogOf(view), "AcroForm");
  for (const node of view.items(view.entry(form, "Fields"))) walk(node, undefined, depth);
  return fields;
}

function makeField(view: PdfView, dict: PdfDict, number: number | undefined, parent: PdfField | undefined): PdfField {
  const partial = textOf(view.entry(dict, "T"));
  const type = nameOf(view.entry(dict, "FT")) ?? parent?.type;
  if ((partial?.length ?? 0) > LONGEST_NAME) refusePdf("CONTAINER_LIMIT", "endless name of a form field");
  const name = [parent?.name, partial].filter((part) => part !== undefined && part !== "").join(".");
  return {
    ...(number !== undefined && { number }),
    dict,
    name,
    ...(parent && { parent }),
    ...(type !== undefined && { type }),
    value: dict.entries.get("V") ?? parent?.value ?? null,
    isWidgetOnly: partial === undefined && parent !== undefined,
  };
}
