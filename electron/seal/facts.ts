/**
 * Facts: what the bytes of a file say, without any judgement. Checks judge facts; nothing here knows a code or a policy.
 */
import type { ContainerCode } from "./container/refusal.ts";
import type { DigestMethod } from "./digests/check-method.ts";
import type { DocBody } from "./ofd/doc-bodies.ts";
import type { SignatureFile } from "./ofd/signature-file.ts";
import type { ListedSignature } from "./ofd/signature-list.ts";
import type { PdfRefusalCode } from "./pdf/refusal.ts";
import type { PdfSignature } from "./pdf/signatures.ts";
import type { CoverageClass } from "./report.ts";
import type { SesSeal } from "./ses/seal.ts";
import type { SignedValue } from "./ses/signed-value.ts";
import type { HashName } from "./signatures/hash.ts";
import type { SignatureAnswer } from "./signatures/verify-message.ts";
import type { SealStatus } from "./trust-set.ts";
import type { Certificate } from "./x509/certificate.ts";
import type { PathAnswer } from "./x509/path.ts";
import type { RevocationAnswer } from "./x509/revocation.ts";

/** Something that could not be read; `code` is a verdict code that names the kind. */
export interface Fault {
  readonly code: string;
  readonly reason: string;
}

export interface UncoveredEntry {
  readonly path: string;
  readonly class: CoverageClass;
}

/** Seen by a reader, and protected by signatures of other signers only. */
export interface SeenUnderOthers {
  readonly path: string;
  /** One of them has put a seal on the document. */
  readonly bySeal: boolean;
}

export interface ReferenceFact {
  readonly location: string;
  /** Absent when no entry is meant by the location. */
  readonly entry?: string;
  /** `not-computed`: the digest method is unknown, or too costly for a weak one. */
  readonly state: "intact" | "changed" | "missing" | "not-computed";
}

export type CertificateFact =
  | { readonly kind: "present"; readonly certificate: Certificate }
  | { readonly kind: "missing" }
  | { readonly kind: "broken"; readonly reason: string };

/** One who signed something: the signer of the document or the maker of the seal. */
export interface PartyFacts {
  readonly certificate: CertificateFact;
  /** Object identifier that stands beside the signature value. */
  readonly algorithm: string;
  /** DER of its parameters, where it has any. */
  readonly parameters?: Uint8Array;
  /** Hash function, where it is named apart from the algorithm. */
  readonly hash?: HashName;
  /** Does the value fit the bytes and the key? `unanswered` without a certificate. */
  readonly answer: SignatureAnswer | "unanswered";
  /** Which of the forms that the signed bytes may have it fits. */
  readonly fits?: number;
  /** Absent without a certificate. */
  readonly path?: PathAnswer;
  /** Along a trusted path, signer or maker first; empty without one. */
  readonly revocation: readonly RevocationAnswer[];
}

export interface SealFacts {
  readonly seal: SesSeal;
  readonly maker: PartyFacts;
  /** Seal.esl beside the signature, held against the seal inside it. */
  readonly file: "absent" | "same" | "different";
  /** Is the signer's certificate in the seal's list? `renewed`: another certificate of the same key and subject is. */
  readonly signer: "listed" | "renewed" | "not-listed" | "unanswered";
  /** When the maker signed it, by a time authority. */
  readonly timestamp?: TimestampFacts;
  /** Entry of the cached seal status list. */
  readonly status?: SealStatus;
  /** Epoch milliseconds of that list; absent when there is none. */
  readonly statusAsOf?: number;
}

export type TimestampFacts =
  | { readonly kind: "unreadable"; readonly reason: string }
  | {
      readonly kind: "token";
      /** Epoch milliseconds: the latest and the earliest instant that the authority's clock allows for. */
      readonly generatedAt: number;
      readonly earliestAt: number;
      /** Is it the digest of this signature value? */
      readonly imprint: "same" | "different" | "unanswered";
      /** Absent: none that is known here. */
      readonly imprintHash?: HashName;
      /** Does the authority's signature hold over the token's content? */
      readonly isContentSigned: boolean;
      readonly authority: PartyFacts;
    };

