/**
 * The signatures of a file: signature dictionaries that the form of the newest revision names (ISO 32000-1 §12.7.4.5,
 * §12.8.1), each with what it covers and what was done to the file afterwards.
 */

import { joinBytes } from "../bytes.ts";
import type { HashName } from "../signatures/hash.ts";
import { type Allowance, isAllowed } from "./allowed.ts";
import { type RangeProblem, readSignedPart, type SignedPart, type SignedRange } from "./byte-range.ts";
import type { Change, RevisionChange } from "./change.ts";
import { type MdpLevel, type Permissions, readPermissions } from "./doc-mdp.ts";
import { type PdfField, readFields } from "./fields.ts";
import type { PdfFile } from "./file.ts";
import { type PdfPage, pagesByAnnotation } from "./pages.ts";
import { readPdfTime } from "./pdf-time.ts";
import { refusePdf } from "./refusal.ts";
import { isSameLiteral } from "./same-literal.ts";
import { isTimestamp } from "./signature-kind.ts";
import { isKind, nameOf, type PdfDict, textOf } from "./values.ts";
import { type PdfRect, type PdfView, rectOf, viewOf } from "./view.ts";

export interface PdfSignature {
  /** Full field name. */
  readonly field: string;
  readonly kind: "signature" | "timestamp";
  readonly filter?: string;
  readonly subFilter?: string;
  /** The whole /Contents with its padding; empty when there is none. */
  readonly contents: Uint8Array;
  readonly signedRanges: readonly SignedRange[];
  /** The signature covers something else than its revision: nothing it says counts. */
  readonly rangeProblem?: RangeProblem;
  /** The revision it covers; absent with a problem. */
  readonly revision?: number;
  readonly coversWholeFile: boolean;
  /** Revisions behind it, with what each changed. */
  readonly laterRevisions: readonly RevisionChange[];
  /** The newest revision under any signature of the file; timestamps sign nothing. */
  readonly lastSignedRevision: number;
  readonly permissions: Permissions;
  /** Changes that this signature, or a certification before it, does not let others make. */
  readonly refusedChanges: readonly Change[];
  /** There is no problem with the range, and no change is refused. */
  readonly isChangeAllowed: boolean;
  /** Page of its widget, counted from 0. */
  readonly pageIndex?: number;
  /** Points, as the page counts them. */
  readonly rect?: PdfRect;
  /** What the dictionary says of itself: unsigned by itself in no way, but a claim. Epoch milliseconds. */
  readonly claimedAt?: number;
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
}

interface Found {
  readonly field: PdfField;
  readonly dict: PdfDict;
  /** The field itself or the widget below it. */
  readonly nodes: readonly PdfField[];
  readonly part: SignedPart;
  readonly permissions: Permissions;
}

/** @param changesSince asked only for revisions behind a signature */
export function readSignatures(
  file: PdfFile,
  pages: readonly PdfPage[],
  changesSince: (revision: number) => readonly RevisionChange[],
): readonly PdfSignature[] {
  const view = viewOf(file, file.revisions.length - 1);
  const found = findSignatures(view);
  const pageOf = pagesByAnnotation(pages);
  return found.map((one) => describe(view, one, { pageOf, all: found, changesSince }));
}

function findSignatures(view: PdfView): readonly Found[] {
  const nodesOf = new Map<PdfDict, PdfField[]>();
  for (const field of readFields(view)) {
    const dict = field.type === "Sig" ? view.resolve(field.value) : null;
    if (isKind(dict, "dict")) nodesOf.set(dict, [...(nodesOf.get(dict) ?? []), field]);
  }
  const most = view.file.limits.signatures;
  if (nodesOf.size > most) refusePdf("CONTAINER_LIMIT", `more than ${most} signatures`);
  return Array.from(nodesOf, ([dict, nodes]) => {
    const field = nodes[0] as PdfField;
    const part = withKnownField(view.file, field, signedPart(view, field, dict, nodes));
    return { field, dict, nodes, part, permissions: readPermissions(view, field, dict, field.value) };
  });
}

function signedPart(view: PdfView, field: PdfField, dict: PdfDict, nodes: readonly PdfField[]): SignedPart {
  const number = isKind(field.value, "ref") ? field.value.number : field.number;
  const place = number === undefined ? undefined : view.file.locate(number, view.revision);
  const part = readSignedPart(view.file, dict, place?.kind === "file" ? place.offset : undefined);
  const isShared = nodes.some((node) => !isSameField(node, field));
  if (part.problem || !isShared) return part;
  return withProblem(part, { kind: "not-its-own-object", reason: "two fields have the same signature" });
}

