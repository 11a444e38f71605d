/** ECDSA values and keys that other verifiers have taken (r = s = 0, points off the curve, loose DER): none is valid here. */
import { describe, expect, test } from "vitest";
import { issueCertificate } from "../../../../helpers/seal-factory/certificate.ts";
import { concat, element, integer, sequence } from "../../../../helpers/seal-factory/der-writer.ts";
import { ecdsaKey, signWith } from "../../../../helpers/seal-factory/key.ts";
import { sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, NOW, trustIn, YEAR } from "../../../../helpers/seal-factory/pki.ts";
import { makeSignedData } from "../../../../helpers/seal-factory/signed-data.ts";
import { verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const key = ecdsaKey("ecdsa attacked");
const pki = createPki({ signer: { key } });
const trust = trustIn(pki);
const ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** SignedData without attributes, whose value is changed at last. */
function withValue(change: (value: Uint8Array) => Uint8Array, signer = pki.signer) {
  const value = (xml: Uint8Array) => {
    const genuine = signWith(key, xml);
    const made = makeSignedData({ signer, detached: xml, withAttributes: false });
    return concat(made.subarray(0, made.length - tailOf(made)), octets(change(genuine)));
  };
  const rebuilt = (xml: Uint8Array) => relengthened(value(xml));
  return verdictOn(sealedLicense({ pki, type: "Sign", signatureMethod: null, value: rebuilt }), { trust });
}

const octets = (bytes: Uint8Array) => element(4, bytes);
/** Length of the OCTET STRING at the end: an ECDSA value of P-256 is below 128 bytes, and starts with a SEQUENCE. */
function tailOf(der: Uint8Array): number {
  for (let size = 60; size < 80; size++) {
    const at = der.length - size;
    if (der[at] === 4 && der[at + 1] === size - 2 && der[at + 2] === 0x30) return size;
  }
  throw new Error("no value at the end");
}

/** The frames around the value get their lengths anew: ContentInfo, [0], SignedData, SET, SignerInfo. */
function relengthened(der: Uint8Array): Uint8Array {
  const wrap = (bytes: Uint8Array, path: readonly number[]): Uint8Array => {
    const tag = bytes[0] as number;
    const long = (bytes[1] as number) >= 0x80 ? (bytes[1] as number) & 0x7f : 0;
    const content = bytes.subarray(2 + long);
    const [skip, ...rest] = path;
    if (skip === undefined) return element(tag, content);
    let at = 0;
    for (let k = 0; k < skip; k++) at += sizeAt(content, at);
    return element(tag, content.subarray(0, at), wrap(content.subarray(at), rest));
  };
  return wrap(der, [1, 0, 4, 0]);
}

function sizeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at + 1] as number;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  return 2 + count + bytes.subarray(at + 2, at + 2 + count).reduce((size, byte) => size * 256 + byte, 0);
}

test("the genuine value is accepted", () => {
  expect(withValue((value) => value).decision).toBe("accept");
});

describe("not accepted:", () => {
  test.each<[string, (value: Uint8Array) => Uint8Array]>([
    ["zeros", () => sequence(integer(0), integer(0))],
    ["the order twice", () => sequence(integer(ORDER), integer(ORDER))],
    ["one and one", () => sequence(integer(1), integer(1))],
    ["zero and one", () => sequence(integer(0), integer(1))],
    ["a byte behind it", (value) => concat(value, Uint8Array.of(0))],
    ["a third number", (value) => sequence(value.subarray(2), integer(1))],
    ["a longer length than needed", (value) => concat(Uint8Array.of(0x30, 0x81), value.subarray(1))],
    ["a SET around it", (value) => value.with(0, 0x31)],
    ["nothing", () => new Uint8Array()],
    ["both halves as they are", () => new Uint8Array(64).fill(1)],
  ])("%s", (_, change) => {
    expect(withValue(change).decision).toBe("reject");
  });

  test("by a key that is no point of its curve", () => {
    const broken = Uint8Array.from(key.publicKey);
    broken[broken.length - 1] = (broken.at(-1) as number) ^ 1;
    const signer = issueCertificate({
      commonName: "曲线之外",
      issuer: pki.authority,
      notBefore: NOW - YEAR,
      notAfter: NOW + YEAR,
      key: { ...key, publicKey: broken },
      keyUsage: [0],
    });
    expect(withValue((value) => value, signer).decision).toBe("reject");
  });
});