/** What a signed value says, whatever its form. */
export interface SignedFacts {
  /** Does the signed value speak of the bytes that it is to protect: Signature.xml, or the signed part of a PDF? */
  readonly dataHash: "same" | "different" | "unanswered";
  readonly signer?: PartyFacts;
  readonly seal?: SealFacts;
  /** Nothing was signed but the digest, without a word of what it is of. */
  readonly isDigestOnly?: boolean;
  /** Epoch milliseconds; absent when the signer does not say. */
  readonly claimedAt?: number;
  readonly timestamp?: TimestampFacts;
}

/** What every signature has, whatever it is written into. */
interface CommonSignatureFacts extends SignedFacts {
  /** Unique within the file. */
  readonly id: string;
  /** Undefined when there is none. */
  readonly value: SignedValue | undefined;
  /** All that it is to protect, and the signature value, hold: what it covers is as it was signed. */
  readonly isIntegral: boolean;
}

export interface PdfSignatureFacts extends CommonSignatureFacts {
  readonly format: "pdf";
  readonly signature: PdfSignature;
}

export interface OfdSignatureFacts extends CommonSignatureFacts {
  readonly format: "ofd";
  readonly listed: ListedSignature;
  /** Signature.xml, or why it is not read; undefined when it does not exist. */
  readonly file: SignatureFile | Fault | undefined;
  readonly digestMethod: DigestMethod;
  readonly references: readonly ReferenceFact[];
  /** Entries that are referenced more than once. */
  readonly repeated: readonly string[];
  /** Base signature (Relative): undefined when none is named. */
  readonly base?: "present" | "missing";
  /** Entries that this signature leaves open, with what a reader can see of them. */
  readonly uncovered: readonly UncoveredEntry[];
  /** Those of them that no other signature of the file covers either. */
  readonly openToAll: readonly UncoveredEntry[];
  /** Those of them that are the very document it is listed for, whoever else covers them: root, pages, templates. */
  readonly openOwnDocument: readonly UncoveredEntry[];
  /** Those of them that a reader sees, and only other signers vouch for. */
  readonly seenUnderOthers: readonly SeenUnderOthers[];
  /** All that a reader sees is protected without any signature over a mere digest. */
  readonly isSeenWithoutDigests: boolean;
}

export type SignatureFacts = OfdSignatureFacts | PdfSignatureFacts;

export interface PdfDocumentFacts {
  readonly pageCount: number;
  /** How often it was saved incrementally, plus one. */
  readonly revisions: number;
  /** Without document timestamps, which prove a time and sign nothing. */
  readonly signatures: readonly PdfSignatureFacts[];
}

export interface PackageFacts {
  readonly docBodies: readonly DocBody[];
  /** DocBodies without any signature. */
  readonly unsignedBodies: readonly number[];
  readonly isUsualNamespace: boolean;
  /** Entries with a DOCTYPE. */
  readonly doctypes: readonly string[];
  /** Lists of signatures that could not be read, too many signatures. */
  readonly faults: readonly Fault[];
  readonly remarks: readonly string[];
  readonly signatures: readonly OfdSignatureFacts[];
  /** Entries that no signature covers; empty as long as no signature is integral. */
  readonly openToAll: readonly UncoveredEntry[];
  /** OFD.xml is open, but can lead nowhere else: one DocBody, and its document is covered. */
  readonly isOnlyInfoOpen: boolean;
  /** Entries whose bytes an integral signature protects. */
  readonly covered: ReadonlySet<string>;
}

export interface DocumentFacts {
  readonly format: "ofd" | "pdf" | "other";
  readonly sizeBytes: number;
  /** Lower-case hexadecimal SM3 of the file. */
  readonly sm3: string;
  /** What it is, where that is known and nothing that can be verified. */
  readonly foreign?: string;
  /** Why the file was not opened. */
  readonly refusal?: { readonly code: ContainerCode | PdfRefusalCode; readonly reason: string };
  /** Why OFD.xml was not read. */
  readonly rootFault?: Fault;
  readonly package?: PackageFacts;
  readonly pdf?: PdfDocumentFacts;
}
