/**
 * Issues the trust bundle (interfaces.md §6): anchors, intermediates, fresh lists of every authority, signed by the
 * publisher's key. A new issue is made at the first request after a start and when the last one is six hours old.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SIGNER_IDS, SIGNERS } from "../cast/agencies.ts";
import { issueRevocationList, type Revocation } from "./certificate.ts";
import { type AuthorityId, type Keystore, STORY, writePrivately } from "./keystore.ts";
import { PublisherKeys } from "./publisher-keys.ts";
import { fromHex, signSm2, sm3, toHex } from "./sm2-key.ts";

const REISSUE_MS = 6 * 3_600_000;
const LIFE_MS = 7 * 86_400_000;
const KEY_COMPROMISE = 1;

export interface TrustBundle {
  readonly issue: number;
  readonly issuedAt: number;
  /** The document as published. */
  readonly json: string;
  readonly etag: string;
}

const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString("base64");

/** `2026-11-24T16:00:00+08:00` */
function withOffset(instantMs: number): string {
  return `${new Date(instantMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** Signers revoked before they sealed what the cast holds of them. */
function revocations(keystore: Keystore, authority: AuthorityId): readonly Revocation[] {
  if (authority !== "signatureAuthority") return [];
  return SIGNER_IDS.filter((id) => SIGNERS[id].state === "revoked").map((id) => ({
    serial: keystore.signers[id].serial,
    revokedAt: STORY.revokedAt,
    reason: KEY_COMPROMISE,
  }));
}

const PUBLISHED: readonly AuthorityId[] = ["root", "signatureAuthority", "sealAuthority"];

function payload(keystore: Keystore, { next }: PublisherKeys, issue: number, now: number): Uint8Array {
  const { root, signatureAuthority, sealAuthority } = keystore.authorities;
  const times = { issuedAt: withOffset(now), nextUpdate: withOffset(now + LIFE_MS) };
  const lists = PUBLISHED.map((id) =>
    issueRevocationList(
      { number: issue, thisUpdate: now, nextUpdate: now + LIFE_MS, revocations: revocations(keystore, id) },
      keystore.authorities[id],
    ),
  );
  const document = {
    issue,
    ...times,
    publisher: "样例省电子证照信任数据发布（练习模式）",
    ...(next === undefined
      ? {}
      : {
          nextPublisher: { key: next.key.publicHex, from: withOffset(next.from), until: withOffset(next.until) },
        }),
    anchors: [base64(root.certificate)],
    intermediates: [base64(signatureAuthority.certificate), base64(sealAuthority.certificate)],
    crls: lists.map(base64),
    sealStatus: { ...times, entries: [] },
    sampleSigners: SIGNER_IDS.map((id) => toHex(sm3(keystore.signers[id].certificate))),
  };
  return new TextEncoder().encode(JSON.stringify(document));
}

export class TrustPublisher {
  readonly #keystore: Keystore;
  readonly #keys: PublisherKeys;
  readonly #path: string;
  #bundle: TrustBundle | undefined;

  constructor(dataDir: string, keystore: Keystore) {
    this.#keystore = keystore;
    this.#keys = new PublisherKeys(dataDir, keystore);
    this.#path = join(dataDir, "trust-issue.json");
  }

  /** `04‖x‖y` of the key that signs now, hexadecimal. */
  get point(): string {
    return this.#keys.current.publicHex;
  }

  /** Issues a bundle that names the next key: it counts from `from`, the present one no longer from `until`. */
  announceKey(from: number, until: number, now: number): TrustBundle {
    this.#keys.announce(from, until);
    return this.reissue(now);
  }

  /** Issues a bundle under the announced key; undefined when none was announced. */
  switchKey(now: number): TrustBundle | undefined {
    return this.#keys.takeOver() ? this.reissue(now) : undefined;
  }

  current(now: number): TrustBundle {
    const kept = this.#bundle;
    if (kept !== undefined && now < kept.issuedAt + REISSUE_MS && now >= kept.issuedAt) return kept;
    return this.reissue(now);
  }

  /** Makes the next issue at once. Issue numbers go on from the last start. */
  reissue(now: number): TrustBundle {
    const issue = this.#lastIssue() + 1;
    const octets = payload(this.#keystore, this.#keys, issue, now);
    const publisher = this.#keys.current;
    const json = JSON.stringify({
      format: "liangzheng-trust-bundle/1",
      payload: base64(octets),
      signature: {
        keyId: toHex(sm3(fromHex(publisher.publicHex))),
        value: base64(signSm2(publisher, octets)),
      },
    });
    writePrivately(this.#path, JSON.stringify({ generation: this.#keystore.generation, issue }));
    this.#bundle = { issue, issuedAt: now, json, etag: `"${toHex(sm3(octets)).slice(0, 32)}"` };
    return this.#bundle;
  }

  #lastIssue(): number {
    try {
      const read = JSON.parse(readFileSync(this.#path, "utf8")) as { generation?: string; issue?: number };
      return read.generation === this.#keystore.generation ? (read.issue ?? 0) : 0;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
      throw error;
    }
  }
}
