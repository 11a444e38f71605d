/** Gathers all facts of a file: container, package, signatures, coverage. Never throws for hostile bytes. */
import { openContainer } from "../container/open.ts";
import type { DocumentFacts, Fault, OfdSignatureFacts, PackageFacts, UncoveredEntry } from "../facts.ts";
import { toHex } from "../hex.ts";
import { OFD_ENTRY, readOfdRoot } from "../ofd/doc-bodies.ts";
import { entriesWithDoctype } from "../ofd/doctype.ts";
import { isUsualNamespace, type OfdPackage, openOfdPackage } from "../ofd/package.ts";
import { type ListedSignature, readSignatureList } from "../ofd/signature-list.ts";
import { sm3 } from "../sm3.ts";
import { collectCoverage } from "./coverage.ts";
import { openDigestBook } from "./digest-book.ts";
import { fileFormat, foreignFormat, isPdfAsWell } from "./file-format.ts";
import type { CollectContext } from "./party.ts";
import { collectPdf } from "./pdf.ts";
import { collectSignature, type UncoveredSignature } from "./signature.ts";
import { openValueBook } from "./value-book.ts";

/** Far more than any license has; each costs a few milliseconds. */
const MOST_SIGNATURES = 256;

export interface Collected {
  readonly facts: DocumentFacts;
  /** Inflated entries; empty when the container was refused. */
  readonly entries: ReadonlyMap<string, Uint8Array>;
}

export function collectDocument(file: Uint8Array, context: CollectContext): Collected {
  const base = { format: fileFormat(file), sizeBytes: file.length, sm3: toHex(sm3(file)) };
  if (base.format === "pdf") return { facts: { ...base, ...collectPdf(file, context) }, entries: new Map() };
  if (base.format === "other") return { facts: { ...base, ...foreignFormat(file) }, entries: new Map() };
  if (isPdfAsWell(file)) {
    const refusal = { code: "CONTAINER_MALFORMED", reason: "an OFD package that is a PDF as well" } as const;
    return { facts: { ...base, refusal }, entries: new Map() };
  }
  const container = openContainer(file);
  if (!container.ok) {
    return { facts: { ...base, refusal: { code: container.code, reason: container.reason } }, entries: new Map() };
  }
  const { entries } = container;
  const ofd = openOfdPackage(entries);
  const root = readOfdRoot(ofd);
  if ("code" in root) return { facts: { ...base, rootFault: root }, entries };
  return { facts: { ...base, package: collectPackage(ofd, root, context) }, entries };
}

type OfdRoot = Exclude<ReturnType<typeof readOfdRoot>, { code: string }>;

function collectPackage(ofd: OfdPackage, root: OfdRoot, context: CollectContext): PackageFacts {
  const { docBodies } = root;
  const lists = docBodies.map((body) => ({ body, list: readSignatureList(ofd, body) }));
  const all = lists.flatMap(({ list }) => (list.kind === "listed" ? list.signatures : []));
  const listed = withoutRepeats(all);
  const faults: Fault[] = lists.flatMap(({ list }) => (list.kind === "fault" ? [list] : []));
  if (listed.length > MOST_SIGNATURES) faults.push({ code: "CONTAINER_LIMIT", reason: `${listed.length} signatures` });
  const remarks = lists.flatMap(({ list }) => (list.kind === "listed" ? list.remarks : []));
  const plainLists = new Set(
    lists.flatMap(({ body, list }) => (list.kind === "listed" && list.isPlain ? [body.signaturesEntry ?? ""] : [])),
  );
  const collected = collectSignatures(ofd, listed.slice(0, MOST_SIGNATURES), context);
  const coverage = collectCoverage({ ofd, docBodies, signatures: collected, plainLists });
  const openToAll = new Set(coverage.openToAll);
  faults.push(...unreadDocuments(ofd, docBodies, coverage.covered));
  return {
    docBodies,
    unsignedBodies: lists.flatMap(({ body, list }) => (list.kind === "none" ? [body.index] : [])),
    isUsualNamespace: isUsualNamespace(ofd, [
      ofd.find(OFD_ENTRY, ""),
      ...docBodies.map(({ signaturesEntry }) => signaturesEntry),
      ...collected.map((signature) => signature.listed.entry),
    ]),
    doctypes: entriesWithDoctype(ofd.entries),
    faults,
    remarks: all.length > listed.length ? [...remarks, "Signature@BaseLoc"] : remarks,
    signatures: collected.map((signature, k) => ({
      ...finish(signature, coverage.uncovered[k] ?? [], openToAll, listed),
      openOwnDocument: coverage.openOwnDocument[k] ?? [],
      seenUnderOthers: coverage.seenUnderOthers[k] ?? [],
      isSeenWithoutDigests: coverage.isSeenWithoutDigests,
    })),
    openToAll: coverage.openToAll,
    isOnlyInfoOpen: coverage.isOnlyInfoOpen,
    covered: coverage.covered,
  };
}

/** A Document.xml that was signed as it is and that nobody can read; one that was changed has a fault of its own. */
function unreadDocuments(ofd: OfdPackage, docBodies: OfdRoot["docBodies"], covered: ReadonlySet<string>): Fault[] {
  return docBodies.flatMap(({ rootEntry }) => {
    const outcome = rootEntry !== undefined && covered.has(rootEntry) ? ofd.xml(rootEntry) : undefined;
    return outcome && !outcome.ok ? [{ code: outcome.code, reason: `${rootEntry}: ${outcome.reason}` }] : [];
  });
}

/** One Signature.xml is one signature, in however many places it is listed. */
function withoutRepeats(listed: readonly ListedSignature[]): readonly ListedSignature[] {
  const seen = new Set<string>();
  return listed.filter(({ entry }) => {
    const isNew = entry === undefined || !seen.has(entry);
    if (entry !== undefined) seen.add(entry);
    return isNew;
  });
}

function collectSignatures(
  ofd: OfdPackage,
  listed: readonly ListedSignature[],
  context: CollectContext,
): readonly UncoveredSignature[] {
  const source = { ofd, digests: openDigestBook(ofd.entries), values: openValueBook(ofd.entries), context };
  const ids = uniqueIds(listed);
  return listed.map((signature, k) => collectSignature(source, ids[k] as string, signature));
}

function finish(
  signature: UncoveredSignature,
  uncovered: OfdSignatureFacts["uncovered"],
  openToAll: ReadonlySet<UncoveredEntry>,
  listed: readonly ListedSignature[],
): Omit<OfdSignatureFacts, "openOwnDocument" | "seenUnderOthers" | "isSeenWithoutDigests"> {
  const { relative, docBody } = signature.listed;
  const isBase = (other: ListedSignature) =>
    other !== signature.listed && other.id === relative && other.docBody === docBody;
  return {
    ...signature,
    ...(relative !== undefined && { base: listed.some(isBase) ? "present" : "missing" }),
    uncovered,
    openToAll: uncovered.filter((entry) => openToAll.has(entry)),
  };
}

/** Ids as the file has them; a repeated or empty one gets a number, so that reports and stamps can be told apart. */
function uniqueIds(listed: readonly ListedSignature[]): readonly string[] {
  const seen = new Map<string, number>();
  return listed.map(({ id }) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 && id !== "" ? id : `${id}#${count}`;
  });
}
