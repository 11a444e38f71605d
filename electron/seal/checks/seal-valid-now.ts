/** Is the seal still within its validity today? Of no weight for what was signed before. */
import { isoTime, passed, remark, type SignatureCheck } from "../answers/outcome.ts";

export const sealValidNow: SignatureCheck = ({ seal }, { at }) => {
  if (!seal) return undefined;
  const detail = { validTo: isoTime(seal.seal.validTo) };
  return at > seal.seal.validTo ? remark(["SEAL_EXPIRED_NOW"], detail) : passed(detail);
};
