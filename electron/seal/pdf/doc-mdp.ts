/**
 * What a signature lets others change afterwards: the certification's DocMDP (ISO 32000-1 §12.8.2.2), the fields that a
 * FieldMDP or the field's own Lock names (§12.8.2.4, §12.7.4.5; ISO 32000-2 adds a level to Lock).
 */
import type { PdfField } from "./fields.ts";
import { integerOf, nameOf, type PdfDict, type PdfValue, textOf } from "./values.ts";
import { catalogOf, type PdfView } from "./view.ts";

/** 1: nothing; 2: forms and signatures; 3: annotations as well. */
export type MdpLevel = 1 | 2 | 3;

export interface FieldLock {
  readonly action: "All" | "Include" | "Exclude";
  readonly fields: ReadonlySet<string>;
}

export interface Permissions {
  /** The signature certifies the document. */
  readonly isCertification: boolean;
  readonly level?: MdpLevel;
  readonly locks: readonly FieldLock[];
}

/** @param reference the signature as the field names it */
export function readPermissions(view: PdfView, field: PdfField, signature: PdfDict, reference: PdfValue): Permissions {
  const transforms = view.items(signature.entries.get("Reference")).map((item) => view.resolve(item));
  const parameters = (method: string) =>
    transforms
      .filter((transform) => nameOf(view.entry(transform, "TransformMethod")) === method)
      .map((transform) => view.entry(transform, "TransformParams"));
  const certified = parameters("DocMDP");
  const isNamed = isSameReference(certificationOf(view), reference);
  const lock = view.entry(field.dict, "Lock");
  const levels = [
    ...(isNamed && certified.length === 0 ? [2 as const] : []),
    ...certified.map((params) => levelOf(view.entry(params, "P"), 2)),
    ...(view.entry(lock, "P") === null ? [] : [levelOf(view.entry(lock, "P"), 1)]),
  ];
  const locks = [...parameters("FieldMDP"), ...(lock === null ? [] : [lock])].map((params) => readLock(view, params));
  return {
    isCertification: isNamed || certified.length > 0,
    ...(levels.length > 0 && { level: levels.reduce((a, b) => Math.min(a, b) as MdpLevel) }),
    locks,
  };
}

/** Catalog → Perms → DocMDP, as a reference. */
export function certificationOf(view: PdfView): PdfValue {
  const permissions = view.entry(catalogOf(view), "Perms");
  return (typeof permissions === "object" && permissions?.kind === "dict" && permissions.entries.get("DocMDP")) || null;
}

function isSameReference(a: PdfValue, b: PdfValue): boolean {
  return (
    typeof a === "object" && typeof b === "object" && a?.kind === "ref" && b?.kind === "ref" && a.number === b.number
  );
}

/** A level that is none allows nothing. */
function levelOf(value: PdfValue, absent: MdpLevel): MdpLevel {
  if (value === null) return absent;
  const level = integerOf(value);
  return level === 2 || level === 3 ? level : 1;
}

/** What cannot be understood locks every field. */
function readLock(view: PdfView, params: PdfValue): FieldLock {
  const action = nameOf(view.entry(params, "Action"));
  const fields = view.items(view.entry(params, "Fields")).map((item) => textOf(view.resolve(item)) ?? "");
  return action === "Include" || action === "Exclude"
    ? { action, fields: new Set(fields) }
    : { action: "All", fields: new Set() };
}

/** A name stands for its field and all below it. */
export function isLocked({ action, fields }: FieldLock, name: string): boolean {
  if (action === "All") return true;
  const parts = name.split(".");
  const isNamed = parts.some((_, i) => fields.has(parts.slice(0, i + 1).join(".")));
  return action === "Include" ? isNamed : !isNamed;
}
