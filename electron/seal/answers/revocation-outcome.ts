/** What the answers of revocation lists mean for a question; absent or old lists are never "not revoked". */
import type { RevocationAnswer } from "../x509/revocation.ts";
import { type Cause, type CheckOutcome, failed, isoTime, passed, undetermined } from "./outcome.ts";

/** @param revoked the cause for a certificate that is listed, by what the list says */
export function revocationOutcome(
  answer: RevocationAnswer,
  revoked: (answer: RevocationAnswer) => Cause,
): CheckOutcome {
  const detail = describe(answer);
  switch (answer.status) {
    case "good":
      return passed(detail);
    case "revoked":
    case "on-hold":
      return failed(revoked(answer), detail);
    case "stale":
      return undetermined("REVOCATION_STALE", detail);
    case "unknown":
      return undetermined("REVOCATION_UNKNOWN", detail);
  }
}

function describe({ certificate, list, revokedAt, reason, why }: RevocationAnswer) {
  return {
    certificate: certificate.subject.text,
    ...(list && { listAsOf: isoTime(list.thisUpdate) }),
    ...(list?.nextUpdate !== undefined && { nextListDue: isoTime(list.nextUpdate) }),
    ...(revokedAt !== undefined && { revokedAt: isoTime(revokedAt) }),
    ...(reason !== undefined && { reason }),
    ...(why !== undefined && { why }),
  };
}
