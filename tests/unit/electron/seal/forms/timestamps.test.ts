/** Timestamps over the signature value: what proves a time, what does not, and what a proven time changes. */
import { describe, expect, test } from "vitest";
import { issueCertificate, type Party } from "../../../../helpers/seal-factory/certificate.ts";
import {
  boolean,
  element,
  integer,
  octetString,
  oid,
  sequence,
  tagged,
} from "../../../../helpers/seal-factory/der-writer.ts";
import { rsaKey } from "../../../../helpers/seal-factory/key.ts";
import { sealedLicense } from "../../../../helpers/seal-factory/ofd.ts";
import {
  createPki,
  DAY,
  HOUR,
  issueLists,
  NOW,
  type Pki,
  SIGNED_AT,
  trustIn,
  trustRevoking,
  YEAR,
} from "../../../../helpers/seal-factory/pki.ts";
import {
  makeSignedData,
  makeTimestamp,
  type TimestampOptions,
  timestampResponse,
  toIndefinite,
} from "../../../../helpers/seal-factory/signed-data.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const pki = createPki();
const FOR_BOTH = ["2.5.29.37", true, sequence(oid("1.3.6.1.5.5.7.3.8"), oid("1.3.6.1.5.5.7.3.4"))] as const;
const FOR_TIMESTAMPS = ["2.5.29.37", true, sequence(oid("1.3.6.1.5.5.7.3.8"))] as const;

function timeAuthority(changes: Partial<Parameters<typeof issueCertificate>[0]> = {}): Party {
  return issueCertificate({
    commonName: "测试时间戳中心",
    issuer: pki.authority,
    notBefore: NOW - 2 * YEAR,
    notAfter: NOW + YEAR,
    keyUsage: [0],
    extensions: [FOR_TIMESTAMPS],
    ...changes,
  });
}

const authority = timeAuthority();
const rsaAuthority = timeAuthority({ commonName: "时间戳 RSA", key: rsaKey("tsa") });
const PROVEN_AT = SIGNED_AT + HOUR;

type Stamp = (signature: Uint8Array) => Uint8Array;
const stamp =
  (changes: Partial<TimestampOptions> = {}): Stamp =>
  (stamped) =>
    makeTimestamp({ authority, stamped, at: PROVEN_AT, ...changes });
const sealedWith = (timestamp: Stamp, signedAt = SIGNED_AT, used: Pki = pki) =>
  sealedLicense({ pki: used, signedAt, ses: { timestamp } });

describe("a timestamp proves the signing time", () => {
  test.each<[string, Stamp]>([
    ["of an SM2 authority", stamp()],
    ["of an RSA authority", stamp({ authority: rsaAuthority })],
    ["of an RSA authority over an SM3 imprint", stamp({ authority: rsaAuthority, imprint: "sm3" })],
    ["as a whole response", (signature) => timestampResponse(stamp()(signature))],
    ["in BER of indefinite length", (signature) => toIndefinite(stamp()(signature))],
  ])("%s", (_, timestamp) => {
    const report = verdictOn(sealedWith(timestamp));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept", codes: [] });
    expect(report.signatures[0]).toMatchObject({ timeBasis: "timestamp", signedAt: PROVEN_AT });
    expect(answerTo(report, "timestamp")).toMatchObject({ result: "passed" });
  });

  test("beside a SignedData", () => {
    const value = (xml: Uint8Array) =>
      makeSignedData({ signer: pki.signer, detached: xml, signingTime: SIGNED_AT, stamp: stamp() });
    const report = verdictOn(sealedLicense({ pki, type: "Sign", value }));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: [] });
    expect(report.signatures[0]).toMatchObject({ timeBasis: "timestamp", signedAt: PROVEN_AT });
  });
});

