/**
 * Opens a trust bundle (electron/province/interfaces.md section 6): the envelope, then the publisher's SM2 signature over the
 * payload bytes, and only then what the payload says; every certificate and list in it must parse. Bytes in, facts out.
 */
import { createHash } from "node:crypto";
import type { z } from "zod";
import { type Fault, fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { toHex } from "../seal/hex.ts";
import { verifySm2 } from "../seal/sm2/verify.ts";
import { sm3 } from "../seal/sm3.ts";
import { buildTrustSet, type TrustMaterial, type TrustSet } from "../seal/trust-set.ts";
import { type BundlePayload, envelopeShape, payloadShape } from "./bundle-shape.ts";
import { listKey } from "./list-key.ts";

export interface TrustBundle {
  readonly payload: BundlePayload;
  /** SHA-256 of the payload in lower-case hexadecimal; two bundles are the same when this is. */
  readonly payloadDigest: string;
  /** Epoch ms: the oldest of the lists' own times and the issue time of the bundle. */
  readonly listsAsOf: number;
  readonly material: TrustMaterial;
  readonly contents: BundleContents;
}

/** What additions beside the bundle are held against. */
export interface BundleContents {
  /** Fingerprints. */
  readonly certificates: ReadonlySet<string>;
  /** Newest `thisUpdate` by issuer and scope (`listKey`). */
  readonly lists: ReadonlyMap<string, number>;
}

/** A bundle whose signature holds. */
export interface SignedBundle extends TrustBundle {
  /** SM3 of the publisher's point. */
  readonly keyId: string;
}

/** @param publishers uncompressed points, 65 bytes each; several while keys change over. When each counts is `publishers.ts`. */
export function openBundle(bytes: Uint8Array, publishers: readonly Uint8Array[]): Result<SignedBundle> {
  const envelope = readJson(bytes, envelopeShape, "envelope");
  if (!envelope.ok) return envelope;
  const { payload, signature } = envelope.value;
  const publisher = publishers.find((point) => toHex(sm3(point)) === signature.keyId);
  if (!publisher) return failed(fault("trust.unknown-publisher", { keyId: signature.keyId }));
  if (!verifySm2(publisher, payload, signature.value)) {
    return failed(fault("trust.bad-signature", { keyId: signature.keyId }));
  }
  const read = readPayload(payload);
  return read.ok ? ok({ ...read.value, keyId: signature.keyId }) : read;
}

/**
 * A bundle without its signature: for a file that somebody names as trusted on a command line where no publisher is pinned,
 * exactly as for a plain certificate there. Never for what comes by network or goes into the cache.
 */
export function openNamedBundle(bytes: Uint8Array): Result<TrustBundle> {
  const envelope = readJson(bytes, envelopeShape, "envelope");
  return envelope.ok ? readPayload(envelope.value.payload) : envelope;
}

function readPayload(bytes: Uint8Array): Result<TrustBundle> {
  const payload = readJson(bytes, payloadShape, "payload");
  if (!payload.ok) return payload;
  const material = materialOf(payload.value);
  const trustSet = buildTrustSet(material);
  const refused = spoilt(trustSet);
  if (refused) return failed(refused);
  const listsAsOf = oldestOf(payload.value, trustSet);
  return ok({
    payload: payload.value,
    payloadDigest: createHash("sha256").update(bytes).digest("hex"),
    listsAsOf,
    material: { ...material, listsAsOf },
    contents: contentsOf(trustSet),
  });
}

function contentsOf({ anchors, intermediates, lists }: TrustSet): BundleContents {
  return {
    certificates: new Set([...anchors, ...intermediates].map(({ fingerprint }) => fingerprint)),
    // Newest first, so that the newest of a key is written last.
    lists: new Map(lists.toReversed().map((list) => [listKey(list), list.thisUpdate])),
  };
}

function readJson<T>(bytes: Uint8Array, shape: z.ZodType<T>, part: string): Result<T> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return failed(unreadable(part, "json"));
  }
  const read = shape.safeParse(value);
  return read.success
    ? ok(read.data)
    : failed(unreadable(part, read.error.issues[0]?.path.map(String).join(".") ?? ""));
}

function materialOf(payload: BundlePayload): TrustMaterial {
  const { anchors, intermediates, crls, sampleSigners, issue, sealStatus } = payload;
  const seals = sealStatus?.entries.map(({ sealId, state, since }) => ({ sealId, status: state, since })) ?? [];
  return {
    anchors,
    intermediates,
    crls,
    sampleSigners,
    issue,
    ...(sealStatus ? { sealStatus: { asOf: sealStatus.issuedAt, seals } } : {}),
  };
}

/** One certificate or list that verification could not use spoils the bundle. */
function spoilt({ refused: [first] }: TrustSet): Fault | undefined {
  return first && unreadable(`${first.kind}s`, String(first.index));
}

function oldestOf({ issuedAt, sealStatus }: BundlePayload, { lists }: TrustSet): number {
  const times = lists.map((list) => list.thisUpdate);
  return times.reduce((oldest, time) => Math.min(oldest, time), Math.min(issuedAt, sealStatus?.issuedAt ?? issuedAt));
}

function unreadable(part: string, at: string): Fault {
  return fault("trust.unreadable", { part, at });
}
