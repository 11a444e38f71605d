/**
 * What each signature leaves open, and what all of them together do (seals.md section 3). A signature need not cover its
 * own two files, the list of signatures, or what was appended after it; everything else of the package counts.
 */
import type { SeenUnderOthers, UncoveredEntry } from "../facts.ts";
import { type DocBody, OFD_ENTRY } from "../ofd/doc-bodies.ts";
import { documentEntries } from "../ofd/document-entries.ts";
import type { OfdPackage } from "../ofd/package.ts";
import { type Reachability, reachableEntries } from "../ofd/reachability.ts";
import { seenUnderOthers } from "./other-signers.ts";
import type { UncoveredSignature } from "./signature.ts";

export interface CoverageSource {
  readonly ofd: OfdPackage;
  readonly docBodies: readonly DocBody[];
  /** In the order of the lists. */
  readonly signatures: readonly UncoveredSignature[];
  /** Lists of signatures with nothing else in them. */
  readonly plainLists: ReadonlySet<string>;
}

export interface Coverage {
  /** By signature, in the order given; the same entry is the same object everywhere. */
  readonly uncovered: readonly (readonly UncoveredEntry[])[];
  /** By signature, those of them that belong to the document it is listed for. */
  readonly openOwnDocument: readonly (readonly UncoveredEntry[])[];
  /** Without OFD.xml when that is open but harmless. */
  readonly openToAll: readonly UncoveredEntry[];
  readonly isOnlyInfoOpen: boolean;
  /** By signature. */
  readonly seenUnderOthers: readonly (readonly SeenUnderOthers[])[];
  /** What can be seen is protected without any signature over a mere digest. */
  readonly isSeenWithoutDigests: boolean;
  readonly covered: ReadonlySet<string>;
}

export function collectCoverage(source: CoverageSource): Coverage {
  let reachability: Reachability | undefined;
  const known = new Map<string, UncoveredEntry>();
  const classify = (path: string): UncoveredEntry => {
    reachability ??= reachableEntries(source.ofd, source.docBodies);
    const entry = known.get(path) ?? { path, class: reachability.get(path) ?? "UNREACHABLE" };
    known.set(path, entry);
    return entry;
  };
  const uncovered = source.signatures.map((_, k) => openEntries(source, k).map(classify));
  const integral = source.signatures.flatMap((signature, k) => (signature.isIntegral ? [k] : []));
  const openToAll = commonTo(integral.map((k) => uncovered[k] ?? []));
  const covered = new Set(integral.flatMap((k) => [...coveredBy(source.signatures[k] as UncoveredSignature)]));
  const info = openInfo(source, openToAll, covered);
  return {
    uncovered,
    openOwnDocument: openOwnDocuments(source, uncovered),
    openToAll: openToAll.filter((entry) => entry !== info),
    isOnlyInfoOpen: info !== undefined,
    seenUnderOthers: seenByOthers(source, uncovered, covered),
    isSeenWithoutDigests: isSeenWithoutDigests(source, uncovered),
    covered,
  };
}

function commonTo(lists: readonly (readonly UncoveredEntry[])[]): readonly UncoveredEntry[] {
  const [first = [], ...others] = lists;
  const sets = others.map((entries) => new Set(entries));
  return first.filter((entry) => sets.every((entries) => entries.has(entry)));
}

function isSeenWithoutDigests(source: CoverageSource, uncovered: Coverage["uncovered"]): boolean {
  const explicit = source.signatures.filter(({ isIntegral, isDigestOnly }) => isIntegral && !isDigestOnly);
  const root = harmlessRoot(source, new Set(explicit.flatMap((signature) => [...coveredBy(signature)])));
  const open = commonTo(uncovered.filter((_, k) => explicit.includes(source.signatures[k] as UncoveredSignature)));
  return explicit.length > 0 && open.every((entry) => !isSeen(entry) || entry.path === root);
}

/** OFD.xml, where it can lead nowhere else, is nothing that is seen. */
function seenByOthers(
  source: CoverageSource,
  uncovered: Coverage["uncovered"],
  covered: ReadonlySet<string>,
): Coverage["seenUnderOthers"] {
  const info = harmlessRoot(source, covered);
  const open = uncovered.map((entries) => new Set(entries.filter((one) => isSeen(one) && one.path !== info)));
  return seenUnderOthers(source.signatures, open);
}

function isSeen({ class: coverageClass }: UncoveredEntry): boolean {
  return coverageClass === "STRUCTURE" || coverageClass === "RENDERED";
}

/** Documents of several bodies may be one: each is read once. */
function openOwnDocuments(
  { ofd, docBodies, signatures }: CoverageSource,
  uncovered: Coverage["uncovered"],
): Coverage["openOwnDocument"] {
  const known = new Map<string | undefined, ReadonlySet<string>>();
  return uncovered.map((open, k) => {
    const body = docBodies[(signatures[k] as UncoveredSignature).listed.docBody];
    const own = known.get(body?.rootEntry) ?? new Set(body && documentEntries(ofd, body));
    known.set(body?.rootEntry, own);
    return open.filter(({ path }) => own.has(path));
  });
}

/** Entries under intact references, and Seal.esl when it is, byte for byte, what the signature holds. */
function coveredBy(signature: UncoveredSignature): ReadonlySet<string> {
  const covered = new Set<string>();
  for (const { entry, state } of signature.references)
    if (entry !== undefined && state === "intact") covered.add(entry);
  const file = signatureFile(signature);
  if (file?.sealEntry !== undefined && signature.seal?.file === "same") covered.add(file.sealEntry);
  return covered;
}

function openEntries({ ofd, signatures, plainLists }: CoverageSource, k: number): readonly string[] {
  const signature = signatures[k] as UncoveredSignature;
  const covered = coveredBy(signature);
  const exempt = new Set<string | undefined>([signature.listed.entry, signatureFile(signature)?.valueEntry]);
  for (const list of plainLists) exempt.add(list);
  for (const later of signatures.slice(k + 1)) {
    const file = signatureFile(later);
    for (const entry of [later.listed.entry, file?.valueEntry, file?.sealEntry]) exempt.add(entry);
  }
  return Array.from(ofd.entries.keys()).filter((entry) => !covered.has(entry) && !exempt.has(entry));
}

function signatureFile({ file }: UncoveredSignature) {
  return file && !("code" in file) ? file : undefined;
}

/**
 * Genuine files exist that leave OFD.xml open. That harms nobody as long as it names one document, and that document is
 * covered: then only the texts of DocInfo are unprotected. Undefined when OFD.xml is covered, or open and harmful.
 */
function openInfo(
  source: CoverageSource,
  openToAll: readonly UncoveredEntry[],
  covered: ReadonlySet<string>,
): UncoveredEntry | undefined {
  const entry = harmlessRoot(source, covered);
  return openToAll.find(({ path }) => path === entry);
}

function harmlessRoot({ ofd, docBodies }: CoverageSource, covered: ReadonlySet<string>): string | undefined {
  const [body, ...more] = docBodies;
  const leadsToCovered = body?.rootEntry !== undefined && covered.has(body.rootEntry) && !body.hasVersions;
  return leadsToCovered && more.length === 0 ? ofd.find(OFD_ENTRY, "") : undefined;
}
