/** Is the signed value of a known form, complete and without anything behind it? */
import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";

export const signedValueFormat: SignatureCheck = ({ value }) => {
  switch (value?.form) {
    case undefined:
      return undefined;
    case "ses":
      return passed({ standard: value.standard });
    case "unsupported":
      return undetermined("SIGNED_VALUE_UNSUPPORTED", { standard: value.standard });
    case "malformed":
      return failed("SIGNED_VALUE_FORMAT", { reason: value.reason });
  }
};
