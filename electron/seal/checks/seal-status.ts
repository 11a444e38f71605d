/** Has the seal been withdrawn, according to the cached seal status list? Without a list, that is said. */
import { failed, isoTime, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";

export const sealStatus: SignatureCheck = (facts) => {
  const { seal } = facts;
  const signedAt = sesOf(facts)?.signedAt;
  if (!seal || signedAt === undefined) return undefined;
  if (seal.statusAsOf === undefined) return undetermined("SEAL_STATUS_NOT_CHECKED");
  const detail = { asOf: isoTime(seal.statusAsOf), seal: seal.seal.id };
  if (!seal.status) return passed(detail);
  const { status, since } = seal.status;
  const isAfterSigning = since !== undefined && since > signedAt;
  return failed(isAfterSigning ? { code: "SEAL_WITHDRAWN", variant: "after-signing" } : "SEAL_WITHDRAWN", {
    ...detail,
    status,
    ...(since !== undefined && { since: isoTime(since) }),
  });
};
