/** Certificates that lead to a trusted root and are for something else than signing documents, and signatures made for something else. */
import { describe, expect, test } from "vitest";
import { signedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { oid, sequence, set } from "../../../../helpers/seal-factory/der-writer.ts";
import { anotherParty, sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki } from "../../../../helpers/seal-factory/pki.ts";
import { sm3Of } from "../../../../helpers/seal-factory/seal.ts";
import { attribute, makeSignedData } from "../../../../helpers/seal-factory/signed-data.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const SERVER = "1.3.6.1.5.5.7.3.1";
const CLIENT = "1.3.6.1.5.5.7.3.2";
const CODE = "1.3.6.1.5.5.7.3.3";
const MAIL = "1.3.6.1.5.5.7.3.4";
const CLOCK = "1.3.6.1.5.5.7.3.8";
const OCSP = "1.3.6.1.5.5.7.3.9";

const holderFor = (...purposes: readonly string[]) =>
  anotherParty(pki, {
    commonName: `用途 ${purposes.join()}`,
    extensions: [["2.5.29.37", false, sequence(...purposes.map(oid))]],
  });

describe("a certificate for services does not sign documents", () => {
  test.each([
    ["a web server", [SERVER, CLIENT]],
    ["programs", [CODE]],
    ["timestamps", [CLOCK]],
    ["OCSP answers", [OCSP]],
  ])("%s", (_, purposes) => {
    const signer = holderFor(...purposes);
    const pdf = signedPdf({ ...pki, signer }).bytes;
    const ofd = sealedLicense({ pki, signer });
    for (const file of [pdf, ofd]) {
      const report = verdictOn(file);
      expect(report).toMatchObject({ decision: "reject", codes: ["SIGNER_KEY_USAGE"] });
      expect(answerTo(report, "signer-key-usage")?.detail?.["purposes"]).toEqual(purposes);
    }
  });

  test("nor does one make seals", () => {
    const report = verdictOn(sealedLicense({ pki, seal: { maker: holderFor(SERVER) } }));
    expect(report).toMatchObject({ decision: "reject", codes: ["SEAL_MAKER_CHAIN_INVALID"] });
  });

  test.each([
    ["a person at a client", [CLIENT]],
    ["a person with mail", [CLIENT, MAIL]],
    ["a purpose of the CA's own", ["1.2.156.112560.1"]],
    ["documents and servers", [SERVER, MAIL]],
  ])("but one may for %s", (_, purposes) => {
    expect(verdictOn(sealedLicense({ pki, signer: holderFor(...purposes) })).decision).toBe("accept");
  });
});

describe("what the signer signed for something else", () => {
  test("signed attributes taken for the content of a signature without any", () => {
    const attributes = (xml: Uint8Array) =>
      set(
        attribute("1.2.840.113549.1.9.3", oid("1.2.156.10197.6.1.4.2.1")),
        attribute("1.2.840.113549.1.9.4", Uint8Array.of(4, 32, ...sm3Of(xml))),
      );
    const value = (xml: Uint8Array) =>
      makeSignedData({ signer: pki.signer, content: attributes(xml), withAttributes: false });
    expect(verdictOn(sealedLicense({ pki, type: "Sign", value }))).toMatchObject({
      decision: "reject",
      codes: ["SIGNATURE_XML_MISMATCH"],
    });
  });

  test("attributes that speak of another kind of content", () => {
    const value = (xml: Uint8Array) =>
      makeSignedData({
        signer: pki.signer,
        content: sm3Of(xml),
        attributes: [attribute("1.2.840.113549.1.9.3", oid("1.2.3"))],
      });
    expect(verdictOn(sealedLicense({ pki, type: "Sign", value }))).toMatchObject({
      decision: "reject",
      codes: ["SIGNED_VALUE_FORMAT"],
    });
  });
});
