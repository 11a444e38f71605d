/**
 * Plain trust files: PEM or DER certificates, chains of them (.p7b) and revocation lists as administrators get them from a CA. A
 * self-signed certificate is an anchor, any other certificate an intermediate.
 */
import { fromBase64 } from "./base64.ts";
import { certificateChain } from "./cms/certificate-chain.ts";
import { DerRefusal } from "./der/reader.ts";
import { type Certificate, isSelfIssued, tryReadCertificate } from "./x509/certificate.ts";
import { readRevocationList } from "./x509/revocation-list.ts";
import { createSignatureMemory, isSignedBy } from "./x509/signed-by.ts";

export interface TrustFile {
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** What in the file was neither, in words. */
  readonly refused: readonly string[];
}

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const PEM_LABELS = new Set(["CERTIFICATE", "X509 CERTIFICATE", "X509 CRL", "CRL", "PKCS7"]);

/** Never throws; a file with nothing usable has only `refused`. */
export function parseTrustFile(bytes: Uint8Array): TrustFile {
  const found = { anchors: [] as Uint8Array[], intermediates: [] as Uint8Array[], crls: [] as Uint8Array[] };
  const refused: string[] = [];
  for (const piece of pieces(bytes, refused).flatMap((whole) => certificateChain(whole) ?? [whole])) {
    const certificate = tryReadCertificate(piece);
    if (typeof certificate !== "string") {
      (isSelfSigned(certificate) ? found.anchors : found.intermediates).push(piece);
      continue;
    }
    const obstacle = listObstacle(piece);
    if (obstacle === undefined) found.crls.push(piece);
    else refused.push(`neither a certificate (${certificate}) nor a revocation list (${obstacle})`);
  }
  return { ...found, refused };
}

/** The DER structures of a file: all its PEM blocks, or bare base64, or the file itself. */
function pieces(bytes: Uint8Array, refused: string[]): readonly Uint8Array[] {
  if (bytes[0] === 0x30) return [bytes];
  const text = new TextDecoder("utf-8").decode(bytes);
  const blocks = [...text.matchAll(PEM_BLOCK)];
  if (blocks.length === 0) {
    const whole = fromBase64(text.trim());
    if (whole && whole.length > 0) return [whole];
    refused.push("neither DER nor PEM");
  }
  return blocks.flatMap(([, label = "", body = ""]) => {
    const piece = PEM_LABELS.has(label) ? fromBase64(body) : undefined;
    if (!piece) refused.push(`PEM block ${label}`);
    return piece ? [piece] : [];
  });
}

/** A key of an algorithm that cannot be checked here proves nothing either way; its name then decides. */
function isSelfSigned(certificate: Certificate): boolean {
  return (
    isSelfIssued(certificate) && isSignedBy(certificate, certificate.publicKey, createSignatureMemory()) !== "invalid"
  );
}

function listObstacle(der: Uint8Array): string | undefined {
  try {
    readRevocationList(der);
    return undefined;
  } catch (error) {
    if (error instanceof DerRefusal) return error.message;
    throw error;
  }
}
