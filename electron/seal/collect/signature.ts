/** Gathers the facts of one signature: its file, its references, its signed value, signer and seal. */
import { isSameBytes } from "../bytes.ts";
import { digestMethod } from "../digests/check-method.ts";
import type { OfdSignatureFacts, PartyFacts, ReferenceFact } from "../facts.ts";
import type { OfdPackage } from "../ofd/package.ts";
import { readSignatureFile, type SignatureFile } from "../ofd/signature-file.ts";
import type { ListedSignature } from "../ofd/signature-list.ts";
import { readTextTime } from "../ses/text-time.ts";
import { identityDigest } from "../sm2/digest.ts";
import type { DigestBook } from "./digest-book.ts";
import type { CollectContext } from "./party.ts";
import { type ProtectedBytes, protectedBytes } from "./protected-bytes.ts";
import { collectSignedValue } from "./signed-value.ts";
import type { ValueBook } from "./value-book.ts";

export interface SignatureSource {
  readonly ofd: OfdPackage;
  readonly digests: DigestBook;
  readonly values: ValueBook;
  readonly context: CollectContext;
}

/** Facts before coverage, which needs all signatures of the file. */
export type UncoveredSignature = Omit<OfdSignatureFacts, CoverageFact | "base">;

type CoverageFact = "uncovered" | "openToAll" | "openOwnDocument" | "seenUnderOthers" | "isSeenWithoutDigests";

export function collectSignature(source: SignatureSource, id: string, listed: ListedSignature): UncoveredSignature {
  const file = listed.entry === undefined ? undefined : readSignatureFile(source.ofd, listed.entry);
  if (file === undefined || "code" in file) return unread(id, listed, file);
  const method = digestMethod(file.checkMethod);
  const value = file.valueEntry === undefined ? undefined : source.values.read(file.valueEntry);
  const signed = collectSignedValue(value, signatureFileBytes(source, file), source.context, sealFileOf(source, file));
  const references = collectReferences(source.digests, file, method, signed.signer);
  const repeated = repeatedEntries(file);
  const claimedAt = signed.claimedAt ?? (file.dateTime === undefined ? undefined : readTextTime(file.dateTime));
  return {
    format: "ofd",
    id,
    listed,
    file,
    digestMethod: method,
    references,
    repeated,
    value,
    ...signed,
    // Free text as it is, Signature.xml is under the signature: a claim of the signer like any other.
    ...(claimedAt !== undefined && value?.form === "signed-data" && { claimedAt }),
    isIntegral:
      references.length > 0 &&
      references.every(({ state }) => state === "intact") &&
      repeated.length === 0 &&
      signed.dataHash === "same" &&
      signed.signer?.answer === "valid",
  };
}

/** Signature.xml; its SM3 comes from the book, where it is computed once. */
function signatureFileBytes({ ofd, digests, context }: SignatureSource, { entry }: SignatureFile): ProtectedBytes {
  const all = protectedBytes(ofd.entries.get(entry) ?? new Uint8Array(), context);
  return { ...all, digest: (hash) => (hash === "sm3" ? digests.digest(entry, "sm3") : all.digest(hash)) };
}

function sealFileOf({ ofd }: SignatureSource, { sealEntry }: SignatureFile): Uint8Array | undefined {
  return sealEntry === undefined ? undefined : ofd.entries.get(sealEntry);
}

function unread(id: string, listed: ListedSignature, file: UncoveredSignature["file"]): UncoveredSignature {
  return {
    format: "ofd",
    id,
    listed,
    file,
    digestMethod: "unknown",
    references: [],
    repeated: [],
    value: undefined,
    dataHash: "unanswered",
    isIntegral: false,
  };
}

function collectReferences(
  digests: DigestBook,
  file: SignatureFile,
  method: OfdSignatureFacts["digestMethod"],
  signer: PartyFacts | undefined,
): readonly ReferenceFact[] {
  const identity = method === "sm3-keyed" ? identityOf(signer) : undefined;
  return file.references.map(({ location, entry, checkValue }): ReferenceFact => {
    if (entry === undefined) return { location, state: "missing" };
    const digest = digests.digest(entry, method, identity);
    if (!digest) return { location, entry, state: "not-computed" };
    const isIntact = checkValue !== undefined && isSameBytes(digest, checkValue);
    return { location, entry, state: isIntact ? "intact" : "changed" };
  });
}

function identityOf(signer: PartyFacts | undefined): Uint8Array | undefined {
  const key = signer?.certificate.kind === "present" ? signer.certificate.certificate.publicKey : undefined;
  return key?.kind === "sm2" ? identityDigest(key.point) : undefined;
}

function repeatedEntries({ references }: SignatureFile): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { entry, location } of references) {
    const name = entry ?? location;
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return [...repeated];
}
