/** Do the algorithms beside the signature values agree with SM2 and the keys, and with SignatureMethod? */

import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { certificateOf, signatureFileOf } from "../answers/signature-view.ts";
import { OID } from "../der/oid.ts";

/** SM3withSM2, and the plain SM2 signature identifier that some makers write instead. */
const SM2_ALGORITHMS = new Set<string>([OID.SM3_WITH_SM2, OID.SM2_SIGN]);
const SM2_METHOD = /^(1\.2\.156\.10197\.1\.(501|301(\.1)?)|sm[23]([-_ ]?(with)?[-_ ]?sm[23])?)$/i;

export const signatureAlgorithm: SignatureCheck = (facts) => {
  const { signer, seal } = facts;
  if (!signer) return undefined;
  const method = signatureFileOf(facts)?.method;
  const stated = [signer.algorithm, ...(seal ? [seal.maker.algorithm] : [])];
  const detail = { algorithms: stated, method: method ?? "" };
  const keys = [signer, ...(seal ? [seal.maker] : [])].map((party) => certificateOf(party.certificate)?.publicKey.kind);
  const isSm2 = stated.every((algorithm) => SM2_ALGORITHMS.has(algorithm));
  if (!isSm2 && keys.every((kind) => kind !== "sm2")) return undetermined("ALGORITHM_UNSUPPORTED", detail);
  const isMethodSm2 = method === undefined || SM2_METHOD.test(method);
  const areKeysSm2 = keys.every((kind) => kind === undefined || kind === "sm2");
  return isSm2 && isMethodSm2 && areKeysSm2 ? passed(detail) : failed("ALGORITHM_INCONSISTENT", detail);
};
