import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTrustFile } from "../../../../electron/seal/trust-file.ts";
import { buildTrustSet } from "../../../../electron/seal/trust-set.ts";
import { concat } from "../../../helpers/seal-factory/der-writer.ts";
import { createPki, issueLists } from "../../../helpers/seal-factory/pki.ts";
import { makeSignedData, toIndefinite } from "../../../helpers/seal-factory/signed-data.ts";

const pki = createPki();
const crls = issueLists(pki);
const bytes = (text: string) => new TextEncoder().encode(text);
const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString("base64")
    .replaceAll(/(.{64})/g, "$1\n")}\n-----END ${label}-----\n`;
const flipped = (der: Uint8Array) => der.with(der.length - 1, der.at(-1)! ^ 1);

describe("a trust set", () => {
  test("reports what it refuses and keeps the rest", () => {
    const trust = buildTrustSet({
      anchors: [Uint8Array.of(1, 2), pki.root.certificate],
      intermediates: [pki.authority.certificate, new Uint8Array()],
      crls: [bytes("x"), ...crls],
    });
    expect(trust.refused.map(({ kind, index }) => `${kind} ${index}`)).toEqual(["anchor 0", "intermediate 1", "crl 0"]);
    expect([trust.anchors.length, trust.intermediates.length, trust.lists.length]).toEqual([1, 1, 2]);
  });

  test("refuses a root whose own signature does not hold", () => {
    const trust = buildTrustSet({ anchors: [flipped(pki.root.certificate)], intermediates: [], crls: [] });
    expect(trust.anchors).toHaveLength(0);
    expect(trust.refused[0]).toMatchObject({ kind: "anchor", index: 0 });
  });

  test("keeps what is given twice once", () => {
    const trust = buildTrustSet({
      anchors: [pki.root.certificate, pki.root.certificate],
      intermediates: [],
      crls: [...crls, ...crls],
    });
    expect([trust.anchors.length, trust.lists.length]).toEqual([1, 2]);
  });

  test("never throws for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (piece) => {
        buildTrustSet({ anchors: [piece], intermediates: [piece], crls: [piece] });
      }),
    );
  });
});

describe("a trust file", () => {
  test("in DER is told apart by what it is", () => {
    expect(parseTrustFile(pki.root.certificate)).toMatchObject({ anchors: [pki.root.certificate], refused: [] });
    expect(parseTrustFile(pki.authority.certificate)).toMatchObject({ intermediates: [pki.authority.certificate] });
    expect(parseTrustFile(crls[0]!)).toMatchObject({ crls: [crls[0]] });
  });

  test("in PEM may hold several blocks of any kind, with text between", () => {
    const text = [
      "subject=root\n",
      pem("CERTIFICATE", pki.root.certificate),
      pem("CERTIFICATE", pki.signer.certificate),
      "and a list\r\n",
      pem("X509 CRL", crls[1]!).replaceAll("\n", "\r\n"),
    ].join("");
    const file = parseTrustFile(bytes(text));
    expect(file).toMatchObject({
      anchors: [pki.root.certificate],
      intermediates: [pki.signer.certificate],
      crls: [crls[1]],
    });
    expect(file.refused).toEqual([]);
  });

  test("may be a chain of certificates and lists, as CAs hand it out", () => {
    const chain = makeSignedData({
      signer: pki.signer,
      certificates: [pki.root.certificate, pki.authority.certificate],
      copies: 0,
    });
    const taken = { anchors: [pki.root.certificate], intermediates: [pki.authority.certificate], refused: [] };
    expect(parseTrustFile(chain)).toMatchObject(taken);
    expect(parseTrustFile(toIndefinite(chain))).toMatchObject(taken);
    expect(parseTrustFile(bytes(pem("PKCS7", chain)))).toMatchObject(taken);
  });

  test("is not what somebody signed and put certificates beside", () => {
    const message = makeSignedData({ signer: pki.signer, certificates: [pki.root.certificate] });
    expect(parseTrustFile(message)).toMatchObject({ anchors: [], intermediates: [], refused: [expect.any(String)] });
  });

  test("may be bare base64", () => {
    expect(parseTrustFile(bytes(Buffer.from(pki.root.certificate).toString("base64"))).anchors).toHaveLength(1);
  });

  test("says which blocks it does not take", () => {
    const file = parseTrustFile(
      bytes(pem("PRIVATE KEY", Uint8Array.of(0x30, 0)) + pem("CERTIFICATE", Uint8Array.of(0x30, 0))),
    );
    expect(file.refused).toHaveLength(2);
    expect([...file.anchors, ...file.intermediates, ...file.crls]).toEqual([]);
  });

  test("does not take a damaged root for an anchor", () => {
    expect(parseTrustFile(flipped(pki.root.certificate)).anchors).toEqual([]);
  });

  test("never throws for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (file) => void parseTrustFile(file)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (tail) => void parseTrustFile(concat(Uint8Array.of(0x30), tail))),
    );
  });
});
