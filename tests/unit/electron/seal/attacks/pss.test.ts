/** RSASSA-PSS: what the parameters say is what is asked, and weak or mixed ones do not pass (RFC 4055 §3.1). */
import { constants, sign } from "node:crypto";
import { expect, test } from "vitest";
import {
  concat,
  type Der,
  element,
  integer,
  oid,
  sequence,
  tagged,
} from "../../../../helpers/seal-factory/der-writer.ts";
import { rsaKey } from "../../../../helpers/seal-factory/key.ts";
import { sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, trustIn } from "../../../../helpers/seal-factory/pki.ts";
import { makeSignedData } from "../../../../helpers/seal-factory/signed-data.ts";
import { verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const key = rsaKey("pss signer");
const pki = createPki({ signer: { key } });
const trust = trustIn(pki);

const SHA256 = "2.16.840.1.101.3.4.2.1";
const SHA512 = "2.16.840.1.101.3.4.2.3";
const pss = (hash: string, mask: string, salt: number) =>
  sequence(
    oid("1.2.840.113549.1.1.10"),
    sequence(
      tagged(0, sequence(oid(hash))),
      tagged(1, sequence(oid("1.2.840.113549.1.1.8"), sequence(oid(mask)))),
      tagged(2, integer(salt)),
    ),
  );

/** @param stated the AlgorithmIdentifier, whatever was done */
function signedWith(stated: Der, hash: string, saltLength: number) {
  const value = (xml: Uint8Array) => {
    const made = makeSignedData({ signer: pki.signer, detached: xml, withAttributes: false, algorithm: stated });
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return concat(made.subarray(0, -256), sign(hash, xml, { key: key.privateKey, padding, saltLength }));
  };
  return verdictOn(sealedLicense({ pki, type: "Sign", signatureMethod: null, value }), { trust });
}

test.each([
  ["SHA-256", pss(SHA256, SHA256, 32), "sha256", 32],
  ["SHA-512", pss(SHA512, SHA512, 64), "sha512", 64],
  ["no salt", pss(SHA256, SHA256, 0), "sha256", 0],
])("%s is accepted", (_, stated, hash, salt) => {
  expect(signedWith(stated, hash, salt)).toMatchObject({ decision: "accept", codes: [] });
});

test.each([
  ["the default, which is SHA-1", sequence(oid("1.2.840.113549.1.1.10"), sequence()), "sha1", 20],
  ["no parameters", sequence(oid("1.2.840.113549.1.1.10"), element(5)), "sha1", 20],
  ["another salt", pss(SHA256, SHA256, 20), "sha256", 32],
  ["an endless salt", pss(SHA256, SHA256, 0x7fffffff), "sha256", 32],
  ["another hash", pss(SHA512, SHA512, 32), "sha256", 32],
  ["a mask of another hash", pss(SHA256, SHA512, 32), "sha256", 32],
])("%s is not", (_, stated, hash, salt) => {
  expect(signedWith(stated, hash, salt).decision).not.toBe("accept");
});