describe("a timestamp whose clock is so many seconds out", () => {
  const accuracy = (seconds: number, millis: number) =>
    sequence(integer(seconds), element(0x80, Uint8Array.of(millis)));
  const stamped = (changes: Partial<TimestampOptions>) => verdictOn(sealedWith(stamp(changes)));
  const extension = (isCritical: boolean) =>
    tagged(1, sequence(oid("1.2.3"), ...(isCritical ? [boolean(true)] : []), octetString(integer(1))));

  test("proves the latest time that it allows for", () => {
    const report = stamped({ more: [accuracy(2, 100), boolean(true), integer(7)] });
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: [] });
    expect(report.signatures[0]?.signedAt).toBe(PROVEN_AT + 2100);
  });

  test("does not prove that a signer was not yet revoked within these seconds", () => {
    const trust = trustRevoking(pki, pki.signer, { at: PROVEN_AT + 1000 });
    const report = (changes: Partial<TimestampOptions>) => verdictOn(sealedWith(stamp(changes)), { trust });
    expect(report({}).decision).toBe("accept");
    expect(report({ more: [accuracy(2, 0)] })).toMatchObject({
      decision: "reject",
      codes: ["SIGNER_REVOKED"],
      subIndication: "REVOKED_NO_POE",
    });
  });

  test("does not prove what may have been too early within these seconds", () => {
    const young = timeAuthority({ commonName: "新时间戳", notBefore: PROVEN_AT - 1000 });
    const own = (changes: Partial<TimestampOptions>) => stamped({ authority: young, ...changes });
    expect(own({}).codes).toEqual([]);
    expect(own({ more: [accuracy(2, 0)] }).codes).toEqual(["TIMESTAMP_NOT_CHECKED"]);
    const sealedFrom = (validFrom: number, more: NonNullable<TimestampOptions["more"]>) =>
      verdictOn(sealedLicense({ pki, signedAt: PROVEN_AT, seal: { validFrom }, ses: { timestamp: stamp({ more }) } }));
    expect(sealedFrom(PROVEN_AT - 1000, []).codes).toEqual([]);
    expect(sealedFrom(PROVEN_AT - 1000, [accuracy(2, 0)])).toMatchObject({
      decision: "reject",
      codes: ["SEAL_NOT_YET_VALID"],
    });
  });

  test("does not prove that a signer's certificate had begun by then", () => {
    const late = createPki({ signer: { notBefore: PROVEN_AT - 1000 } });
    const report = (more: NonNullable<TimestampOptions["more"]>) =>
      verdictOn(sealedWith(stamp({ more }), PROVEN_AT, late), { trust: trustIn(late) });
    expect(report([]).codes).toEqual([]);
    expect(report([accuracy(2, 0)])).toMatchObject({
      codes: ["CERTIFICATE_OUT_OF_DATE_AT_SIGNING"],
      subIndication: "OUT_OF_BOUNDS_NO_POE",
      decision: "reject",
    });
  });

  test("may say more, but nothing critical that is not known here", () => {
    expect(stamped({ more: [extension(false)] }).codes).toEqual([]);
    expect(stamped({ more: [extension(true)] }).codes).toEqual(["TIMESTAMP_INVALID"]);
    expect(stamped({ more: [oid("1.2.3")] }).codes).toEqual(["TIMESTAMP_INVALID"]);
  });
});

describe("a seal's own timestamp", () => {
  const sealWith = (timestamp: Stamp) => verdictOn(sealedLicense({ pki, seal: { version: 5, timestamp } }));

  test("is told when it holds", () => {
    const report = sealWith(stamp());
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: [] });
    expect(answerTo(report, "seal-timestamp")).toMatchObject({ result: "passed" });
    expect(report.signatures[0]?.timeBasis).toBe("claimed");
  });

  test("betrays a signature that claims to be older than the seal", () => {
    const made = (at: number, signedAt: number) =>
      verdictOn(sealedLicense({ pki, signedAt, seal: { version: 5, timestamp: stamp({ at }) } }));
    expect(made(SIGNED_AT, SIGNED_AT - 23 * HOUR).codes).toEqual([]);
    const report = made(SIGNED_AT, SIGNED_AT - 25 * HOUR);
    expect(report).toMatchObject({ decision: "reject", codes: ["SEAL_CREATED_AFTER_SIGNING"] });
    expect(answerTo(report, "seal-created-before")?.detail).toHaveProperty("provenAt");
  });

  test("is told when it belongs to another seal", () => {
    const report = sealWith(() => stamp()(Uint8Array.of(1)));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["TIMESTAMP_INVALID"] });
    expect(answerTo(report, "seal-timestamp")?.detail).toMatchObject({ object: "seal" });
  });
});

describe("a timestamp proves nothing", () => {
  test.each<[string, Stamp, string]>([
    ["that is none", () => Uint8Array.of(1, 2, 3), "TIMESTAMP_INVALID"],
    ["over another signature", () => stamp()(Uint8Array.of(9)), "TIMESTAMP_INVALID"],
    ["signed by another key", stamp({ signingParty: thief() }), "TIMESTAMP_INVALID"],
    ["without signed attributes", stamp({ withAttributes: false }), "TIMESTAMP_INVALID"],
    ["with a changed time", stamp({ messageDigest: new Uint8Array(32) }), "TIMESTAMP_INVALID"],
    ["of one who is no time authority", stamp({ authority: pki.signer }), "TIMESTAMP_INVALID"],
    [
      "of a key for encryption",
      stamp({ authority: timeAuthority({ commonName: "加密", keyUsage: [2] }) }),
      "TIMESTAMP_INVALID",
    ],
    ["of a stranger", stamp({ authority: stranger() }), "TIMESTAMP_NOT_CHECKED"],
    [
      "whose authority was out of date",
      stamp({ authority: timeAuthority({ notBefore: NOW - DAY }) }),
      "TIMESTAMP_NOT_CHECKED",
    ],
    ["over a weak imprint", stamp({ authority: rsaAuthority, imprint: "sha1" }), "TIMESTAMP_NOT_CHECKED"],
    ["without the authority's certificate", stamp({ certificates: [pki.maker.certificate] }), "TIMESTAMP_NOT_CHECKED"],
    [
      "of a short key",
      stamp({ authority: timeAuthority({ commonName: "短", key: rsaKey("tsa short", 1024) }) }),
      "TIMESTAMP_NOT_CHECKED",
    ],
  ])("%s", (_, timestamp, code) => {
    const report = verdictOn(sealedWith(timestamp));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: [code] });
    expect(report.signatures[0]).toMatchObject({ timeBasis: "claimed", signedAt: SIGNED_AT });
  });

  test("under a CA that is for mail", () => {
    const below = timeAuthority({ issuer: mailCa(), extensions: [FOR_BOTH] });
    const certificates = [below.certificate, mailCa().certificate];
    const report = verdictOn(sealedWith(stamp({ authority: below, certificates })));
    expect(report).toMatchObject({ indication: "TOTAL_PASSED", codes: ["TIMESTAMP_NOT_CHECKED"] });
    expect(answerTo(report, "timestamp")?.detail).toMatchObject({
      reason: "a CA of the authority is not for timestamps",
    });
  });

  test("whose authority has been revoked, or has no list", () => {
    const revoked = verdictOn(sealedWith(stamp()), { trust: trustRevoking(pki, authority, { at: NOW - DAY }) });
    expect(revoked.codes).toEqual(["TIMESTAMP_NOT_CHECKED"]);
    expect(revoked.signatures[0]?.timeBasis).toBe("claimed");
  });
});

