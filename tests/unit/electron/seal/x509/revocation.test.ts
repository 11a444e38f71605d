import { describe, expect, test } from "vitest";
import { readCertificate } from "../../../../../electron/seal/x509/certificate.ts";
import { type RevocationAnswer, revocationOf } from "../../../../../electron/seal/x509/revocation.ts";
import { indexRevokedEntries } from "../../../../../electron/seal/x509/revoked-entries.ts";
import { type CrlOptions, issueCertificate, issueCrl, USAGE } from "../../../../helpers/seal-factory/certificate.ts";
import * as der from "../../../../helpers/seal-factory/der-writer.ts";
import { createPki, DAY, HOUR, NOW, type Pki, trustIn, YEAR } from "../../../../helpers/seal-factory/pki.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";

const pki = createPki();
const list = (options: Partial<CrlOptions> = {}) =>
  issueCrl({ issuer: pki.authority, thisUpdate: NOW - HOUR, ...options });
const entryOf = (...serial: readonly number[]) =>
  der.sequence(der.element(0x02, Uint8Array.from(serial)), der.certificateTime(NOW - DAY));
const revoked = (more: object = {}) => [{ serial: pki.signer.serial, at: NOW - DAY, ...more }];

function answer(
  crls: readonly Uint8Array[],
  { graceMs = 0, of = pki }: { graceMs?: number; of?: Pki } = {},
): RevocationAnswer {
  const [signer, issuer] = [readCertificate(of.signer.certificate), readCertificate(of.authority.certificate)];
  return revocationOf(signer, issuer, trustIn(of, { crls }), { at: NOW, graceMs });
}

