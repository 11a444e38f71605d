/** Certificates, lists and signatures of the training province before the eyes of OpenSSL 3; skipped where it is absent. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueRevocationList } from "../../electron/training/pki/certificate.ts";
import { type Keystore, openKeystore } from "../../electron/training/pki/keystore.ts";
import { signSm2 } from "../../electron/training/pki/sm2-key.ts";

/** Not a tool of the project: where it is absent, nothing is lost. */
const TOOL = "openssl";
const version = spawnSync(TOOL, ["version"], { encoding: "utf8" });
const isThere = version.status === 0 && /^OpenSSL 3/.test(version.stdout);

const NOW = Date.parse("2026-11-24T08:00:00+08:00");
let folder = "";
let keystore: Keystore;

const file = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

function openssl(...args: string[]): string {
  return execFileSync(TOOL, args, { encoding: "utf8" });
}

/** SubjectPublicKeyInfo of a certificate as PEM. */
function publicKeyOf(certificate: Uint8Array, name: string): string {
  return file(
    `${name}.pem`,
    openssl("x509", "-inform", "DER", "-in", file(`${name}.cer`, certificate), "-noout", "-pubkey"),
  );
}

/** Splits `SEQUENCE { tbs, algorithm, BIT STRING }` with lengths as openssl reads them. */
function signedParts(der: Uint8Array, name: string): { tbs: string; value: string } {
  const lines = openssl("asn1parse", "-inform", "DER", "-in", file(`${name}.der`, der)).split("\n");
  const top = lines
    .filter((line) => /:d=1 /.test(line))
    .map((line) => {
      const [, offset, header, length] = /^\s*(\d+):d=1\s+hl=(\d+)\s+l=\s*(\d+)/.exec(line)!.map(Number) as [
        number,
        number,
        number,
        number,
      ];
      return { from: offset, header, to: offset + header + length };
    });
  const [tbs, , signature] = top as [
    { from: number; header: number; to: number },
    unknown,
    { from: number; header: number; to: number },
  ];
  return {
    tbs: file(`${name}.tbs`, der.subarray(tbs.from, tbs.to)),
    value: file(`${name}.sig`, der.subarray(signature.from + signature.header + 1, signature.to)),
  };
}

function verifies(publicKey: string, message: string, signature: string): boolean {
  const run = spawnSync(TOOL, [
    "pkeyutl",
    "-verify",
    "-pubin",
    "-inkey",
    publicKey,
    "-rawin",
    "-digest",
    "sm3",
    "-in",
    message,
    "-sigfile",
    signature,
    "-pkeyopt",
    "distid:1234567812345678",
  ]);
  return run.status === 0;
}

