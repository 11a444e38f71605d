/** Does a timestamp prove when a signature existed (seals.md section 4 step 10; RFC 3161 §2.3, GB/T 20520-2006)? */
import type { VerdictCode } from "../codes.ts";
import type { TimestampFacts } from "../facts.ts";
import { isWeakHash } from "../signatures/hash.ts";
import { type Certificate, isValidAt } from "../x509/certificate.ts";
import { allowTimestamps } from "../x509/purposes.ts";
import { mayStampTime } from "./certificate-traits.ts";
import { isShortKey } from "./key-strength.ts";

type Token = Extract<TimestampFacts, { kind: "token" }>;

export type TimestampStanding =
  | { readonly holds: true; readonly generatedAt: number; readonly earliestAt: number }
  | { readonly holds: false; readonly code: VerdictCode; readonly reason: string };

/** What is wrong makes it worthless, what cannot be confirmed makes it unproven; in both cases the time is only claimed. */
export function timestampStanding(timestamp: TimestampFacts): TimestampStanding {
  if (timestamp.kind === "unreadable") return invalid(timestamp.reason);
  const { authority, imprint, isContentSigned, generatedAt, earliestAt } = timestamp;
  if (authority.certificate.kind !== "present") return unconfirmed("no certificate of the authority");
  if (authority.answer === "unsupported" || imprint === "unanswered") return unconfirmed("algorithm not known here");
  if (imprint === "different") return invalid("it stamps another signature");
  if (!isContentSigned) return invalid("the authority's signature does not hold");
  const { certificate } = authority.certificate;
  if (!mayStampTime(certificate)) return invalid("signer is no time authority");
  const obstacle = obstacleTo(timestamp, certificate);
  return obstacle === undefined ? { holds: true, generatedAt, earliestAt } : unconfirmed(obstacle);
}

/** Why a sound token of an authority is no proof here and now. */
function obstacleTo(
  { authority, imprintHash, generatedAt, earliestAt }: Token,
  certificate: Certificate,
): string | undefined {
  if ([imprintHash, authority.hash].some((hash) => hash && isWeakHash(hash))) return "weak digest";
  if (isShortKey(certificate.publicKey)) return "the authority's key is too short";
  const { path, revocation } = authority;
  if (path?.kind !== "trusted") return "no trusted chain of the authority";
  if (!allowTimestamps(path.path)) return "a CA of the authority is not for timestamps";
  const isInDate = (one: Certificate) => isValidAt(one, earliestAt) && isValidAt(one, generatedAt);
  if (!path.path.every(isInDate)) return "the authority's certificate was out of date";
  // A list may have dropped a lapsed certificate, and then says nothing of it.
  const unanswered = revocation.find(({ status, coversExpired }) => status !== "good" || !coversExpired);
  return unanswered && `revocation of ${unanswered.certificate.subject.text}: ${unanswered.status}`;
}

function invalid(reason: string): TimestampStanding {
  return { holds: false, code: "TIMESTAMP_INVALID", reason };
}

function unconfirmed(reason: string): TimestampStanding {
  return { holds: false, code: "TIMESTAMP_NOT_CHECKED", reason };
}
