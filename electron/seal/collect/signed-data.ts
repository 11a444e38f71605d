/** Gathers what SignedData says (GB/T 35275-2017 §9, RFC 5652 §5.4): the signer's certificate, and what exactly is signed. */
import { isSameBytes } from "../bytes.ts";
import type { SignedData } from "../cms/signed-data.ts";
import type { SignerInfo } from "../cms/signer-info.ts";
import type { CertificateFact, SignedFacts } from "../facts.ts";
import { type HashName, hashNamed, hashOf } from "../signatures/hash.ts";
import type { PlatformCrypto } from "../signatures/platform.ts";
import type { Certificate } from "../x509/certificate.ts";
import { type CollectContext, collectParty, readCertificateFact, type SignedPiece } from "./party.ts";
import type { ProtectedBytes } from "./protected-bytes.ts";

export function collectSignedData(data: SignedData, subject: ProtectedBytes, context: CollectContext): SignedFacts {
  const { signer: info } = data;
  const { platform } = context.trust.memory;
  const hash = hashNamed(info.digestAlgorithm);
  const others = data.certificates.map((der) => readCertificateFact(der, context));
  const certificate = signerCertificate(info, others, platform);
  const { binding, messages, digestForm } = bind(data, hash, subject, platform);
  const signedAt = info.attributes?.signingTime;
  const piece: SignedPiece = { algorithm: info.algorithm, ...(hash && { hash }), messages, signature: info.signature };
  const signer = collectParty(certificate, piece, context, { others, signedAt });
  // Without attributes and without content inside, the value itself is the only thing that speaks of the bytes.
  const dataHash = binding === "by-value" ? (signer.answer === "valid" ? "same" : "unanswered") : binding;
  return {
    dataHash,
    signer,
    ...(digestForm !== undefined && signer.fits === digestForm && { isDigestOnly: true }),
    ...(signedAt !== undefined && { claimedAt: signedAt }),
  };
}

interface Binding {
  /** Does what is signed speak of the bytes that are to be protected? */
  readonly binding: "same" | "different" | "unanswered" | "by-value";
  readonly messages: readonly Uint8Array[];
  /** Which of them is the digest and nothing else. */
  readonly digestForm?: number;
}

function bind(
  { content, signer }: SignedData,
  hash: HashName | undefined,
  subject: ProtectedBytes,
  platform: PlatformCrypto | undefined,
): Binding {
  const { attributes } = signer;
  const digest = hash && subject.digest(hash);
  if (!hash || !digest) return { binding: "unanswered", messages: attributes ? [attributes.der] : [] };
  // What stands inside is the digest of the bytes (as OFD and adbe.pkcs7.sha1 have it) or the bytes themselves.
  const held = (subject.heldAs && subject.digest(subject.heldAs)) ?? digest;
  const isContentBound = !content || isSameBytes(content, held) || isSameBytes(content, subject.bytes);
  if (!attributes) return bindByContent(subject, content ? held : digest, content, isContentBound);
  const expected = content ? hashOf(hash, content, platform) : digest;
  const isDigestSame = expected !== undefined && isSameBytes(attributes.messageDigest, expected);
  return { binding: isContentBound && isDigestSame ? "same" : "different", messages: [attributes.der] };
}

/** Without attributes the signature is over the content itself, whatever that is. */
function bindByContent(
  subject: ProtectedBytes,
  digest: Uint8Array,
  content: Uint8Array | undefined,
  isContentBound: boolean,
): Binding {
  if (!content) return { binding: "by-value", messages: [subject.bytes, digest], digestForm: 1 };
  const digestForm = isSameBytes(content, digest) ? { digestForm: 0 } : {};
  return { binding: isContentBound ? "same" : "different", messages: [content], ...digestForm };
}

/** Exactly one certificate must be meant, and the signed attribute that names it must agree. */
function signerCertificate(
  info: SignerInfo,
  others: readonly CertificateFact[],
  platform: PlatformCrypto | undefined,
): CertificateFact {
  const meant = new Map<string, Certificate>();
  for (const other of others) {
    if (other.kind === "present" && isMeant(info, other.certificate)) {
      meant.set(other.certificate.fingerprint, other.certificate);
    }
  }
  const [certificate, ...more] = meant.values();
  if (!certificate) return { kind: "missing" };
  if (more.length > 0) return { kind: "broken", reason: "several certificates of that issuer and number" };
  return isNamedByDigest(info, certificate, platform)
    ? { kind: "present", certificate }
    : { kind: "broken", reason: "the signed attributes name another certificate" };
}

function isMeant({ name }: SignerInfo, { issuer, serialNumber, extensions }: Certificate): boolean {
  if (name.kind === "serial") return issuer.key === name.issuer && isSameBytes(serialNumber, name.serialNumber);
  return extensions.subjectKeyId !== undefined && isSameBytes(extensions.subjectKeyId, name.subjectKeyId);
}

function isNamedByDigest(
  { attributes }: SignerInfo,
  { der }: Certificate,
  platform: PlatformCrypto | undefined,
): boolean {
  const named = attributes?.certificateDigest;
  if (!named) return true;
  const hash = hashNamed(named.algorithm);
  const digest = hash && hashOf(hash, der, platform);
  return digest !== undefined && isSameBytes(digest, named.value);
}