/** Nodes of one field: itself and its widgets. */
function isSameField(node: PdfField, field: PdfField): boolean {
  return node === field || (node.isWidgetOnly && node.parent !== undefined && isSameField(node.parent, field));
}

/** The field must have had this signature in the revision that is covered: later ones could put any field around it. */
function withKnownField(file: PdfFile, { name, value }: PdfField, part: SignedPart): SignedPart {
  if (part.revision === undefined) return part;
  const then = readFields(viewOf(file, part.revision));
  const isKnown = then.some((field) => field.name === name && isSameLiteral(field.value, value));
  if (isKnown) return part;
  return withProblem(part, { kind: "other-revision", reason: "its field has another revision's signature" });
}

function withProblem({ ranges }: SignedPart, problem: RangeProblem): SignedPart {
  return { ranges, problem };
}

interface Surroundings {
  readonly pageOf: ReadonlyMap<number, number>;
  readonly all: readonly Found[];
  readonly changesSince: (revision: number) => readonly RevisionChange[];
}

function describe(view: PdfView, found: Found, { pageOf, all, changesSince }: Surroundings): PdfSignature {
  const { field, dict, part, permissions } = found;
  const { revision, problem } = part;
  const later = revision === undefined ? [] : changesSince(revision);
  const allowance = allowanceOf(found, all);
  const refused = later.flatMap(({ changes }) => changes).filter((change) => !isAllowed(change, allowance));
  const isLast = revision === view.file.revisions.length - 1;
  const contents = dict.entries.get("Contents");
  return {
    field: field.name,
    kind: isTimestamp(view, dict) ? "timestamp" : "signature",
    ...textFacts(view, dict),
    contents: isKind(contents, "string") ? contents.bytes : new Uint8Array(),
    signedRanges: part.ranges,
    ...(problem && { rangeProblem: problem }),
    ...(revision !== undefined && { revision }),
    coversWholeFile: isLast,
    laterRevisions: later,
    lastSignedRevision: lastSigned(view, all),
    permissions,
    refusedChanges: refused,
    isChangeAllowed: !problem && refused.length === 0,
    ...placeOf(view, found, pageOf),
  };
}

function lastSigned(view: PdfView, all: readonly Found[]): number {
  return Math.max(-1, ...all.map(({ dict, part }) => (isTimestamp(view, dict) ? -1 : (part.revision ?? -1))));
}

/** A certification binds everybody who signs after it. */
function allowanceOf({ part, permissions }: Found, all: readonly Found[]): Allowance {
  const before = all.filter(
    (other) => other.permissions.isCertification && (other.part.revision ?? 0) <= (part.revision ?? 0),
  );
  const levels = [permissions, ...before.map((other) => other.permissions)].flatMap(({ level }) => level ?? []);
  return {
    ...(levels.length > 0 && { level: levels.reduce((a, b) => Math.min(a, b) as MdpLevel) }),
    isCertified: permissions.isCertification || before.length > 0,
    locks: permissions.locks,
  };
}

function textFacts(view: PdfView, dict: PdfDict) {
  const filter = nameOf(view.entry(dict, "Filter"));
  const subFilter = nameOf(view.entry(dict, "SubFilter"));
  const texts = { name: "Name", reason: "Reason", location: "Location" } as const;
  const said = Object.entries(texts).flatMap(([fact, key]) => {
    const text = textOf(view.entry(dict, key));
    return text === undefined ? [] : [[fact, text] as const];
  });
  const claimedAt = readPdfTime(textOf(view.entry(dict, "M")) ?? "");
  return {
    ...(filter !== undefined && { filter }),
    ...(subFilter !== undefined && { subFilter }),
    ...(Object.fromEntries(said) as Partial<Record<keyof typeof texts, string>>),
    ...(claimedAt !== undefined && { claimedAt }),
  };
}

function placeOf(view: PdfView, { nodes }: Found, pageOf: ReadonlyMap<number, number>) {
  for (const node of nodes) {
    const rect = rectOf(view, node.dict.entries.get("Rect"));
    const pageIndex = pageOf.get(node.number ?? -1);
    if (rect) return { rect, ...(pageIndex !== undefined && { pageIndex }) };
  }
  return {};
}

/** The bytes under a signature: what its digest is taken of. */
export function signedBytes(file: Uint8Array, { signedRanges }: PdfSignature): Uint8Array {
  return joinBytes(...signedRanges.map(({ start, end }) => file.subarray(start, end)));
}

/** ISO 32000-1 table 252: with adbe.pkcs7.sha1 the value holds the SHA-1 of the signed bytes, and the signer digests that. */
export function heldDigest({ subFilter }: PdfSignature): HashName | undefined {
  return subFilter === "adbe.pkcs7.sha1" ? "sha1" : undefined;
}
