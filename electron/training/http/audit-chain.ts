/** One terminal's chain at the audit receiver: its hashes, the keys it announced, the branches it lost. */
import { isSigned, sm3, toHex } from "../pki/sm2-key.ts";
import { type Continuation, isAsContinued } from "./audit-continuation.ts";
import { canonicalJson, isJson, type Json, text } from "./exchange.ts";

/** What a terminal lost and this receiver keeps. */
interface SetAside {
  readonly after: number;
  readonly hashes: readonly string[];
}

const FIRST_PREVIOUS = "0".repeat(64);

export interface Refusal {
  readonly status: number;
  readonly body: Json;
}

export const refuse = (status: number, body: Json): Refusal => ({ status, body });

/** SM3 over the previous hash's bytes and the canonical entry without its two hashes. */
function linkHash(previous: string, entry: Json): string {
  const { hash: _hash, prevHash: _prevHash, ...rest } = entry;
  const octets = Buffer.concat([Buffer.from(previous, "hex"), Buffer.from(canonicalJson(rest), "utf8")]);
  return toHex(sm3(new Uint8Array(octets)));
}

export interface KnownKey {
  /** In force from this entry on; the first one from the beginning. */
  readonly seq: number;
  readonly publicKey: string;
}

/** The keys after these entries; the number of the entry that announces one without the former's signature. */
export function followKeys(
  known: readonly KnownKey[],
  terminalId: string,
  entries: readonly Json[],
): readonly KnownKey[] | number {
  let keys = known;
  for (const entry of entries.filter((one) => text(one, "action") === "terminal.key")) {
    const [seq, detail] = [Number(entry["seq"]), isJson(entry["detail"]) ? entry["detail"] : {}];
    const [publicKey = "", signature = ""] = [text(detail, "publicKey"), text(detail, "signature")];
    const former = keys.at(-1)?.publicKey;
    const message = Buffer.from(`${terminalId}\nkey\n${publicKey}`, "utf8");
    const isKnown = former === publicKey;
    if (former && !isKnown && !isSigned(former, message, Buffer.from(signature, "base64"))) return seq;
    if (!isKnown) keys = [...keys, { seq, publicKey }];
  }
  return keys;
}

export function keyAt(keys: readonly KnownKey[], seq: number): string | undefined {
  return (keys.findLast((key) => key.seq <= seq) ?? keys[0])?.publicKey;
}

/** One terminal's chain: index = seq − 1. */
export class Chain {
  readonly hashes: string[] = [];
  /** The first one seen, and those that were announced under the one before: checkpoints of no other are taken. */
  keys: readonly KnownKey[] = [];
  readonly setAside: SetAside[] = [];
  #continuation: Continuation | undefined;

  get through(): number {
    return this.hashes.length;
  }

  hashAt(seq: number): string {
    return seq === 0 ? FIRST_PREVIOUS : (this.hashes[seq - 1] ?? "");
  }

  continueFrom(continuation: Continuation): void {
    const { forkSeq } = continuation;
    this.setAside.push({ after: forkSeq, hashes: this.hashes.splice(forkSeq) });
    this.#continuation = continuation;
  }

  isContinued({ signature }: Continuation): boolean {
    return this.#continuation?.signature === signature;
  }

  /** The hashes that are new, or why the batch is refused as a whole. */
  check(entries: readonly Json[]): readonly string[] | Refusal {
    const fresh: string[] = [];
    for (const entry of entries) {
      const refusal = this.#checkEntry(entry, fresh);
      if (refusal !== undefined) return refusal;
    }
    return fresh;
  }

  #checkEntry(entry: Json, fresh: string[]): Refusal | undefined {
    const { seq } = entry;
    if (typeof seq !== "number" || !Number.isInteger(seq) || seq < 1)
      return refuse(400, { error: "BAD_RECORD", field: "seq" });
    if (seq <= this.through) {
      return this.hashAt(seq) === text(entry, "hash") ? undefined : refuse(422, { error: "FORK", seq });
    }
    if (seq !== this.through + fresh.length + 1) return refuse(409, { error: "GAP", acceptedThrough: this.through });
    const previous = fresh.at(-1) ?? this.hashAt(this.through);
    // The terminal's idea of an entry that is already here differs from ours: its chain has branched off.
    if (fresh.length === 0 && text(entry, "prevHash") !== previous) return refuse(422, { error: "FORK", seq: seq - 1 });
    const isTrue = text(entry, "prevHash") === previous && linkHash(previous, entry) === text(entry, "hash");
    if (!isTrue) return refuse(400, { error: "BAD_HASH", seq });
    if (this.#continuation && !isAsContinued(this.#continuation, seq, entry))
      return refuse(422, { error: "BAD_CONTINUATION", seq });
    fresh.push(text(entry, "hash"));
    return undefined;
  }
}
