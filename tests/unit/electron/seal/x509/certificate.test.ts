import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCertificate, tryReadCertificate } from "../../../../../electron/seal/x509/certificate.ts";
import { readRevocationList } from "../../../../../electron/seal/x509/revocation-list.ts";
import { createSignatureMemory, isSignedBy } from "../../../../../electron/seal/x509/signed-by.ts";
import { issueCertificate, issueCrl, nameOf } from "../../../../helpers/seal-factory/certificate.ts";
import * as der from "../../../../helpers/seal-factory/der-writer.ts";
import { publicKeyInfo } from "../../../../helpers/seal-factory/key.ts";
import { createPki, DAY, NOW } from "../../../../helpers/seal-factory/pki.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";

const pki = createPki();
const dates = { notBefore: NOW - DAY, notAfter: NOW + DAY };

describe("a certificate", () => {
  test("is read with all that paths need", () => {
    const certificate = readCertificate(pki.authority.certificate);
    expect(certificate).toMatchObject({
      algorithm: "1.2.156.10197.1.501",
      subject: { text: "C=CN, O=测试认证中心, CN=测试签发 CA1" },
      issuer: { text: "C=CN, O=测试认证中心, CN=测试根 R1" },
      publicKey: { kind: "sm2", point: pki.authority.key.publicKey },
      extensions: { basicConstraints: { isCa: true, pathLength: 0 }, keyUsage: new Set([5, 6]), unknownCritical: [] },
    });
    expect(certificate.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is proven by its issuer's key and by no other", () => {
    const certificate = readCertificate(pki.signer.certificate);
    const key = (party: { certificate: Uint8Array }) => readCertificate(party.certificate).publicKey;
    expect(isSignedBy(certificate, key(pki.authority), createSignatureMemory())).toBe("valid");
    expect(isSignedBy(certificate, key(pki.root), createSignatureMemory())).toBe("invalid");
  });

  test("with an algorithm that is not implemented is neither proven nor disproven", () => {
    const { certificate } = issueCertificate({ commonName: "new", ...dates, algorithm: "1.2.3.4.5" });
    const read = readCertificate(certificate);
    expect(isSignedBy(read, read.publicKey, createSignatureMemory())).toBe("unsupported");
  });

  test("with an algorithm that the issuer's key cannot have made is not signed by it", () => {
    const { certificate } = issueCertificate({ commonName: "rsa", ...dates, algorithm: "1.2.840.113549.1.1.11" });
    const read = readCertificate(certificate);
    expect(isSignedBy(read, read.publicKey, createSignatureMemory())).toBe("invalid");
  });

  test("names its critical unknown extensions", () => {
    const extensions = [
      ["1.2.3.4", true, Uint8Array.of(5, 0)] as const,
      ["1.2.3.5", false, Uint8Array.of(5, 0)] as const,
    ];
    const { certificate } = issueCertificate({ commonName: "x", ...dates, extensions });
    expect(readCertificate(certificate).extensions.unknownCritical).toEqual(["1.2.3.4"]);
  });

  test("compares names without regard to string type, letter case and spacing", () => {
    const name = (value: Uint8Array) => der.sequence(der.set(der.sequence(der.oid("2.5.4.3"), value)));
    const withSubject = (subject: Uint8Array) => readCertificate(selfMade(subject)).subject.key;
    expect(withSubject(name(der.utf8String("Test  CA ")))).toBe(withSubject(name(der.printableString("TEST ca"))));
    expect(withSubject(name(der.utf8String("Test CA")))).not.toBe(withSubject(name(der.utf8String("TestCA"))));
  });

  test("keeps names apart whose parts only look alike when joined", () => {
    const two = der.sequence(
      ...["a", "b"].map((value) => der.set(der.sequence(der.oid("2.5.4.3"), der.utf8String(value)))),
    );
    const one = der.sequence(der.set(der.sequence(der.oid("2.5.4.3"), der.utf8String('a"],["2.5.4.3=b'))));
    expect(readCertificate(selfMade(two)).subject.key).not.toBe(readCertificate(selfMade(one)).subject.key);
  });

  test.each<[string, Uint8Array]>([
    ["an extension twice", selfMade(nameOf("x"), [keyUsage(), keyUsage()])],
    ["algorithms that differ inside and outside", selfMade(nameOf("x"), [], "1.2.156.10197.1.504")],
    ["bytes behind the end", der.concat(pki.signer.certificate, Uint8Array.of(0))],
    ["nothing", new Uint8Array()],
  ])("is refused with %s", (_, bytes) => {
    expect(typeof tryReadCertificate(bytes)).toBe("string");
  });

  test("never throws for changed bytes", () => {
    const good = pki.signer.certificate;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }), (edits) => {
        const bytes = Uint8Array.from(good);
        for (const [at, byte] of edits) bytes[at] = byte;
        tryReadCertificate(bytes);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a revocation list", () => {
  test("is read with dates, scope and entries", () => {
    const list = readRevocationList(
      issueCrl({
        issuer: pki.authority,
        thisUpdate: NOW,
        nextUpdate: NOW + DAY,
        revoked: [{ serial: 5n, at: NOW - DAY, reason: 1 }],
        scope: { address: "http://crl.invalid/1.crl", flags: [1] },
      }),
    );
    expect(list).toMatchObject({
      thisUpdate: NOW,
      nextUpdate: NOW + DAY,
      scope: { addresses: ["http://crl.invalid/1.crl"], onlyUsers: true, onlyAuthorities: false },
    });
    expect(list.unusable).toBeUndefined();
    expect(list.entries.find(Uint8Array.of(5))).toEqual({ revokedAt: NOW - DAY, reason: 1 });
    expect(list.entries.find(Uint8Array.of(6))).toBeUndefined();
  });

  test("takes the invalidity date where that is earlier", () => {
    const revoked = [{ serial: 5n, at: NOW, invalidSince: NOW - 9 * DAY }];
    const list = readRevocationList(issueCrl({ issuer: pki.authority, thisUpdate: NOW, revoked }));
    expect(list.entries.find(Uint8Array.of(5))?.revokedAt).toBe(NOW - 9 * DAY);
  });

  test("finds each of many serial numbers, and none that is absent", () => {
    const revoked = Array.from({ length: 3000 }, (_, i) => ({ serial: BigInt(i) ** 5n + 1n, at: NOW }));
    const list = readRevocationList(issueCrl({ issuer: pki.authority, thisUpdate: NOW, revoked }));
    const content = (serial: bigint) => der.integer(serial).subarray(2);
    expect(list.entries.count).toBe(3000);
    expect(revoked.every(({ serial }) => list.entries.find(content(serial)))).toBe(true);
    expect(revoked.some(({ serial }) => list.entries.find(content(serial + 1n)) && serial > 1n)).toBe(false);
  });

  test.each<[string, Parameters<typeof issueCrl>[0]["extensions"], readonly number[]]>([
    ["delta", [["2.5.29.27", true, der.integer(1)]], []],
    ["indirect", [], [4]],
    ["of some reasons only", [], [3]],
    ["of attribute certificates", [], [5]],
    ["with an unknown critical extension", [["1.2.3.4", true, der.integer(1)]], []],
  ])("is marked as not usable: %s", (_, extensions, flags) => {
    const scope = flags.length > 0 ? { scope: { flags } } : {};
    const list = issueCrl({ issuer: pki.root, thisUpdate: NOW, ...(extensions && { extensions }), ...scope });
    expect(readRevocationList(list).unusable).toBeDefined();
  });

  test("counts an entry that cannot be read as revoked from the beginning", () => {
    const bytes = issueCrl({ issuer: pki.authority, thisUpdate: NOW, revoked: [{ serial: 5n, at: NOW }] });
    const at = Buffer.from(bytes).lastIndexOf(Buffer.from("261124020000Z"));
    bytes[at] = 0x58;
    expect(readRevocationList(bytes).entries.find(Uint8Array.of(5))).toEqual({ revokedAt: 0, reason: 0 });
  });
});

function keyUsage(): Uint8Array {
  return der.sequence(der.oid("2.5.29.15"), der.octetString(der.bitFlags([0])));
}

/** A certificate that nobody checks the signature of. */
function selfMade(
  subject: Uint8Array,
  extensions: readonly Uint8Array[] = [],
  outside = "1.2.156.10197.1.501",
): Uint8Array {
  const tbs = der.sequence(
    der.tagged(0, der.integer(2)),
    der.integer(7),
    der.sequence(der.oid("1.2.156.10197.1.501")),
    subject,
    der.sequence(der.certificateTime(NOW), der.certificateTime(NOW)),
    subject,
    publicKeyInfo(keyFor("self")),
    ...(extensions.length > 0 ? [der.tagged(3, der.sequence(...extensions))] : []),
  );
  return der.sequence(tbs, der.sequence(der.oid(outside)), der.bitString(new Uint8Array(64)));
}
