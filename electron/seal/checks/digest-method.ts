/** Are the digests of the protected files SM3? MD5 is the default of the schema and, like SHA-1, proves too little. */
import { failed, type OfdSignatureCheck, passed, undetermined } from "../answers/outcome.ts";
import { signatureFileOf } from "../answers/signature-view.ts";

export const digestMethod: OfdSignatureCheck = (facts) => {
  const file = signatureFileOf(facts);
  if (!file) return undefined;
  const detail = { method: file.checkMethod ?? "MD5 (not stated)" };
  switch (facts.digestMethod) {
    case "sm3":
    case "sm3-keyed":
      return passed(detail);
    case "md5":
    case "sha1":
      return failed("DIGEST_ALGORITHM_WEAK", detail);
    case "unknown":
      return undetermined("DIGEST_ALGORITHM_UNKNOWN", detail);
  }
};