describe("revocation", () => {
  test("is answered by a fresh list of the issuer", () => {
    expect(answer([list()])).toMatchObject({ status: "good", list: { thisUpdate: NOW - HOUR } });
  });

  test("is unknown without a list", () => {
    expect(answer([])).toMatchObject({ status: "unknown", why: "no list of this issuer" });
  });

  test("is told with date and reason", () => {
    expect(answer([list({ revoked: revoked({ reason: 4 }) })])).toMatchObject({
      status: "revoked",
      revokedAt: NOW - DAY,
      reason: 4,
      isCompromise: false,
    });
  });

  test.each([1, 2, 10])("knows reason %i as a compromise", (reason) => {
    expect(answer([list({ revoked: revoked({ reason }) })]).isCompromise).toBe(true);
  });

  test("is on hold with certificateHold", () => {
    expect(answer([list({ revoked: revoked({ reason: 6 }) })]).status).toBe("on-hold");
  });

  test.each<[string, Partial<CrlOptions>]>([
    ["signed by another key", { signingKey: keyFor("forger") }],
    ["from the future", { thisUpdate: NOW + 1000 }],
    ["of a delta", { extensions: [["2.5.29.27", true, der.integer(1)]] }],
    ["that is indirect", { scope: { flags: [4] } }],
    ["for CAs only", { scope: { flags: [2] } }],
    ["for another distribution point", { scope: { address: "http://crl.invalid/other.crl" } }],
    ["of another issuer", { issuer: pki.root }],
  ])("stays unknown with a list %s", (_, options) => {
    expect(answer([list(options)]).status).toBe("unknown");
  });

  test("is answered by the list of the distribution point that the certificate names", () => {
    const of = createPki({ signer: { crlAddress: "http://crl.invalid/1.crl" } });
    expect(answer([list({ scope: { address: "http://crl.invalid/1.crl" } })], { of }).status).toBe("good");
    expect(answer([list({ scope: { address: "http://crl.invalid/2.crl" } })], { of }).status).toBe("unknown");
  });

  test.each([1, 2])("is not answered by a list found at a point that says less than all (field %i)", (field) => {
    const address = "http://crl.invalid/1.crl";
    const name = der.tagged(0, der.tagged(0, der.element(0x86, der.ia5String(address).subarray(2))));
    const rest =
      field === 1 ? der.element(0x81, Uint8Array.of(6, 0x40)) : der.tagged(2, der.tagged(4, pki.root.subject));
    const extension = ["2.5.29.31", false, der.sequence(der.sequence(name, rest))] as const;
    const of = createPki({ signer: { extensions: [extension] } });
    expect(answer([list({ scope: { address } })], { of }).status).toBe("unknown");
  });

  test("is unknown where an entry has a critical extension that nobody knows, but what is listed is revoked", () => {
    const strange = { at: NOW - DAY, extensions: [["1.2.3", true, Uint8Array.of(5, 0)]] as const };
    expect(answer([list({ revoked: [{ serial: 9n, ...strange }] })])).toMatchObject({
      status: "unknown",
      why: "critical extension 1.2.3 of an entry",
    });
    expect(answer([list({ revoked: revoked(strange) })]).status).toBe("revoked");
    const usual = { at: NOW - DAY, extensions: [["2.5.29.21", true, der.enumerated(1)]] as const };
    expect(answer([list({ revoked: [{ serial: 9n, ...usual }] })]).status).toBe("good");
  });

  test("finds a number that the list writes with the other sign, or longer than it need be", () => {
    const of = createPki({ signer: { serial: 0x85n } });
    const written = indexRevokedEntries(entryOf(0xff, 0xff, 0x85));
    expect(written.has(readCertificate(of.signer.certificate).serialNumber)).toBe(true);
    expect(written.has(Uint8Array.of(0x7f))).toBe(false);
  });

  test("needs a root that may sign lists, where it says what its key is for", () => {
    const of = createPki({ root: { keyUsage: [USAGE.keyCertSign] } });
    const [authority, root] = [of.authority, of.root].map(({ certificate }) => readCertificate(certificate));
    const trust = trustIn(of, { crls: [issueCrl({ issuer: of.root, thisUpdate: NOW - HOUR })] });
    expect(revocationOf(authority!, root!, trust, { at: NOW, graceMs: 0 }).status).toBe("unknown");
  });

  test("is unknown where the list is signed by a root of the same name that had run out", () => {
    const status = (notAfter: number) => {
      const namesake = issueCertificate({
        ...{ commonName: "测试签发 CA1", organization: "测试认证中心", key: keyFor("old root"), isCa: true },
        ...{ notBefore: NOW - YEAR, notAfter, keyUsage: [USAGE.keyCertSign, USAGE.crlSign] },
      });
      const crls = [issueCrl({ issuer: namesake, thisUpdate: NOW - HOUR })];
      const trust = trustIn(pki, { crls, anchors: [pki.root.certificate, namesake.certificate] });
      const [certificate, issuer] = [pki.signer, pki.authority].map((party) => readCertificate(party.certificate));
      return revocationOf(certificate!, issuer!, trust, { at: NOW, graceMs: 0 }).status;
    };
    expect(status(NOW + DAY)).toBe("good");
    expect(status(NOW - DAY)).toBe("unknown");
  });

  test("is stale after nextUpdate, and good again within the grace", () => {
    const old = list({ thisUpdate: NOW - 3 * DAY });
    expect(answer([old]).status).toBe("stale");
    expect(answer([old], { graceMs: 2 * DAY }).status).toBe("good");
    expect(answer([old], { graceMs: 2 * DAY - 1000 }).status).toBe("stale");
  });

  test("is stale with a list that does not say when the next one comes", () => {
    expect(answer([list({ nextUpdate: null })]).status).toBe("stale");
  });

  test("is still told by a stale list", () => {
    expect(answer([list({ thisUpdate: NOW - 3 * DAY, revoked: revoked() })]).status).toBe("revoked");
  });

  test("goes by the newest list", () => {
    const held = list({ thisUpdate: NOW - DAY, revoked: revoked({ reason: 6 }) });
    expect(answer([held, list()]).status).toBe("good");
    expect(answer([list(), held]).status).toBe("good");
  });

  test("falls back on an older list when the newest one is forged", () => {
    expect(answer([list({ signingKey: keyFor("forger") }), list({ thisUpdate: NOW - 2 * HOUR })]).status).toBe("good");
  });

  test("needs a CA that may sign lists", () => {
    const of = createPki({ authority: { keyUsage: [USAGE.keyCertSign] } });
    const crl = issueCrl({ issuer: of.authority, thisUpdate: NOW - HOUR });
    expect(answer([crl], { of }).status).toBe("unknown");
  });

  describe("by a list that another key of the same CA signed", () => {
    const dates = { notBefore: NOW - YEAR, notAfter: NOW + YEAR };
    const listKey = (changes: Partial<Parameters<typeof issueCertificate>[0]> = {}) =>
      issueCertificate({
        ...{ commonName: "测试签发 CA1", organization: "测试认证中心", issuer: pki.root, key: keyFor("list key") },
        ...{ ...dates, isCa: true, keyUsage: [USAGE.crlSign], serial: 77n, ...changes },
      });
    const statusBy = (signer: ReturnType<typeof listKey>, ofRoot: readonly Uint8Array[]) => {
      const crls = [issueCrl({ issuer: signer, thisUpdate: NOW - HOUR }), ...ofRoot];
      const trust = trustIn(pki, { crls, intermediates: [pki.authority.certificate, signer.certificate] });
      const [certificate, issuer] = [pki.signer, pki.authority].map((party) => readCertificate(party.certificate));
      return revocationOf(certificate!, issuer!, trust, { at: NOW, graceMs: 0 }).status;
    };
    const rootList = (serials: readonly bigint[] = []) =>
      issueCrl({
        issuer: pki.root,
        thisUpdate: NOW - HOUR,
        revoked: serials.map((serial) => ({ serial, at: NOW - DAY })),
      });

    test("is good where that key has a path and nobody revoked it", () => {
      expect(statusBy(listKey(), [rootList()])).toBe("good");
    });

    test("is unknown where that key was revoked", () => {
      expect(statusBy(listKey(), [rootList([77n])])).toBe("unknown");
    });

    test("is unknown where nobody says whether that key was revoked", () => {
      expect(statusBy(listKey(), [])).toBe("unknown");
    });

    test("is unknown where that key has run out since, and lists no longer speak of it", () => {
      const lately = issueCrl({ issuer: pki.root, thisUpdate: NOW - HOUR / 4 });
      expect(statusBy(listKey({ notAfter: NOW - HOUR / 8 }), [lately])).toBe("good");
      expect(statusBy(listKey({ notAfter: NOW - HOUR / 2 }), [lately])).toBe("unknown");
    });

    test("is unknown where that key's certificate had run out", () => {
      expect(statusBy(listKey({ notAfter: NOW - DAY }), [rootList()])).toBe("unknown");
    });
  });
});

describe("revocation of a certificate that has expired", () => {
  const expired = createPki({ signer: { notAfter: NOW - 10 * DAY } });

  test("is not covered by a list made after it expired", () => {
    expect(answer([list()], { of: expired })).toMatchObject({ status: "good", coversExpired: false });
  });

  test("is covered by a list that keeps expired certificates", () => {
    const extensions = [["2.5.29.60", false, der.generalizedTime(NOW - YEAR)] as const];
    expect(answer([list({ extensions })], { of: expired })).toMatchObject({ status: "good", coversExpired: true });
  });

  test("is remembered from an older list after a newer one has dropped it", () => {
    const before = list({
      thisUpdate: NOW - 12 * DAY,
      revoked: [{ serial: expired.signer.serial, at: NOW - 20 * DAY }],
    });
    expect(answer([list(), before], { of: expired }).status).toBe("revoked");
  });
});
