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
import {
  element,
  ia5String,
  oid,
  printableString,
  sequence,
  set,
  tagged,
  utf8String,
} from "../../../../helpers/seal-factory/der-writer.ts";
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

const [SERVER, MAIL, OTHER, ANY] = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.4", "1.2.156.1", "2.5.29.37.0"] as const;
const purposes = (...ids: readonly string[]) => ({
  extensions: [["2.5.29.37", false, sequence(...ids.map(oid))]] as const,
});
const web: PkiChanges = { authority: purposes(SERVER), signer: purposes(SERVER, MAIL) };
const mail: PkiChanges = { authority: purposes(MAIL), signer: purposes(OTHER) };
/** Name constraints of the CA: permitted (0) or excluded (1), everything in a country or an organization of it. */
function names(kind: 0 | 1, organization?: string, isCritical = true): PkiChanges {
  const attribute = (type: string, value: Uint8Array) => set(sequence(oid(type), value));
  const base = sequence(
    attribute("2.5.4.6", printableString("CN")),
    ...(organization === undefined ? [] : [attribute("2.5.4.10", utf8String(organization))]),
  );
  const value = sequence(element(0xa0 | kind, sequence(tagged(4, base))));
  return { authority: { extensions: [["2.5.29.30", isCritical, value]] } };
}
const mailNames = (isCritical: boolean) => ({
  extensions: [
    [
      "2.5.29.30",
      isCritical,
      sequence(tagged(0, sequence(element(0x81, ia5String("a.example").subarray(2))))),
    ] as const,
  ],
});

/** A CA that speaks of names of another form or to a depth, without calling it critical. */
const spokenOf = (...subtree: readonly Uint8Array[]) =>
  [["2.5.29.30", false, sequence(tagged(0, sequence(...subtree)))]] as const;
const host = element(0x82, ia5String("a.example").subarray(2));
const alternatives = (...ofSigner: readonly Uint8Array[]) =>
  ({ extensions: [["2.5.29.17", false, sequence(...ofSigner)]] }) as const;
const outside = sequence(set(sequence(oid("2.5.4.6"), printableString("XX"))));

describe("a path holds", () => {
  test.each<[string, PkiChanges]>([
    ["over a CA for the same purpose", { authority: purposes(MAIL), signer: purposes(MAIL, SERVER) }],
    ["over a CA for any purpose", { authority: purposes(SERVER, ANY) }],
    ["over a CA for mail, with a certificate that names no purpose", { authority: purposes(MAIL) }],
    ["within the names that the CA may speak for", names(0)],
    [
      "over a CA that speaks of hosts, with a certificate that names a person's address",
      {
        authority: { extensions: spokenOf(host) },
        signer: alternatives(element(0x81, ia5String("a@b.example").subarray(2))),
      },
    ],
    ["beside a constraint on names of which nothing is used here", { authority: mailNames(false) }],
    ["under a root that forgets that its key signs certificates", { root: { keyUsage: [USAGE.digitalSignature] } }],
  ])("%s", (_, changes) => {
    expect(changed(changes).kind).toBe("trusted");
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
    [
      "under a trusted certificate that only signs documents",
      { root: { isCa: undefined, keyUsage: [USAGE.digitalSignature] } as object },
      /not a CA/,
    ],
    ["over a CA for web servers", { authority: purposes(SERVER) }, /other purposes/],
    ["over a CA for web servers, whatever its customer says", web, /other purposes/],
    ["over a CA for mail, with a certificate for something else", mail, /other purposes/],
    ["over a CA that may speak for another province only", names(0, "外省"), /may not speak for a name/],
    ["over a CA that may not speak for this one", names(1), /may not speak for a name/],
    ["over a CA that may not, and does not call it critical", names(1, undefined, false), /may not speak for a name/],
    [
      "over a CA that speaks of hosts, with a certificate that names one",
      { authority: { extensions: spokenOf(host) }, signer: alternatives(host) },
      /may not speak for a name/,
    ],
    [
      "over a CA that speaks for names to some depth only",
      { authority: { extensions: spokenOf(tagged(4, sequence()), element(0x80, Uint8Array.of(1))) } },
      /may not speak for a name/,
    ],
    [
      "with a second name that the CA may not speak for",
      { ...names(0), signer: alternatives(tagged(4, outside)) },
      /may not speak for a name/,
    ],
    [
      "over a critical constraint on other forms of names",
      { authority: mailNames(true) },
      /critical extension 2.5.29.30/,
    ],
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
