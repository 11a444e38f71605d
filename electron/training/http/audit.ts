/** Family 5, audit upload: recomputes the SM3 chain of each terminal and takes only what follows on from what it has. */

import { isSigned } from "../pki/sm2-key.ts";
import { Chain, followKeys, type KnownKey, keyAt, type Refusal, refuse } from "./audit-chain.ts";
import { type Continuation, isRightContinuation, readContinuation } from "./audit-continuation.ts";
import { isSame } from "./credentials.ts";
import {
  type Answer,
  bearerToken,
  type Exchange,
  type FamilyHandler,
  isJson,
  type Json,
  jsonAnswer,
  NOT_FOUND,
  readJson,
  text,
} from "./exchange.ts";
import type { Journal } from "./journal.ts";

export interface AuditLink {
  readonly terminalId: string;
  readonly seq: number;
  readonly hash: string;
  /** A key of the terminal: on the entry that announced it, else on the first one of a batch with the first checkpoint. */
  readonly publicKey?: string;
  /** Not an entry: from here on the terminal went on without those that follow `seq` above. */
  readonly continuation?: Continuation;
}

const LONGEST_BATCH = 500;

export interface AuditState {
  readonly acceptedThrough: number;
  readonly lastHash: string;
  /** Branches that the terminal lost, oldest first; absent when there are none. */
  readonly setAside?: readonly { readonly after: number; readonly through: number; readonly lastHash: string }[];
}

export class AuditReceiver {
  readonly #journal: Journal<AuditLink>;
  readonly #chains = new Map<string, Chain>();

  constructor(journal: Journal<AuditLink>) {
    this.#journal = journal;
    for (const { terminalId, seq, hash, publicKey, continuation } of journal.read()) {
      const chain = this.#chainOf(terminalId);
      if (continuation) {
        chain.continueFrom(continuation);
        continue;
      }
      chain.hashes.push(hash);
      if (publicKey && keyAt(chain.keys, seq) !== publicKey) chain.keys = [...chain.keys, { seq, publicKey }];
    }
  }

  #chainOf(terminalId: string): Chain {
    const known = this.#chains.get(terminalId);
    if (known !== undefined) return known;
    const chain = new Chain();
    this.#chains.set(terminalId, chain);
    return chain;
  }

  state(terminalId: string): AuditState {
    const chain = this.#chains.get(terminalId) ?? new Chain();
    const setAside = chain.setAside.map(({ after, hashes }) => ({
      ...{ after, through: after + hashes.length },
      lastHash: hashes.at(-1) ?? "",
    }));
    const end = { acceptedThrough: chain.through, lastHash: chain.hashAt(chain.through) };
    return { ...end, ...(setAside.length > 0 ? { setAside } : {}) };
  }

  /** Goes on from the entry that both have; what follows it here is kept aside, for good. */
  continueFrom(exchange: Exchange, terminalId: string): Answer {
    const named = readContinuation(readJson(exchange) ?? {});
    if (named === undefined) return jsonAnswer({ error: "BAD_CONTINUATION", seq: 1 }, 422);
    const chain = this.#chainOf(terminalId);
    if (chain.isContinued(named)) return jsonAnswer({ acceptedThrough: chain.through });
    const { through } = chain;
    const known = { through, hashAt: (seq: number) => chain.hashAt(seq), publicKey: chain.keys.at(-1)?.publicKey };
    if (!isRightContinuation(terminalId, named, known))
      return jsonAnswer({ error: "BAD_CONTINUATION", seq: named.forkSeq + 1 }, 422);
    this.#journal.append([{ terminalId, seq: named.forkSeq, hash: named.forkHash, continuation: named }]);
    chain.continueFrom(named);
    return jsonAnswer({ acceptedThrough: chain.through });
  }

  terminals(): readonly string[] {
    return [...this.#chains.keys()];
  }

  take(exchange: Exchange, terminalId: string): Answer {
    const json = readJson(exchange) ?? {};
    const { entries } = json;
    if (!Array.isArray(entries) || !entries.every(isJson))
      return jsonAnswer({ error: "BAD_RECORD", field: "entries" }, 400);
    if (entries.length === 0 || entries.length > LONGEST_BATCH)
      return jsonAnswer({ error: "BAD_RECORD", field: "entries" }, 400);
    const wantedKey = `${terminalId}/${String(entries[0]?.["seq"])}-${String(entries.at(-1)?.["seq"])}`;
    if (exchange.headers["idempotency-key"] !== wantedKey) {
      return jsonAnswer({ error: "BAD_RECORD", field: "Idempotency-Key" }, 400);
    }
    const chain = this.#chainOf(terminalId);
    const fresh = chain.check(entries);
    if (!Array.isArray(fresh)) {
      const { status, body } = fresh as Refusal;
      return jsonAnswer(body, status);
    }
    const start = chain.through;
    const keys = followKeys(chain.keys, terminalId, entries.slice(entries.length - fresh.length));
    if (typeof keys === "number") return jsonAnswer({ error: "BAD_RECORD", field: "detail.signature", seq: keys }, 400);
    const checkpoint = isJson(json["checkpoint"]) ? json["checkpoint"] : undefined;
    const refusal = checkpoint && checkCheckpoint(checkpoint, terminalId, [...chain.hashes, ...fresh], keys);
    if (refusal !== undefined) return jsonAnswer(refusal.body, refusal.status);
    const named = checkpoint && text(checkpoint, "publicKey");
    const after = keys.length === 0 && named ? [{ seq: start + 1, publicKey: named }] : keys;
    this.#journal.append(
      fresh.map((hash, at) => {
        const seq = start + at + 1;
        const taken = after.find((key) => key.seq === seq && !chain.keys.includes(key));
        return { terminalId, seq, hash, ...(taken ? { publicKey: taken.publicKey } : {}) };
      }),
    );
    chain.keys = after;
    chain.hashes.push(...fresh);
    return jsonAnswer({ acceptedThrough: chain.through });
  }
}

