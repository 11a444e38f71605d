import { describe, expect, test } from "vitest";
import { buildTrustSet, type TrustSet } from "../../../../../electron/seal/trust-set.ts";
import { readCertificate } from "../../../../../electron/seal/x509/certificate.ts";
import { buildPath } from "../../../../../electron/seal/x509/path.ts";
import {
  type CertificateOptions,
  issueCertificate,
  type Party,
  USAGE,
} from "../../../../helpers/seal-factory/certificate.ts";
import { anotherParty } from "../../../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, NOW, type PkiChanges, YEAR } from "../../../../helpers/seal-factory/pki.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";

const pki = createPki();
const trustOf = (anchors: readonly Party[], intermediates: readonly Party[] = []): TrustSet =>
  buildTrustSet({
    anchors: anchors.map(({ certificate }) => certificate),
    intermediates: intermediates.map(({ certificate }) => certificate),
    crls: [],
  });
const pathOf = (leaf: Party, trust: TrustSet, extra: readonly Party[] = []) =>
  buildPath(
    readCertificate(leaf.certificate),
    trust,
    extra.map(({ certificate }) => readCertificate(certificate)),
    [NOW],
  );
const changed = (changes: PkiChanges) => {
  const made = createPki(changes);
  return pathOf(made.signer, trustOf([made.root], [made.authority]));
};
const dates = { notBefore: NOW - YEAR, notAfter: NOW + YEAR };
const ca = (commonName: string, issuer: Party | undefined, more: Partial<CertificateOptions> = {}) =>
  issueCertificate({
    commonName,
    ...(issuer && { issuer }),
    ...dates,
    isCa: true,
    keyUsage: [USAGE.keyCertSign, USAGE.crlSign],
    ...more,
  });

describe("a path", () => {
  test("leads from the certificate over the CA to the anchor", () => {
    const answer = pathOf(pki.signer, trustOf([pki.root], [pki.authority]));
    expect(answer.kind === "trusted" && answer.path.map(({ subject }) => subject.text.replace(/.*CN=/, ""))).toEqual([
      "云川市行政审批局",
      "测试签发 CA1",
      "测试根 R1",
    ]);
  });

  test("may use an intermediate of the document, but no anchor of it", () => {
    expect(pathOf(pki.signer, trustOf([pki.root]), [pki.authority]).kind).toBe("trusted");
    expect(pathOf(pki.signer, trustOf([]), [pki.authority, pki.root]).kind).toBe("not-found");
  });

  test("is not found without trust data", () => {
    expect(pathOf(pki.signer, trustOf([]))).toEqual({ kind: "not-found" });
  });

  test("may end at a CA that is trusted by decision, without its root", () => {
    expect(pathOf(pki.signer, trustOf([pki.authority])).kind).toBe("trusted");
  });

  test("does not ask an anchor for keyUsage or basicConstraints that it leaves out", () => {
    const bare = issueCertificate({ commonName: "旧根", ...dates });
    const leaf = anotherParty(pki, { commonName: "旧根下", issuer: bare });
    expect(pathOf(leaf, trustOf([bare])).kind).toBe("trusted");
  });

  test("prefers the issuer that the key identifier names when a CA has renewed its key", () => {
    const renewed = ca("测试签发 CA1", pki.root, { organization: "测试认证中心", key: keyFor("renewed") });
    expect(pathOf(pki.signer, trustOf([pki.root], [renewed, pki.authority])).kind).toBe("trusted");
    expect(pathOf(pki.signer, trustOf([pki.root], [renewed])).kind).toBe("not-found");
  });

  test("prefers certificates that are in date among several of one key", () => {
    const expired = ca("测试签发 CA1", pki.root, { organization: "测试认证中心", notAfter: NOW - DAY, serial: 9n });
    const answer = pathOf(pki.signer, trustOf([pki.root], [expired, pki.authority]));
    expect(answer.kind === "trusted" && answer.path[1]?.notAfter).toBeGreaterThan(NOW);
  });

  test("ends when CAs certify each other in a circle", () => {
    const first = ca("环一", undefined, { key: keyFor("环一") });
    const second = ca("环二", first);
    const again = ca("环一", second, { key: keyFor("环一") });
    const leaf = anotherParty(pki, { commonName: "环下", issuer: first });
    expect(pathOf(leaf, trustOf([pki.root], [again, second])).kind).toBe("not-found");
  });

  test("ends soon when hundreds of CAs share one name", () => {
    const many = Array.from({ length: 150 }, (_, i) =>
      ca("同名", undefined, { key: keyFor("同名"), serial: BigInt(i) }),
    );
    const leaf = anotherParty(pki, { commonName: "同名下", issuer: ca("同名", undefined, { key: keyFor("同名") }) });
    const start = performance.now();
    expect(pathOf(leaf, trustOf([pki.root], many)).kind).toBe("not-found");
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("a path is refused", () => {
  test.each<[string, PkiChanges, RegExp]>([
    ["over a certificate that is no CA", { authority: { isCa: false } }, /not a CA/],
    [
      "over a certificate that does not say it is a CA",
      { authority: { basicConstraints: undefined, isCa: undefined } as object },
      /not a CA/,
    ],
    [
      "over a CA that may not sign certificates",
      { authority: { keyUsage: [USAGE.crlSign] } },
      /may not sign certificates/,
    ],
    [
      "over an unknown critical extension of the CA",
      { authority: { extensions: [["1.2.3", true, Uint8Array.of(5, 0)]] } },
      /critical extension 1.2.3/,
    ],
    [
      "over an unknown critical extension of the signer",
      { signer: { extensions: [["1.2.3", true, Uint8Array.of(5, 0)]] } },
      /critical extension 1.2.3/,
    ],
    ["under a root that says it is no CA", { root: { isCa: false } }, /not a CA/],
  ])("%s", (_, changes, reason) => {
    const answer = changed(changes);
    expect(answer.kind).toBe("constraint");
    expect(answer.kind === "constraint" && answer.reasons.join()).toMatch(reason);
  });

  test("with more CAs than pathLen allows", () => {
    const below = ca("下级 CA", pki.authority);
    const leaf = anotherParty(pki, { commonName: "下级持有人", issuer: below });
    const answer = pathOf(leaf, trustOf([pki.root], [pki.authority, below]));
    expect(answer).toMatchObject({ kind: "constraint" });
  });

  test("with a signature that another key made", () => {
    expect(changed({ signer: { signingKey: keyFor("forger") } }).kind).toBe("bad-signature");
  });

  test("with a CA certificate that another key signed", () => {
    expect(changed({ authority: { signingKey: keyFor("forger") } }).kind).toBe("bad-signature");
  });

  test("never over an algorithm that is not implemented", () => {
    expect(changed({ signer: { algorithm: "1.2.3.4.5" } }).kind).toBe("unsupported");
  });
});
