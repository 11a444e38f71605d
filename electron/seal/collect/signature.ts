/** Gathers the facts of one signature: its file, its references, its signed value, signer and seal. */
import { isSameBytes } from "../bytes.ts";
import { digestMethod } from "../digests/check-method.ts";
import type { PartyFacts, ReferenceFact, SignatureFacts } from "../facts.ts";
import type { OfdPackage } from "../ofd/package.ts";
import { readSignatureFile, type SignatureFile } from "../ofd/signature-file.ts";
import type { ListedSignature } from "../ofd/signature-list.ts";
import type { SignedValue } from "../ses/signed-value.ts";
import { identityDigest } from "../sm2/digest.ts";
import type { DigestBook } from "./digest-book.ts";
import { type CollectContext, collectParty, readCertificateFact } from "./party.ts";
import { collectSeal } from "./seal.ts";
import type { ValueBook } from "./value-book.ts";

export interface SignatureSource {
  readonly ofd: OfdPackage;
  readonly digests: DigestBook;
  readonly values: ValueBook;
  readonly context: CollectContext;
}

/** Facts before coverage, which needs all signatures of the file. */
export type UncoveredSignature = Omit<SignatureFacts, "uncovered" | "openToAll" | "base">;

export function collectSignature(source: SignatureSource, id: string, listed: ListedSignature): UncoveredSignature {
  const file = listed.entry === undefined ? undefined : readSignatureFile(source.ofd, listed.entry);
  if (file === undefined || "code" in file) return unread(id, listed, file);
  const method = digestMethod(file.checkMethod);
  const value = file.valueEntry === undefined ? undefined : source.values.read(file.valueEntry);
  const parties: Parties = value?.form === "ses" ? collectParties(source, file, value) : {};
  const references = collectReferences(source.digests, file, method, parties.signer);
  const digest = value?.form === "ses" ? source.digests.digest(file.entry, "sm3") : undefined;
  const isSame = value?.form === "ses" && digest && isSameBytes(value.signature.dataHash, digest);
  const dataHash = digest ? (isSame ? "same" : "different") : "unanswered";
  const repeated = repeatedEntries(file);
  return {
    id,
    listed,
    file,
    digestMethod: method,
    references,
    repeated,
    value,
    dataHash,
    ...parties,
    isIntegral:
      references.length > 0 &&
      references.every(({ state }) => state === "intact") &&
      repeated.length === 0 &&
      dataHash === "same" &&
      parties.signer?.answer === "valid",
  };
}

function unread(id: string, listed: ListedSignature, file: UncoveredSignature["file"]): UncoveredSignature {
  return {
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

type Parties = Pick<SignatureFacts, "signer" | "seal">;
type SesValue = Extract<SignedValue, { form: "ses" }>;

function collectParties(source: SignatureSource, file: SignatureFile, value: SesValue): Parties {
  const { context } = source;
  const { signature, seal } = value;
  const { signedAt } = signature;
  const signer = readCertificateFact(signature.signerCertificate);
  const maker = typeof seal === "string" ? [] : [readCertificateFact(seal.makerCertificate)];
  const sealFile = file.sealEntry === undefined ? undefined : source.ofd.entries.get(file.sealEntry);
  return {
    signer: collectParty(signer, signature, context, { others: maker, signedAt }),
    ...(typeof seal !== "string" && { seal: collectSeal(seal, context, { signer, sealFile, signedAt }) }),
  };
}

function collectReferences(
  digests: DigestBook,
  file: SignatureFile,
  method: SignatureFacts["digestMethod"],
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
