/** Revocation lists of a CA that only bears the name of the one that issued: they may neither clear nor answer (RFC 5280 §6.3.3 f). */
import { describe, expect, test } from "vitest";
import { issueCertificate, issueCrl } from "../../../../helpers/seal-factory/certificate.ts";
import { sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, HOUR, issueLists, NOW, trustIn, YEAR } from "../../../../helpers/seal-factory/pki.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";
import { verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const file = sealedLicense({ pki });
const dates = { notBefore: NOW - YEAR, notAfter: NOW + YEAR };
const ca = { ...dates, isCa: true, keyUsage: [5, 6] };
const localRoot = issueCertificate({ commonName: "本市根", ...ca });
const sameName = { commonName: "测试签发 CA1", organization: "测试认证中心", key: keyFor("same name") };
const namesake = issueCertificate({ ...sameName, issuer: localRoot, ...ca });
const secondKey = issueCertificate({ ...sameName, issuer: pki.root, ...ca });

const revoking = issueLists(pki, {
  authority: { revoked: [{ serial: pki.signer.serial, at: NOW - 60 * DAY }], thisUpdate: NOW - 2 * HOUR },
});
const emptyBy = (issuer: typeof namesake) => issueCrl({ issuer, thisUpdate: NOW - HOUR });
const trusting = (more: typeof namesake, crls: readonly Uint8Array[]) =>
  trustIn(pki, {
    anchors: [pki.root.certificate, localRoot.certificate],
    intermediates: [pki.authority.certificate, more.certificate],
    crls,
  });

describe("a newer, empty list by a CA of the same name", () => {
  test("under another root does not clear who was revoked", () => {
    const report = verdictOn(file, { trust: trusting(namesake, [...revoking, emptyBy(namesake)]) });
    expect(report).toMatchObject({ decision: "reject", codes: ["SIGNER_REVOKED"] });
  });

  test("under another root is no list at all", () => {
    const [ofRoot] = issueLists(pki);
    const report = verdictOn(file, { trust: trusting(namesake, [ofRoot as Uint8Array, emptyBy(namesake)]) });
    expect(report).toMatchObject({ decision: "refer", codes: ["REVOCATION_UNKNOWN"] });
  });

  test("under the same root is a list of that CA with its new key", () => {
    const [ofRoot] = issueLists(pki);
    const report = verdictOn(file, { trust: trusting(secondKey, [ofRoot as Uint8Array, emptyBy(secondKey)]) });
    expect(report.decision).toBe("accept");
  });
});
