/** Has the seal maker's certificate been revoked? */

import { isTrustedByDecision } from "../answers/certificate-traits.ts";
import { type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { revocationOutcome } from "../answers/revocation-outcome.ts";

export const makerRevocation: SignatureCheck = ({ seal }) => {
  const maker = seal?.maker;
  if (!maker?.path) return undefined;
  const [answer] = maker.revocation;
  if (answer) {
    return revocationOutcome(answer, ({ status }) =>
      status === "on-hold" ? { code: "SEAL_MAKER_REVOKED", variant: "on-hold" } : { code: "SEAL_MAKER_REVOKED" },
    );
  }
  return isTrustedByDecision(maker) ? undefined : undetermined("REVOCATION_UNKNOWN", { why: "no trusted chain" });
};
