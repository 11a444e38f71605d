/** Is Signature.xml there, and is it one that can mean one thing only (GB/T 33190-2016 §18.2)? */

import { failed, type OfdSignatureCheck, passed, remark } from "../answers/outcome.ts";
import { isVerdictCode } from "../codes.ts";

export const signatureFile: OfdSignatureCheck = ({ file, listed }) => {
  if (!file) return failed("SIGNATURE_XML_MISSING", { location: listed.location });
  if ("code" in file) {
    return failed(isVerdictCode(file.code) ? file.code : "SIGNATURE_XML_FORMAT", { reason: file.reason });
  }
  return file.remarks.length > 0
    ? remark(["XML_REPEATED_ELEMENT"], { elements: file.remarks })
    : passed({ file: file.entry });
};
