/** Gathers what a timestamp over a signature value says, and who made it. */
import { isSameBytes } from "../bytes.ts";
import { readTimestampToken, type TimestampToken } from "../cms/timestamp-token.ts";
import { DerRefusal } from "../der/reader.ts";
import type { TimestampFacts } from "../facts.ts";
import { hashNamed, hashOf } from "../signatures/hash.ts";
import type { CollectContext } from "./party.ts";
import { protectedBytes } from "./protected-bytes.ts";
import { collectSignedData } from "./signed-data.ts";

interface Stamped {
  readonly signature: Uint8Array;
  readonly timestamp?: Uint8Array;
}

/** What the timestamp over a signature value says, where there is one. */
export function timestampOn(
  { timestamp, signature }: Stamped,
  context: CollectContext,
): { readonly timestamp?: TimestampFacts } {
  return timestamp ? { timestamp: collectTimestamp(timestamp, signature, context) } : {};
}

export function collectTimestamp(bytes: Uint8Array, stamped: Uint8Array, context: CollectContext): TimestampFacts {
  const token = tryReadToken(bytes);
  if (typeof token === "string") return { kind: "unreadable", reason: token };
  const { data, generatedAt, earliestAt, imprint } = token;
  const content = protectedBytes(data.content ?? new Uint8Array(), context);
  const { dataHash, signer } = collectSignedData(data, content, context);
  if (!signer) return { kind: "unreadable", reason: "no authority" };
  const hash = hashNamed(imprint.algorithm);
  const digest = hash && hashOf(hash, stamped, context.trust.memory.platform);
  return {
    kind: "token",
    generatedAt,
    earliestAt,
    imprint: digest ? (isSameBytes(digest, imprint.value) ? "same" : "different") : "unanswered",
    ...(hash && { imprintHash: hash }),
    // RFC 5652 §5.3: what is no plain data is signed by its attributes; without them other signed bytes could pass for a time.
    isContentSigned: dataHash === "same" && signer.answer === "valid" && data.signer.attributes !== undefined,
    authority: signer,
  };
}

function tryReadToken(bytes: Uint8Array): TimestampToken | string {
  try {
    return readTimestampToken(bytes);
  } catch (error) {
    if (error instanceof DerRefusal) return error.message;
    throw error;
  }
}
