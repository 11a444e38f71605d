/** Has the seal been withdrawn, according to the cached seal status list? Without a list, that is said. */
import { failed, isoTime, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { signingTimeOf } from "../answers/signing-time-of.ts";

export const sealStatus: SignatureCheck = (facts) => {
  const { seal } = facts;
  if (!seal) return undefined;
  if (seal.statusAsOf === undefined) return undetermined("SEAL_STATUS_NOT_CHECKED");
  const detail = { asOf: isoTime(seal.statusAsOf), seal: seal.seal.id };
  if (!seal.status) return passed(detail);
  const { status, since } = seal.status;
  const signing = signingTimeOf(facts);
  const isAfterSigning = since !== undefined && signing !== undefined && since > signing.at;
  return failed(isAfterSigning ? { code: "SEAL_WITHDRAWN", variant: "after-signing" } : "SEAL_WITHDRAWN", {
    ...detail,
    status,
    ...(since !== undefined && { since: isoTime(since) }),
  });
};
