/**
 * Gathers the facts of a PDF: its signatures, each with what its value says of the bytes under it. Document timestamps
 * are no signatures; they prove to the signatures before them that these existed.
 */
import { endOfElement } from "../der/ber.ts";
import { DerRefusal } from "../der/reader.ts";
import type { DocumentFacts, PdfSignatureFacts, TimestampFacts } from "../facts.ts";
import { readPdf } from "../pdf/read-pdf.ts";
import { heldDigest, type PdfSignature, signedBytes } from "../pdf/signatures.ts";
import { LONGEST_VALUE, readSignedValue } from "../ses/signed-value.ts";
import type { CollectContext } from "./party.ts";
import { protectedBytes } from "./protected-bytes.ts";
import { collectSignedValue } from "./signed-value.ts";
import { collectTimestamp } from "./timestamp.ts";

/** Bytes that may be digested for all signatures together: each covers the file from its start. */
const ALLOWED_BYTES = 128 * 1024 * 1024;

export function collectPdf(file: Uint8Array, context: CollectContext): Pick<DocumentFacts, "pdf" | "refusal"> {
  const result = readPdf(file);
  if (!result.ok) return { refusal: { code: result.code, reason: result.reason } };
  const { signatures, pageCount, revisionEnds } = result;
  const bytesToDigest = signatures.reduce((total, { signedRanges }) => total + lengthOf(signedRanges), 0);
  if (bytesToDigest > ALLOWED_BYTES) {
    return {
      refusal: { code: "CONTAINER_LIMIT", reason: `${bytesToDigest} bytes under ${signatures.length} signatures` },
    };
  }
  const stamps = signatures.filter(({ kind, rangeProblem }) => kind === "timestamp" && !rangeProblem);
  const stampFacts = memoized((stamp: PdfSignature) =>
    collectTimestamp(withoutPadding(stamp.contents), signedBytes(file, stamp), context),
  );
  const collected = signatures
    .filter(({ kind }) => kind === "signature")
    .map((signature, index) => {
      const stamp = stamps.find(
        ({ revision = -1 }) => signature.revision !== undefined && revision > signature.revision,
      );
      return collectOne({ file, context, signature, index }, stamp && stampFacts(stamp));
    });
  return { pdf: { pageCount, revisions: revisionEnds.length, signatures: collected } };
}

interface Source {
  readonly file: Uint8Array;
  readonly context: CollectContext;
  readonly signature: PdfSignature;
  readonly index: number;
}

function collectOne({ file, context, signature, index }: Source, stamp: TimestampFacts | undefined): PdfSignatureFacts {
  const value = signature.contents.length > 0 ? readSignedValue(withoutPadding(signature.contents)) : undefined;
  const bytes = signature.rangeProblem ? new Uint8Array() : signedBytes(file, signature);
  const signed = collectSignedValue(value, protectedBytes(bytes, context, heldDigest(signature)), context);
  // The dictionary is under the signature: what it says is a claim of the signer like any other.
  const claimedAt = signed.claimedAt ?? signature.claimedAt;
  const timestamp = signed.timestamp ?? stamp;
  return {
    format: "pdf",
    id: `${index + 1}:${signature.field}`,
    value,
    signature,
    ...signed,
    ...(claimedAt !== undefined && { claimedAt }),
    ...(timestamp && { timestamp }),
    isIntegral: !signature.rangeProblem && signed.dataHash === "same" && signed.signer?.answer === "valid",
  };
}

/** The space that was kept for the value is filled up with zeros; anything else behind it stays and is refused. */
function withoutPadding(contents: Uint8Array): Uint8Array {
  if (contents.length > LONGEST_VALUE) return contents;
  const end = tryEndOfElement(contents);
  return contents.subarray(end).every((byte) => byte === 0) ? contents.subarray(0, end) : contents;
}

function tryEndOfElement(bytes: Uint8Array): number {
  try {
    return endOfElement(bytes);
  } catch (error) {
    if (error instanceof DerRefusal) return bytes.length;
    throw error;
  }
}

function lengthOf(ranges: PdfSignature["signedRanges"]): number {
  return ranges.reduce((total, { start, end }) => total + end - start, 0);
}

function memoized<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
