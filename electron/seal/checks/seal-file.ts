/** Is Seal.esl beside the signature the seal that was signed, byte for byte? */
import { failed, passed, type SignatureCheck } from "../answers/outcome.ts";

export const sealFile: SignatureCheck = ({ seal }) => {
  if (!seal || seal.file === "absent") return undefined;
  return seal.file === "same" ? passed() : failed("SEAL_FILE_MISMATCH");
};
