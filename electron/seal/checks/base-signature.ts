/** Is the signature that this one builds upon (Relative, OFD 2.0) in the file? It is then judged by itself. */
import { failed, type OfdSignatureCheck, passed } from "../answers/outcome.ts";

export const baseSignature: OfdSignatureCheck = ({ base, listed }) => {
  if (base === undefined) return undefined;
  const detail = { base: listed.relative ?? "" };
  return base === "present" ? passed(detail) : failed("BASE_SIGNATURE_MISSING", detail);
};
