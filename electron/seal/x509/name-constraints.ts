/**
 * Name constraints (RFC 5280 §4.2.1.10). Those on directory names are applied; a name of another form that one speaks of cannot be
 * judged here, so it may not stand below it. They bind whether they are marked critical or not.
 */
import { OID } from "../der/oid.ts";
import { type DerElement, derChildren, openDer, readDer, TAG, unwrapDer } from "../der/reader.ts";
import { type DistinguishedName, isWithin, readName } from "./name.ts";

/** Names by form: directory names, and which other GeneralName choices there are (by tag number, §4.2.1.6). */
export interface GeneralNames {
  readonly directory: readonly DistinguishedName[];
  readonly otherForms: ReadonlySet<number>;
}

/** What of a certificate is asked here. */
interface Named {
  readonly subject: DistinguishedName;
  readonly extensions: { readonly alternativeNames?: GeneralNames };
}

export interface NameConstraints {
  /** Absent: every directory name is permitted. */
  readonly permitted?: readonly DistinguishedName[];
  readonly excluded: readonly DistinguishedName[];
  /** Other forms of names that are spoken of, by tag number. */
  readonly otherForms: ReadonlySet<number>;
  /** A depth is given, which §4.2.1.10 forbids: nothing can be said to be within it. */
  readonly hasDepth: boolean;
}

const DIRECTORY_NAME = 0xa4;
const MAIL_ADDRESS = 1;

/** @throws {DerRefusal} */
export function readNameConstraints(value: Uint8Array): NameConstraints {
  const cursor = openDer(readDer(value, TAG.SEQUENCE));
  const [allowed, forbidden] = [0xa0, 0xa1].map((tag) => readSubtrees(cursor.optional(tag)));
  cursor.end();
  return {
    ...(allowed && allowed.directory.length > 0 && { permitted: allowed.directory }),
    excluded: forbidden?.directory ?? [],
    otherForms: new Set([...(allowed?.otherForms ?? []), ...(forbidden?.otherForms ?? [])]),
    hasDepth: allowed?.hasDepth === true || forbidden?.hasDepth === true,
  };
}

function readSubtrees(element: DerElement | undefined): (GeneralNames & { hasDepth: boolean }) | undefined {
  if (!element) return undefined;
  const subtrees = derChildren(element).map((subtree) => derChildren(readDer(subtree.raw, TAG.SEQUENCE)));
  return {
    ...sortNames(subtrees.flatMap(([base]) => base ?? [])),
    hasDepth: subtrees.some(({ length }) => length !== 1),
  };
}

/** The value of subjectAltName (§4.2.1.6). @throws {DerRefusal} */
export function readAlternativeNames(value: Uint8Array): GeneralNames {
  return sortNames(derChildren(readDer(value, TAG.SEQUENCE)));
}

function sortNames(names: readonly DerElement[]): GeneralNames {
  const others = names.filter(({ tag }) => tag !== DIRECTORY_NAME);
  return {
    directory: names.filter((name) => !others.includes(name)).map((name) => readName(unwrapDer(name))),
    otherForms: new Set(others.map(({ tag }) => tag & 0x1f)),
  };
}

/** Can the constraints be shown to let this certificate be? */
export function isConstraintBroken(constraints: NameConstraints, certificate: Named): boolean {
  const { permitted, excluded, otherForms, hasDepth } = constraints;
  const { directory, otherForms: forms } = namesOf(certificate);
  if (hasDepth || [...forms].some((form) => otherForms.has(form))) return true;
  return directory.some((name) => {
    const isPermitted = !permitted || permitted.some((base) => isWithin(name, base));
    return !isPermitted || excluded.some((base) => isWithin(name, base));
  });
}

/** A mail address may stand in the subject, too (§4.2.1.10). */
function namesOf({ subject, extensions: { alternativeNames } }: Named): GeneralNames {
  const hasMail = subject.attributes.some(({ type }) => type === OID.EMAIL_ADDRESS);
  return {
    directory: [subject, ...(alternativeNames?.directory ?? [])],
    otherForms: new Set([...(alternativeNames?.otherForms ?? []), ...(hasMail ? [MAIL_ADDRESS] : [])]),
  };
}