describe("what a proven time changes", () => {
  const revokedAt = (at: number, reason?: number) =>
    verdictOn(sealedWith(stamp()), {
      trust: trustRevoking(pki, pki.signer, { at, ...(reason !== undefined && { reason }) }),
    });

  test("a signer revoked after it is accepted", () => {
    expect(revokedAt(NOW - DAY)).toMatchObject({ indication: "TOTAL_PASSED", decision: "accept" });
  });

  test("for a compromised key a person decides", () => {
    expect(revokedAt(NOW - DAY, 1)).toMatchObject({ codes: ["SIGNER_REVOKED"], decision: "refer" });
  });

  test("a signer revoked before it has failed for certain", () => {
    expect(revokedAt(SIGNED_AT - DAY)).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "REVOKED" });
  });

  test("a certificate that had lapsed by then has failed for certain", () => {
    const lapsed = createPki({ signer: { notAfter: SIGNED_AT - DAY } });
    const report = verdictOn(sealedWith(stamp(), SIGNED_AT - 2 * DAY, lapsed), { trust: trustIn(lapsed) });
    expect(report).toMatchObject({ indication: "TOTAL_FAILED", subIndication: "EXPIRED" });
  });

  test("a certificate that had not begun by then has failed for certain, and not as expired", () => {
    const early = createPki({ signer: { notBefore: PROVEN_AT + DAY } });
    const report = verdictOn(sealedWith(stamp(), SIGNED_AT, early), { trust: trustIn(early) });
    expect(report).toMatchObject({
      indication: "TOTAL_FAILED",
      subIndication: "NOT_YET_VALID",
      decision: "reject",
      codes: ["CERTIFICATE_OUT_OF_DATE_AT_SIGNING"],
    });
  });

  test("a claim to have signed after it is refused; eight hours may be Beijing time", () => {
    const late = verdictOn(sealedWith(stamp(), PROVEN_AT + 9 * HOUR));
    expect(late).toMatchObject({ codes: ["SIGNED_AFTER_TIMESTAMP"], decision: "reject" });
    const zone = verdictOn(sealedWith(stamp(), PROVEN_AT + 8 * HOUR - 60_000));
    expect(zone).toMatchObject({ codes: ["TIME_ZONE_DOUBTFUL"], indication: "TOTAL_PASSED" });
  });

  test("a time to come is no proof of anything", () => {
    const report = verdictOn(sealedWith(stamp({ at: NOW + DAY })));
    expect(report).toMatchObject({ decision: "reject" });
    expect(report.codes).toContain("TIME_IN_FUTURE");
  });

  test("lists of the authority's chain are asked, too", () => {
    const trust = trustIn(pki, { crls: issueLists(pki).slice(1) });
    expect(verdictOn(sealedWith(stamp()), { trust }).codes).toContain("TIMESTAMP_NOT_CHECKED");
  });
});

function mailCa(): Party {
  return issueCertificate({
    commonName: "邮件 CA",
    issuer: pki.root,
    notBefore: NOW - YEAR,
    notAfter: NOW + YEAR,
    isCa: true,
    keyUsage: [5, 6],
    extensions: [["2.5.29.37", false, sequence(oid("1.3.6.1.5.5.7.3.4"))]],
  });
}

function thief(): Party {
  return timeAuthority({ commonName: "窃用者" });
}

function stranger(): Party {
  return issueCertificate({
    commonName: "外地时间戳",
    notBefore: NOW - YEAR,
    notAfter: NOW + YEAR,
    keyUsage: [0],
    extensions: [FOR_TIMESTAMPS],
  });
}
