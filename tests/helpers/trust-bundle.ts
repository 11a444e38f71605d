/**
 * Trust bundles for tests, made without any code of the product: a few lines of DER and an SM2 library of others.
 * Keys are made anew for each run; names are invented.
 */
import { sm2, sm3 } from "sm-crypto-v2";

export interface TestKey {
  readonly privateKey: string;
  /** `04 ‖ x ‖ y` */
  readonly point: Uint8Array;
}

export function newKey(): TestKey {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return { privateKey, point: Buffer.from(publicKey, "hex") };
}

function sign(key: TestKey, message: Uint8Array): Uint8Array {
  const publicKey = Buffer.from(key.point).toString("hex");
  const options = { hash: true, der: true, userId: "1234567812345678", publicKey };
  return Buffer.from(sm2.doSignature(message, key.privateKey, options), "hex");
}

function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : size < 65_536 ? [0x82, size >> 8, size & 255] : [];
  if (length.length === 0)
    return Buffer.concat([Uint8Array.of(tag, 0x83, size >> 16, (size >> 8) & 255, size & 255), content]);
  return Buffer.concat([Uint8Array.of(tag, ...length), content]);
}

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
/** SM3 with SM2, 1.2.156.10197.1.501 */
const ALGORITHM = sequence(hex("06 08 2a811ccf55018375"));
/** id-ecPublicKey on the SM2 curve, 1.2.156.10197.1.301 */
const KEY_TYPE = sequence(hex("06 07 2a8648ce3d0201"), hex("06 08 2a811ccf5501822d"));
const COMMON_NAME = hex("06 03 550403");
const bits = (bytes: Uint8Array) => der(0x03, Uint8Array.of(0), bytes);
const name = (text: string) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))));
const time = (epochMs: number) =>
  der(0x18, Buffer.from(`${new Date(epochMs).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));
const integer = (value: number) =>
  der(
    0x02,
    Uint8Array.of(0, (value >> 16) & 255, (value >> 8) & 255, value & 255 || 1).subarray(value > 0x7fff ? 0 : 2),
  );

export const AT = Date.UTC(2026, 0, 10);
const DAY = 86_400_000;

/** A certificate of `subject`; self-signed unless another issuer is given. */
export function makeCertificate(key: TestKey, subject: string, issuer = { name: subject, key }): Uint8Array {
  const tbs = sequence(
    hex("a0 03 02 01 02"),
    integer(77),
    ALGORITHM,
    name(issuer.name),
    sequence(time(AT - 1000 * DAY), time(AT + 1000 * DAY)),
    name(subject),
    sequence(KEY_TYPE, bits(key.point)),
  );
  return sequence(tbs, ALGORITHM, bits(sign(issuer.key, tbs)));
}

/** A revocation list with so many entries. */
export function makeList(key: TestKey, issuer: string, thisUpdate: number, revoked = 0): Uint8Array {
  const one = (index: number) =>
    sequence(der(0x02, hex(`01${(index + 1).toString(16).padStart(8, "0")}`)), time(AT - DAY));
  const entries =
    revoked > 0 ? [sequence(Buffer.concat(Array.from({ length: revoked }, (_, index) => one(index))))] : [];
  const tbs = sequence(hex("02 01 01"), ALGORITHM, name(issuer), time(thisUpdate), time(thisUpdate + DAY), ...entries);
  return sequence(tbs, ALGORITHM, bits(sign(key, tbs)));
}

const authority = newKey();
const ANCHOR = makeCertificate(authority, "虚构根");
const INTERMEDIATES = Array.from({ length: 4 }, (_, index) =>
  makeCertificate(newKey(), `虚构二级 ${index}`, { name: "虚构根", key: authority }),
);
const LISTS = [makeList(authority, "虚构根", AT - 3600_000), makeList(authority, "虚构根", AT - 7200_000)];

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const iso = (epochMs: number) => new Date(epochMs).toISOString().replace("Z", "+00:00");

/** The payload of issue 5 with one anchor, four intermediates and two lists; `changes` replaces parts of it. */
export function makePayload(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    issue: 5,
    issuedAt: iso(AT),
    nextUpdate: iso(AT + DAY),
    publisher: "虚构省电子证照库",
    anchors: [base64(ANCHOR)],
    intermediates: INTERMEDIATES.map(base64),
    crls: LISTS.map(base64),
    sealStatus: {
      issuedAt: iso(AT - 600_000),
      nextUpdate: iso(AT + DAY),
      entries: [{ sealId: "99010100000001", state: "revoked", since: iso(AT - DAY) }],
    },
    sampleSigners: ["ab".repeat(32)],
    ...changes,
  };
}

export const OLDEST_LIST = AT - 7200_000;

export function sealBundle(key: TestKey, payload: unknown): Uint8Array {
  const bytes = typeof payload === "string" ? Buffer.from(payload) : Buffer.from(JSON.stringify(payload));
  const envelope = {
    format: "liangzheng-trust-bundle/1",
    payload: base64(bytes),
    signature: { keyId: sm3(key.point), value: base64(sign(key, bytes)) },
  };
  return Buffer.from(JSON.stringify(envelope));
}

export function makeBundle(key: TestKey, changes: Readonly<Record<string, unknown>> = {}): Uint8Array {
  return sealBundle(key, makePayload(changes));
}

export const asBase64 = base64;
