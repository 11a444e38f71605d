/** Do the algorithms beside the signature values agree with the keys, with their digests, and with SignatureMethod? */

import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { certificateOf, signatureFileOf } from "../answers/signature-view.ts";
import type { PartyFacts } from "../facts.ts";
import { messageScheme, type SignatureScheme } from "../signatures/scheme.ts";

type Kind = SignatureScheme["kind"];

/** Spellings met in SignatureMethod (seals.md section 2): identifiers, and names with any separator. */
const METHODS: readonly (readonly [Kind, RegExp])[] = [
  ["sm2", /^(1\.2\.156\.10197\.1\.(501|301(\.1)?)|sm[23]([-_ ]?(with)?[-_ ]?sm[23])?)$/i],
  ["rsa", /^(1\.2\.840\.113549\.1\.1\.\d+|(sha-?\d+[-_ ]?with[-_ ]?)?rsa([-_ ]?pss)?)$/i],
  ["ecdsa", /^(1\.2\.840\.10045\.(2\.1|4\.[\d.]+)|(sha-?\d+[-_ ]?with[-_ ]?)?ecdsa)$/i],
];

export const signatureAlgorithm: SignatureCheck = (facts) => {
  const { signer, seal, value } = facts;
  if (!signer || value?.form === "bare") return undefined;
  const parties = [signer, ...(seal ? [seal.maker] : [])];
  const method = signatureFileOf(facts)?.method;
  const detail = { algorithms: parties.map(({ algorithm }) => algorithm), method: method ?? "" };
  if (parties.some(isInconsistent)) return failed("ALGORITHM_INCONSISTENT", detail);
  if (parties.some((party) => stated(party) === undefined)) return undetermined("ALGORITHM_UNSUPPORTED", detail);
  if (method !== undefined && kindOfMethod(method) !== stated(signer)) return failed("ALGORITHM_INCONSISTENT", detail);
  return passed(detail);
};

function stated({ algorithm: id, parameters, hash }: PartyFacts): Kind | undefined {
  return messageScheme({ id, ...(parameters && { parameters }) }, hash)?.kind;
}

/** A key of one kind under the name of another, or SM2 over another digest than SM3 (GB/T 35275-2017 §9.2). */
function isInconsistent(party: PartyFacts): boolean {
  const kind = stated(party);
  const key = certificateOf(party.certificate)?.publicKey.kind;
  if (key === undefined || key === "other") return false;
  if (key === "sm2" || kind === "sm2") return key !== kind || (party.hash !== undefined && party.hash !== "sm3");
  return kind !== undefined && key !== kind;
}

function kindOfMethod(method: string): Kind | undefined {
  return METHODS.find(([, spelling]) => spelling.test(method.trim()))?.[0];
}
