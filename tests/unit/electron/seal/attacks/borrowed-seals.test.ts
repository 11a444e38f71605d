/**
 * A genuine seal with its genuine signature, put into a package with another document: all digests hold, and whoever has any
 * trusted certificate can sign the rest. What a signature did not sign may not look as if it had.
 */
import { describe, expect, test } from "vitest";
import { examineDocument } from "../../../../../electron/seal/verify.ts";
import {
  anotherParty,
  docBody,
  licenseFiles,
  type OfdFiles,
  ofdXml,
  type SigningOptions,
  signFiles,
  zipFiles,
} from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, NOW, SIGNED_AT, standardTrustSet } from "../../../../helpers/seal-factory/pki.ts";
import { makeSignedData } from "../../../../helpers/seal-factory/signed-data.ts";

const pki = createPki();
const forger = anotherParty(pki, { commonName: "有证书的个人" });
const textOf = (files: OfdFiles, name: string) => new TextDecoder().decode(files.get(name));
const LIST = "Doc_0/Signs/Signatures.xml";

/** As real ones are: OFD.xml is left open. */
const genuine = signFiles(licenseFiles({ folder: "Doc_1" }), {
  pki,
  listFolder: "Doc_1/Signs",
  covers: (name) => name.startsWith("Doc_1/") && !name.includes("Signs/"),
});
const inside = Array.from(genuine).filter(([name]) => name.startsWith("Doc_1/"));

/** The forged document with the genuine one beside it. */
function combined(files: OfdFiles): OfdFiles {
  return new Map([...files, ...inside]);
}

const byForger: Partial<SigningOptions> = {
  type: "Sign",
  id: "f1",
  signer: forger,
  stamps: [],
  value: (xml) => makeSignedData({ signer: forger, detached: xml, signingTime: SIGNED_AT }),
};

function examined(files: OfdFiles) {
  return examineDocument(zipFiles(files), { trust: standardTrustSet(), at: NOW });
}

describe("a seal of another document", () => {
  const forged = licenseFiles({ text: "伪造的证照" });

  test("listed with the forged one does not pass, and is not drawn on it", () => {
    const covers = (name: string) => name !== LIST && !name.includes("Sign_s001/Sign");
    const signed = signFiles(combined(forged), { pki, ...byForger, covers });
    const list = textOf(signed, LIST).replace(
      "</ofd:Signatures>",
      '<ofd:Signature ID="s001" Type="Seal" BaseLoc="/Doc_1/Signs/Sign_s001/Signature.xml"/></ofd:Signatures>',
    );
    const { report, placements } = examined(new Map(signed).set(LIST, new TextEncoder().encode(list)));
    expect(report.decision).toBe("reject");
    expect(report.signatures.map(({ decision, codes }) => [decision, ...codes])).toEqual([
      ["accept"],
      ["reject", "COVERAGE_PARTIAL_STRUCTURE", "COVERAGE_PARTIAL_RENDERED", "SEEN_UNDER_ANOTHER_SIGNER"],
    ]);
    expect(placements).toEqual([]);
  });

  test("listed with its own is not drawn on the forged one", () => {
    const bodies = [
      docBody("Doc_0/Document.xml", `/${LIST}`),
      docBody("Doc_1/Document.xml", "/Doc_1/Signs/Signatures.xml"),
    ];
    const both = new Map(combined(forged)).set("OFD.xml", ofdXml(...bodies)).set(LIST, new Uint8Array());
    const covers = (name: string) => name !== LIST && !name.includes("Doc_1/Signs/");
    const empty = new TextEncoder().encode('<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"></ofd:Signatures>');
    const { report, placements } = examined(signFiles(new Map(both).set(LIST, empty), { pki, ...byForger, covers }));
    expect(report.signatures.map(({ id }) => id)).toEqual(["f1", "s001"]);
    expect(placements).toEqual([]);
  });

  test("while the genuine one keeps its seal", () => {
    const list = "/Doc_1/Signs/Signatures.xml";
    const { report, placements } = examined(
      new Map(genuine).set("OFD.xml", ofdXml(docBody("Doc_1/Document.xml", list))),
    );
    expect(report).toMatchObject({ decision: "accept", codes: ["DOC_INFO_UNPROTECTED"] });
    expect(placements).toMatchObject([{ signatureId: "s001", pageRef: "1" }]);
  });
});