describe.skipIf(!isThere)("OpenSSL reads", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "training-pki-"));
    keystore = openKeystore(join(folder, "data"), NOW);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("the root: SM2 key on the named curve, certificate signing only, basic constraints critical", () => {
    const text = openssl(
      "x509",
      "-inform",
      "DER",
      "-in",
      file("root.cer", keystore.authorities.root.certificate),
      "-noout",
      "-text",
    );
    expect(text).toContain("ASN1 OID: SM2");
    expect(text).toContain("Signature Algorithm: SM2-with-SM3");
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/);
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE/);
  });

  test("a signer: digital signature and non-repudiation, no authority, identifiers that lead to its issuer", () => {
    const issuer = openssl(
      "x509",
      "-inform",
      "DER",
      "-in",
      file("ca.cer", keystore.authorities.signatureAuthority.certificate),
      "-noout",
      "-text",
    );
    const text = openssl(
      "x509",
      "-inform",
      "DER",
      "-in",
      file("signer.cer", keystore.signers.market.certificate),
      "-noout",
      "-text",
      "-nameopt",
      "utf8",
    );
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/);
    expect(text).toContain("CA:FALSE");
    expect(text).toContain("样例市市场监督管理局");
    const subjectKey = /Subject Key Identifier:\s*\n\s*([0-9A-F:]+)/.exec(issuer)![1]!;
    expect(text).toMatch(new RegExp(`Authority Key Identifier:\\s*\\n\\s*(keyid:)?${subjectKey}`));
  });

  test("every certificate's signature under its issuer's key", () => {
    const { root, signatureAuthority, sealAuthority, foreignRoot } = keystore.authorities;
    const pairs = [
      ["root", root.certificate, root.certificate],
      ["signature-ca", signatureAuthority.certificate, root.certificate],
      ["seal-ca", sealAuthority.certificate, root.certificate],
      ["good", keystore.signers.transport.certificate, signatureAuthority.certificate],
      ["revoked", keystore.signers.transportRevoked.certificate, signatureAuthority.certificate],
      ["forged", keystore.signers.naturalResourcesForged.certificate, foreignRoot.certificate],
    ] as const;
    for (const [name, certificate, issuer] of pairs) {
      const { tbs, value } = signedParts(certificate, name);
      expect(verifies(publicKeyOf(issuer, `${name}-issuer`), tbs, value), name).toBe(true);
    }
  });

  test("no signature of the forged signer under the good authority's key", () => {
    const { tbs, value } = signedParts(keystore.signers.naturalResourcesForged.certificate, "forged-again");
    expect(verifies(publicKeyOf(keystore.authorities.signatureAuthority.certificate, "good-ca"), tbs, value)).toBe(
      false,
    );
  });

  test("a list with the revoked serial number, its reason and a number", () => {
    const { signatureAuthority } = keystore.authorities;
    const { serial } = keystore.signers.transportRevoked;
    const list = issueRevocationList(
      {
        number: 7,
        thisUpdate: NOW,
        nextUpdate: NOW + 7 * 86_400_000,
        revocations: [{ serial, revokedAt: NOW - 1000, reason: 1 }],
      },
      signatureAuthority,
    );
    const text = openssl("crl", "-inform", "DER", "-in", file("list.crl", list), "-noout", "-text");
    expect(text).toContain("Version 2");
    expect(text).toContain(`Serial Number: ${Buffer.from(serial).toString("hex").toUpperCase()}`);
    expect(text).toContain("Key Compromise");
    expect(text).toMatch(/CRL Number:\s+7/);
    const { tbs, value } = signedParts(list, "crl");
    expect(verifies(publicKeyOf(signatureAuthority.certificate, "crl-issuer"), tbs, value)).toBe(true);
  });

  test("an empty list without an empty sequence", () => {
    const list = issueRevocationList(
      { number: 1, thisUpdate: NOW, nextUpdate: NOW + 1000, revocations: [] },
      keystore.authorities.root,
    );
    expect(openssl("crl", "-inform", "DER", "-in", file("empty.crl", list), "-noout", "-text")).toContain(
      "No Revoked Certificates",
    );
  });

  test("a signature over any message, and none over a changed one", () => {
    const message = new TextEncoder().encode("样例");
    const { market } = keystore.signers;
    const signature = file("m.sig", signSm2(market.key, message));
    const key = publicKeyOf(market.certificate, "market");
    expect(verifies(key, file("m.bin", message), signature)).toBe(true);
    expect(verifies(key, file("n.bin", message.subarray(1)), signature)).toBe(false);
  });

  test("the seal: maker's signature over SES_SealInfo alone", () => {
    const { sealAuthority } = keystore.authorities;
    const { seal } = keystore.signers.transport;
    const path = file("seal.esl", seal);
    const lines = openssl("asn1parse", "-inform", "DER", "-in", path)
      .split("\n")
      .filter((line) => /:d=1 /.test(line));
    const at = lines.map(
      (line) => /^\s*(\d+):d=1\s+hl=(\d+)\s+l=\s*(\d+)/.exec(line)!.slice(1).map(Number) as [number, number, number],
    );
    const [info, maker, , signed] = at as [
      [number, number, number],
      [number, number, number],
      unknown,
      [number, number, number],
    ];
    const slice = ([from, header, length]: [number, number, number], skip: number) =>
      seal.subarray(from + skip * header, from + header + length);
    const makerCertificate = slice(maker, 1);
    expect(
      verifies(
        publicKeyOf(makerCertificate, "maker"),
        file("info.bin", slice(info, 0)),
        file("seal.sig", slice(signed, 1).subarray(1)),
      ),
    ).toBe(true);
    const { tbs, value } = signedParts(makerCertificate, "maker-cert");
    expect(verifies(publicKeyOf(sealAuthority.certificate, "seal-ca-key"), tbs, value)).toBe(true);
  });
});
