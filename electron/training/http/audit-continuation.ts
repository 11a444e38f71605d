/** Family 5: a terminal goes on after it lost rows that are here. What it must name and sign before it may. */
import { isSigned } from "../pki/sm2-key.ts";
import { canonicalJson, type Json, object, text } from "./exchange.ts";

export interface Continuation {
  readonly forkSeq: number;
  readonly forkHash: string;
  readonly lostSeq: number;
  readonly lostHash: string;
  readonly ownSeq: number;
  readonly ownHash: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** What the receiver has of the terminal. */
export interface Known {
  readonly through: number;
  hashAt(seq: number): string;
  /** The newest one: a terminal whose backup is older than its last change of key is not let on. */
  readonly publicKey: string | undefined;
}

export function readContinuation(json: Json): Continuation | undefined {
  const number = (name: string) => {
    const value = json[name];
    return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : Number.NaN;
  };
  const [forkSeq, lostSeq, ownSeq] = [number("forkSeq"), number("lostSeq"), number("ownSeq")];
  const [forkHash = "", lostHash = "", ownHash = ""] = ["forkHash", "lostHash", "ownHash"].map((name) =>
    text(json, name),
  );
  const [publicKey = "", signature = ""] = [text(json, "publicKey"), text(json, "signature")];
  if ([forkSeq, lostSeq, ownSeq].some(Number.isNaN)) return undefined;
  return { forkSeq, forkHash, lostSeq, lostHash, ownSeq, ownHash, publicKey, signature };
}

/** Whether it names the rows that are here, and the terminal's own key signed it. */
export function isRightContinuation(terminalId: string, named: Continuation, known: Known): boolean {
  const { forkSeq, forkHash, lostSeq, lostHash, ownSeq, ownHash, publicKey, signature } = named;
  const isFork = forkSeq < lostSeq && forkSeq < ownSeq && known.hashAt(forkSeq) === forkHash;
  const isLost = lostSeq === known.through && known.hashAt(lostSeq) === lostHash;
  const signed = [terminalId, "continue", forkSeq, forkHash, lostSeq, lostHash, ownSeq, ownHash].join("\n");
  return (
    isFork &&
    isLost &&
    publicKey === known.publicKey &&
    isSigned(publicKey, Buffer.from(signed, "utf8"), Buffer.from(signature, "base64"))
  );
}

/** Of the rows that follow a continuation: its own end as it was named, then the row that tells of it. */
export function isAsContinued(named: Continuation, seq: number, entry: Json): boolean {
  const { ownSeq, ownHash } = named;
  if (seq === ownSeq) return text(entry, "hash") === ownHash;
  if (seq !== ownSeq + 1) return true;
  const told = readContinuation(object(entry, "detail"));
  return text(entry, "action") === "audit.continued" && canonicalJson(told ?? {}) === canonicalJson({ ...named });
}
