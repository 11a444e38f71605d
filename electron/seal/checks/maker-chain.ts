/** Does the seal maker's certificate lead to a trusted root by the rules, and may its key sign? */

import { maySign } from "../answers/certificate-traits.ts";
import { chainOutcome } from "../answers/chain-outcome.ts";
import { failed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";

const CODES = { notFound: "SEAL_MAKER_CHAIN_NOT_FOUND", invalid: "SEAL_MAKER_CHAIN_INVALID" } as const;

export const makerChain: SignatureCheck = ({ seal }, { trust }) => {
  const certificate = certificateOf(seal?.maker.certificate);
  if (!seal?.maker.path || !certificate) return undefined;
  if (!maySign(certificate)) return failed(CODES.invalid, { reasons: [`${certificate.subject.text}: may not sign`] });
  // Without any root nothing is known of this maker: that is absent data, and not a stranger's seal.
  if (trust.anchors.length === 0) return undetermined({ code: CODES.notFound, variant: "no-anchors" });
  return chainOutcome(seal.maker.path, CODES);
};
