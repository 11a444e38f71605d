/** Are keys and digests strong enough to prove anything today: no RSA under 2048 bits, no MD5, no SHA-1? */

import { isShortKey } from "../answers/key-strength.ts";
import { type Cause, passed, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";
import type { PartyFacts } from "../facts.ts";
import { heldDigest } from "../pdf/signatures.ts";
import { type HashName, isWeakHash } from "../signatures/hash.ts";
import { messageScheme, type SignatureScheme, schemeOf } from "../signatures/scheme.ts";
import type { Certificate } from "../x509/certificate.ts";

export const algorithmStrength: SignatureCheck = (facts) => {
  const { signer, seal } = facts;
  const parties = [signer, seal?.maker].filter((party) => party !== undefined);
  const certificates = parties.flatMap(chainOf);
  if (certificates.length === 0) return undefined;
  const short = certificates.filter(({ publicKey }) => isShortKey(publicKey)).map(({ subject }) => subject.text);
  const held = facts.format === "pdf" ? heldDigest(facts.signature) : undefined;
  const digests = [...parties.flatMap(digestsOf), ...parties.flatMap(issuedWith), ...(held ? [held] : [])];
  const weak = digests.filter(isWeakHash);
  const causes: Cause[] = [];
  if (short.length > 0) causes.push({ code: "KEY_TOO_SHORT" });
  if (weak.length > 0) causes.push({ code: "DIGEST_ALGORITHM_WEAK" });
  if (causes.length === 0) return passed();
  return { result: "failed", causes, detail: { certificates: short, digests: [...new Set(weak)] } };
};

function chainOf({ certificate, path }: PartyFacts): readonly Certificate[] {
  if (path?.kind === "trusted" || path?.kind === "constraint") return path.path;
  const own = certificateOf(certificate);
  return own ? [own] : [];
}

function digestsOf({ algorithm: id, parameters, hash }: PartyFacts): readonly HashName[] {
  return [...hashIn(messageScheme({ id, ...(parameters && { parameters }) }, hash)), ...(hash ? [hash] : [])];
}

/** An anchor is trusted by decision: how it signed itself does not matter. */
function issuedWith(party: PartyFacts): readonly HashName[] {
  const chain = chainOf(party);
  const issued = party.path?.kind === "trusted" ? chain.slice(0, -1) : chain;
  return issued.flatMap(({ algorithm: id, parameters }) => hashIn(schemeOf({ id, ...(parameters && { parameters }) })));
}

function hashIn(scheme: SignatureScheme | undefined): readonly HashName[] {
  return scheme && scheme.kind !== "sm2" ? [scheme.hash] : [];
}