/** A checkpoint names an entry of the chain, and is signed by the key that this terminal had then. */
function checkCheckpoint(
  checkpoint: Json,
  terminalId: string,
  hashes: readonly string[],
  keys: readonly KnownKey[],
): Refusal | undefined {
  const { seq } = checkpoint;
  if (typeof seq !== "number") return refuse(400, { error: "BAD_RECORD", field: "checkpoint.seq" });
  const [hash, at, signature, publicKey] = ["hash", "at", "signature", "publicKey"].map((key) => text(checkpoint, key));
  if (hashes[seq - 1] !== hash) return refuse(400, { error: "BAD_HASH", seq });
  const message = Buffer.from(`${terminalId}\n${seq}\n${hash}\n${at}`, "utf8");
  const isRight =
    (keyAt(keys, seq) ?? publicKey) === publicKey &&
    isSigned(publicKey ?? "", message, Buffer.from(signature ?? "", "base64"));
  return isRight ? undefined : refuse(400, { error: "BAD_CHECKPOINT", seq });
}

const ENTRIES_PATH = /^\/terminals\/([^/]+)\/entries$/;
const CONTINUATIONS_PATH = /^\/terminals\/([^/]+)\/continuations$/;
const TERMINAL_PATH = /^\/terminals\/([^/]+)$/;

export function audit(appToken: string, receiver: AuditReceiver): FamilyHandler {
  return (exchange) => {
    if (!isSame(bearerToken(exchange), appToken)) return jsonAnswer({ error: "UNAUTHORIZED" }, 401);
    const entries = ENTRIES_PATH.exec(exchange.path);
    if (exchange.method === "POST" && entries !== null)
      return receiver.take(exchange, decodeURIComponent(entries[1] ?? ""));
    const continuations = CONTINUATIONS_PATH.exec(exchange.path);
    if (exchange.method === "POST" && continuations !== null)
      return receiver.continueFrom(exchange, decodeURIComponent(continuations[1] ?? ""));
    const terminal = TERMINAL_PATH.exec(exchange.path);
    if (exchange.method !== "GET" || terminal === null) return NOT_FOUND;
    return jsonAnswer(receiver.state(decodeURIComponent(terminal[1] ?? "")));
  };
}
