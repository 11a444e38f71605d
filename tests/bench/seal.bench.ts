/**
 * Times of the seal library on this machine, in one thread: digest and signature beside other implementations, whole
 * files, trust data of a province's size. Each function makes its own material and returns what it measured.
 */
import { createHash } from "node:crypto";
import { createSM3 } from "hash-wasm";
import { sm3 as otherSm3, sm2 } from "sm-crypto-v2";
import { fromHex } from "../../electron/seal/hex.ts";
import { deriveKeyPair, type Sm2KeyPair, signSm2 } from "../../electron/seal/sm2/sign.ts";
import { verifySm2 } from "../../electron/seal/sm2/verify.ts";
import { sm3 } from "../../electron/seal/sm3.ts";
import { buildTrustSet } from "../../electron/seal/trust-set.ts";
import { verifyDocument } from "../../electron/seal/verify.ts";
import { readRevocationList } from "../../electron/seal/x509/revocation-list.ts";
import { issueCertificate } from "../helpers/seal-factory/certificate.ts";
import * as der from "../helpers/seal-factory/der-writer.ts";
import { signWith } from "../helpers/seal-factory/key.ts";
import { licenseFiles, signFiles, zipFiles } from "../helpers/seal-factory/ofd.ts";
import { createPki, DAY, NOW, standardTrustSet } from "../helpers/seal-factory/pki.ts";
import { keyFor } from "../helpers/seal-factory/sm2-key.ts";
import { type Measurement, quantile, timed } from "./measurement.ts";
import { nobleVerify, rawSignature } from "./noble-sm2.ts";

const median = (times: readonly number[]) => quantile(times, 0.5);

/** Bytes that do not compress, the same ones every time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  });
}

function rate(name: string, unit: "MB/s" | "per s", budget: number, amount: number, times: readonly number[]) {
  const per = (ms: number) => (amount / ms) * 1000;
  return { name, unit, budget, p50: per(median(times)), p95: per(quantile(times, 0.95)), runs: times.length } as const;
}

/** SM3 over one megabyte. */
export async function benchSm3(runs = 40): Promise<readonly Measurement[]> {
  const bytes = noise(1_000_000);
  timed(10, () => sm3(bytes));
  const own = timed(runs, () => sm3(bytes));
  const openssl = timed(runs, () => createHash("sm3").update(bytes).digest());
  const other = timed(5, () => otherSm3(bytes));
  const hasher = await createSM3();
  const wasm = timed(runs, () => hasher.init().update(bytes).digest("binary"));
  const perSecond = (times: readonly number[]) => 1000 / median(times);
  const peers = {
    "node:crypto (OpenSSL)": perSecond(openssl),
    "hash-wasm": perSecond(wasm),
    "sm-crypto-v2": perSecond(other),
  };
  return [{ ...rate("SM3", "MB/s", 200, 1, own), peers }];
}

/** SM2 verification of 200-byte messages: keys met for the first time, and one key again and again. */
export function benchSm2(runs = 300): readonly Measurement[] {
  const message = noise(200);
  const pairs = Array.from({ length: runs }, (_, i) => deriveKeyPair(fromHex(keyFor(`bench-${i}`).secret)!)!);
  const signed = pairs.map((pair) => ({ pair, signature: signSm2(pair, message) }));
  const check = ({ pair, signature }: { pair: Sm2KeyPair; signature: Uint8Array }) =>
    verifySm2(pair.publicKey, message, signature);
  timed(30, (run) => check(signed[run]!));
  const fresh = timed(runs, (run) => check(signed[run]!));
  timed(30, () => check(signed[0]!));
  const again = timed(runs, () => check(signed[0]!));
  const publicKey = Buffer.from(signed[0]!.pair.publicKey).toString("hex");
  const value = Buffer.from(signed[0]!.signature).toString("hex");
  const other = timed(20, () => sm2.doVerifySignature(message, value, publicKey, { hash: true, der: true }));
  const raw = rawSignature(signed[0]!.signature);
  if (!nobleVerify(signed[0]!.pair.publicKey, message, raw)) throw new Error("noble does not agree");
  const noble = timed(40, () => nobleVerify(signed[0]!.pair.publicKey, message, raw));
  const peers = { "@noble/curves": 1000 / median(noble), "sm-crypto-v2": 1000 / median(other) };
  return [
    { ...rate("SM2 verify, new key", "per s", 1000, 1, fresh), peers },
    { ...rate("SM2 verify, known key", "per s", 1000, 1, again), peers },
  ];
}

