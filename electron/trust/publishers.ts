/**
 * Who may sign trust bundles: the publishers that the configuration pins, and the successors that they announce in bundles of
 * their own (interfaces.md section 6). From `from` both keys count, from `until` only the successor. A succession holds as
 * long as its first key is pinned: whoever unpins a key takes back what that key announced, too.
 */
import { type Fault, fault } from "../domain/fault.ts";
import { fromHex, toHex } from "../seal/hex.ts";
import { sm3 } from "../seal/sm3.ts";

export interface Succession {
  /** SM3 of the announcing publisher's point, lower-case hexadecimal; so are all key ids. */
  readonly retiring: string;
  /** `04‖x‖y` of the successor, lower-case hexadecimal. */
  readonly next: string;
  /** Epoch milliseconds, like every time here. */
  readonly from: number;
  readonly until: number;
  /** The successor has signed a bundle that was accepted: the old key cannot change the announcement any more. */
  readonly isTakenOver: boolean;
}

export interface PublisherMemory {
  readonly successions: readonly Succession[];
  /** Newest issue time of a bundle accepted since: a clock that is set back does not bring a retired key back. */
  readonly provenAt?: number;
}

export const NO_SUCCESSIONS: PublisherMemory = { successions: [] };

/** What a bundle says of its publisher, as far as it counts here. */
export interface SignedIssue {
  readonly keyId: string;
  readonly issuedAt: number;
  readonly nextPublisher?: { readonly key: string; readonly from: number; readonly until: number } | undefined;
}

export const keyIdOf = (point: Uint8Array): string => toHex(sm3(point));

/** Everyone whose signature may be looked at: whether it counts at a time says `publisherRefusal`. */
export function knownPublishers(pinned: readonly Uint8Array[], memory: PublisherMemory): readonly Uint8Array[] {
  const known = new Map(pinned.map((point) => [keyIdOf(point), point]));
  for (const { next } of successionsOf(pinned, memory)) {
    const point = fromHex(next);
    if (point) known.set(keyIdOf(point), point);
  }
  return [...known.values()];
}

/** Undefined when bundles of this key count now. */
export function publisherRefusal(
  keyId: string,
  pinned: readonly Uint8Array[],
  memory: PublisherMemory,
  now: number,
): Fault | undefined {
  const known = successionsOf(pinned, memory);
  const at = Math.max(now, memory.provenAt ?? 0);
  const end = known.find(({ retiring }) => retiring === keyId);
  if (end && at >= end.until) return fault("trust.publisher-retired", { keyId, until: isoOf(end.until) });
  if (pinned.some((point) => keyIdOf(point) === keyId)) return undefined;
  const start = known.find(({ next }) => successorId(next) === keyId);
  if (!start) return fault("trust.unknown-publisher", { keyId });
  return at < start.from ? fault("trust.unknown-publisher", { keyId, from: isoOf(start.from) }) : undefined;
}

/** The memory after a bundle was accepted; the same object when nothing changed. */
export function afterAccepting(memory: PublisherMemory, issue: SignedIssue): PublisherMemory {
  const taken = memory.successions.map((one) =>
    successorId(one.next) === issue.keyId && !one.isTakenOver ? { ...one, isTakenOver: true } : one,
  );
  const successions = withAnnouncement(taken, issue);
  const isSame = successions.every((one, index) => one === memory.successions[index]);
  if (isSame && successions.length === memory.successions.length) return withProof(memory, issue.issuedAt);
  return withProof({ ...memory, successions }, issue.issuedAt);
}

function withAnnouncement(known: readonly Succession[], { keyId, nextPublisher }: SignedIssue): readonly Succession[] {
  if (!nextPublisher) return known;
  const { key: next, from, until } = nextPublisher;
  const at = known.findIndex(({ retiring }) => retiring === keyId);
  const old = known[at];
  // Neither back to a key that has handed over itself, nor to itself.
  const isCircle = [keyId, ...known.map(({ retiring }) => retiring)].includes(successorId(next));
  if (isCircle || old?.isTakenOver) return known;
  if (old && old.next === next && old.from === from && old.until === until) return known;
  const announced: Succession = { retiring: keyId, next, from, until, isTakenOver: false };
  return old ? known.with(at, announced) : [...known, announced];
}

/** Only where keys change over does time need a proof. */
function withProof(memory: PublisherMemory, issuedAt: number): PublisherMemory {
  if (memory.successions.length === 0 || (memory.provenAt ?? 0) >= issuedAt) return memory;
  return { ...memory, provenAt: issuedAt };
}

/** The successions that begin at a pinned key, in their order. */
function successionsOf(pinned: readonly Uint8Array[], { successions }: PublisherMemory): readonly Succession[] {
  const reached = new Set(pinned.map(keyIdOf));
  const held: Succession[] = [];
  for (let found = true; found; ) {
    found = false;
    for (const one of successions) {
      if (held.includes(one) || !reached.has(one.retiring)) continue;
      held.push(one);
      reached.add(successorId(one.next));
      found = true;
    }
  }
  return held;
}

export interface PublisherKey {
  readonly keyId: string;
  readonly origin: "pinned" | "announced";
  readonly state: "in-force" | "not-yet" | "retiring" | "retired";
  readonly from?: number;
  readonly until?: number;
}

/** Every key with what it may do now, for the administrator. */
export function publisherKeys(
  pinned: readonly Uint8Array[],
  memory: PublisherMemory,
  now: number,
): readonly PublisherKey[] {
  const held = successionsOf(pinned, memory);
  return knownPublishers(pinned, memory).map((point) => {
    const keyId = keyIdOf(point);
    const isPinned = pinned.some((one) => keyIdOf(one) === keyId);
    const from = held.find(({ next }) => successorId(next) === keyId)?.from;
    const until = held.find(({ retiring }) => retiring === keyId)?.until;
    const refusal = publisherRefusal(keyId, pinned, memory, now)?.code;
    const usable = until === undefined ? "in-force" : "retiring";
    const state =
      refusal === undefined ? usable : refusal === "trust.publisher-retired" ? "retired" : ("not-yet" as const);
    return {
      keyId,
      origin: isPinned ? ("pinned" as const) : ("announced" as const),
      state,
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    };
  });
}

function successorId(next: string): string {
  return keyIdOf(fromHex(next) ?? new Uint8Array());
}

const isoOf = (at: number): string => new Date(at).toISOString();
