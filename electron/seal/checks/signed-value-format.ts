/** Is the signed value of a known form, complete and without anything behind it, and is it a seal where one is said to be? */
import { failed, passed, type SignatureCheck } from "../answers/outcome.ts";

export const signedValueFormat: SignatureCheck = ({ value, listed }) => {
  switch (value?.form) {
    case undefined:
      return undefined;
    case "malformed":
      return failed("SIGNED_VALUE_FORMAT", { reason: value.reason });
    case "ses":
      return passed({ standard: value.standard });
    case "signed-data":
    case "bare":
      return listed.type === "Seal"
        ? failed("SEAL_FORMAT", { standard: value.standard, reason: "a signature without a seal" })
        : passed({ standard: value.standard });
  }
};
