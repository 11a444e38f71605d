/** Is the signed value of a known form, complete and without anything behind it, and is it a seal where one is said to be? */
import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import type { SignatureFacts } from "../facts.ts";

export const signedValueFormat: SignatureCheck = (facts) => {
  const { value } = facts;
  switch (value?.form) {
    case undefined:
      return undefined;
    case "malformed":
      return subFilterOf(facts) === BARE_RSA
        ? undetermined("FORMAT_UNSUPPORTED", { format: BARE_RSA })
        : failed("SIGNED_VALUE_FORMAT", { reason: value.reason });
    case "ses":
      return passed({ standard: value.standard });
    case "signed-data":
    case "bare":
      return isSaidToBeSeal(facts)
        ? failed("SEAL_FORMAT", { standard: value.standard, reason: "a signature without a seal" })
        : passed({ standard: value.standard });
  }
};

/** A signature value with its certificate beside it (ISO 32000-1 §12.8.3.2), out of use with SHA-1. */
const BARE_RSA = "adbe.x509.rsa_sha1";
/** GM/T 0112-2021 §7. */
const PDF_SEAL = "GM.sm2seal";

function isSaidToBeSeal(facts: SignatureFacts): boolean {
  return facts.format === "ofd" ? facts.listed.type === "Seal" : subFilterOf(facts) === PDF_SEAL;
}

function subFilterOf(facts: SignatureFacts): string | undefined {
  return facts.format === "pdf" ? facts.signature.subFilter : undefined;
}