/** A sealed license of about 45 KB, chain of three and both lists included, with everything warm. */
export function benchVerifyFile(runs = 200): readonly Measurement[] {
  const pki = createPki();
  const more = { "Doc_0/Res/emblem.png": noise(20_000) };
  const picture = { type: "PNG", bytes: noise(15_000) };
  const file = zipFiles(signFiles(licenseFiles({ more }), { pki, sealFile: false, seal: { picture } }));
  const trust = standardTrustSet();
  const work = () => verifyDocument(file, { trust, at: NOW });
  if (work().indication !== "TOTAL_PASSED") throw new Error("the bench file does not pass");
  timed(60, work);
  const times = timed(runs, work);
  const name = `verify one OFD of ${Math.round(file.length / 1000)} KB, warm, chain and CRL included`;
  return [{ name, unit: "ms", budget: 12, p50: median(times), p95: quantile(times, 0.95), runs }];
}

/** 5,000 certificates and a list of 500,000 revocations: read, indexed, one look-up. */
export function benchTrustData(runs = 5): readonly Measurement[] {
  const certificates = manyCertificates(5000);
  const list = largeList(500_000);
  const wanted = Uint8Array.from({ length: 16 }, (_, i) => (i === 0 ? 0x11 : 0));
  const load = () => {
    const trust = buildTrustSet({ anchors: [], intermediates: certificates, crls: [list] });
    if (trust.lists[0]?.entries.find(wanted) === undefined) throw new Error("an entry was not found");
    return trust;
  };
  const times = timed(runs, load);
  const before = memoryMb();
  const kept = load();
  const heldMb = memoryMb() - before;
  if (kept.refused.length > 0) throw new Error("an element was refused");
  const parse = timed(runs, () => readRevocationList(list));
  return [
    {
      name: "load 5,000 certificates and 500,000 revocations",
      unit: "ms",
      budget: 1000,
      p50: median(times),
      p95: quantile(times, 0.95),
      runs,
    },
    {
      name: "the list of 500,000 alone",
      unit: "ms",
      budget: 1000,
      p50: median(parse),
      p95: quantile(parse, 0.95),
      runs,
    },
    { name: "memory held beside the bytes given", unit: "MB", budget: 60, p50: heldMb, p95: heldMb, runs: 1 },
  ];
}

/** One certificate asked for in a list of 500,000, found and not found in turn; a thousand look-ups each time. */
export function benchRevocation(runs = 200): readonly Measurement[] {
  const count = 500_000;
  const { entries } = readRevocationList(largeList(count));
  const serial = (place: number) => {
    const bytes = Uint8Array.from({ length: 16 }, (_, i) => (i === 0 ? 0x11 : 0));
    new DataView(bytes.buffer).setUint32(12, place);
    return bytes;
  };
  const wanted = Array.from({ length: 1000 }, (_, i) => serial(Math.imul(i, 7919) % (2 * count)));
  const work = () => wanted.filter((one) => entries.find(one) !== undefined).length;
  const found = wanted.filter((_, i) => Math.imul(i, 7919) % (2 * count) < count).length;
  if (work() !== found) throw new Error("the look-up is wrong");
  timed(20, work);
  return [rate("revocation look-up among 500,000", "per s", 10_000, 1000, timed(runs, work))];
}

/** Exact only where Node runs with `--expose-gc`; buffers are freed after the objects that hold them. */
function memoryMb(): number {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** Copies of one certificate under other names; their signatures do not hold, and nobody asks for them. */
function manyCertificates(count: number): readonly Uint8Array[] {
  const mark = "CERT-000000";
  const { certificate } = issueCertificate({ commonName: mark, notBefore: NOW, notAfter: NOW + DAY, isCa: true });
  const places = [
    ...Buffer.from(certificate)
      .toString("latin1")
      .matchAll(/CERT-000000/g),
  ].map(({ index }) => index);
  return Array.from({ length: count }, (_, i) => {
    const copy = Uint8Array.from(certificate);
    const name = new TextEncoder().encode(`CERT-${String(i).padStart(6, "0")}`);
    for (const place of places) copy.set(name, place);
    return copy;
  });
}

/** Entries of 35 bytes, as real lists have them. */
function largeList(count: number): Uint8Array {
  const { authority } = createPki();
  const entry = der.sequence(der.integer(0x11n << 120n), der.certificateTime(NOW));
  const entries = new Uint8Array(count * entry.length);
  const view = new DataView(entries.buffer);
  for (let i = 0; i < count; i++) {
    entries.set(entry, i * entry.length);
    view.setUint32(i * entry.length + 4 + 12, i);
  }
  const algorithm = der.sequence(der.oid("1.2.156.10197.1.501"));
  const dates = [der.certificateTime(NOW), der.certificateTime(NOW + DAY)];
  const tbs = der.sequence(der.integer(1), algorithm, authority.subject, ...dates, der.sequence(entries));
  return der.sequence(tbs, algorithm, der.bitString(signWith(authority.key, tbs)));
}
