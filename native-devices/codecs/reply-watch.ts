/**
 * Picks the reply to a command out of the stream in which labels come too. Bytes that may belong to the reply are held
 * back, all others pass; where no reply comes, what was held is handed out, so that no label is lost to a command.
 */
import { type PacketMatch as Match, ssiPacketAt } from "./ssi.ts";

/** `"02 00 ?? -- *  3b"`: a byte, any one byte, any one that says nothing (a check), any number of bytes. */
export interface ReplyPatterns {
  /** Any of them. */
  readonly ack: string | readonly string[];
  readonly nak?: string | undefined;
  /** The reply is a packet of that form, and the patterns are its opcodes. */
  readonly packet?: "ssi" | undefined;
}

export type ReplyVerdict = "acknowledged" | "refused";

export interface ReplyStep {
  readonly verdict?: ReplyVerdict;
  /** What the reply has where its pattern says `??` or `*`, or the data of its packet. */
  readonly said?: Uint8Array;
  /** Bytes that are not of the reply, in order. */
  readonly passed: Uint8Array;
}

export interface ReplyWatch {
  /** After a verdict the watch is over: push no more. */
  push(bytes: Uint8Array): ReplyStep;
  readonly isHolding: boolean;
  /** So much of the reply is held that no label begins like this. */
  readonly isSure: boolean;
  /** Gives up and hands out what was held back. */
  giveUp(): Uint8Array;
}

type Token = number | "any" | "check" | "many";
type Matcher = (bytes: readonly number[], from: number) => Match;

/** A reply is never longer. */
const MAX_REPLY = 2048;
/** So many bytes as they stand in the pattern are no accident; of a shorter head, all of it. */
const SURE_BYTES = 4;
const SURE_HEAD = 2;
/** A shorter command cannot be told from the beginning of a label when it comes back. */
const ECHO_BYTES = 4;

const NONE: Match = { kind: "none" };
const wildcards: Readonly<Record<string, Token>> = { "??": "any", "--": "check", "*": "many" };

function patternMatcher(pattern: string): Matcher {
  const tokens = pattern.split(" ").map((word) => wildcards[word] ?? Number.parseInt(word, 16));
  return (bytes, from) => matchAt(bytes, from, tokens);
}

/** Where `*` stands, the nearest continuation is taken. */
function matchAt(bytes: readonly number[], from: number, tokens: readonly Token[]): Match {
  const said: number[] = [];
  let literals = 0;
  let at = from;
  for (const [index, token] of tokens.entries()) {
    const isHead = typeof token !== "number" && literals >= SURE_HEAD && literals === index;
    const isSure = isHead || literals >= SURE_BYTES;
    if (token === "many") return matchBehindMany(bytes, at, tokens.slice(index + 1), said, isSure);
    const byte = bytes[at];
    if (byte === undefined) return { kind: "partial", isSure };
    if (typeof token === "number") {
      if (token !== byte) return NONE;
      literals += 1;
    } else if (token === "any") said.push(byte);
    at += 1;
  }
  return { kind: "whole", end: at, said };
}

function matchBehindMany(
  bytes: readonly number[],
  start: number,
  rest: readonly Token[],
  before: readonly number[],
  isSure: boolean,
): Match {
  for (let at = start; at <= bytes.length && at - start <= MAX_REPLY; at += 1) {
    const match = matchAt(bytes, at, rest);
    if (match.kind !== "whole") continue;
    return { ...match, said: [...before, ...bytes.slice(start, at), ...match.said] };
  }
  return bytes.length - start < MAX_REPLY ? { kind: "partial", isSure } : NONE;
}

function matcherOf(pattern: string, packet: ReplyPatterns["packet"]): Matcher {
  if (!packet) return patternMatcher(pattern);
  const opcode = Number.parseInt(pattern, 16);
  return (bytes, from) => ssiPacketAt(bytes, from, opcode);
}

/** `sent`: the command; a line or a scanner that sends it back says nothing by it. */
export function createReplyWatch({ ack, nak, packet }: ReplyPatterns, sent?: Uint8Array): ReplyWatch {
  const acks = typeof ack === "string" ? [ack] : ack;
  const watched: readonly (readonly [ReplyVerdict, Matcher])[] = [
    ...acks.map((one) => ["acknowledged", matcherOf(one, packet)] as const),
    ...(nak === undefined ? [] : [["refused", matcherOf(nak, packet)] as const]),
  ];
  let echo = sent && sent.length >= ECHO_BYTES ? [...sent] : undefined;
  let held: readonly number[] = [];
  let isSure = false;

  const lookAt = (all: readonly number[], from: number) => {
    const echoed = echo ? matchAt(all, from, echo) : NONE;
    if (echoed.kind === "whole") return { kind: "echo", from, end: echoed.end } as const;
    const matches = watched.map(([verdict, matcher]) => ({ verdict, match: matcher(all, from) }));
    for (const { verdict, match } of matches) {
      if (match.kind === "whole") return { ...match, kind: "reply", from, verdict } as const;
    }
    const partial = [echoed, ...matches.map(({ match }) => match)].filter((match) => match.kind === "partial");
    if (partial.length === 0) return undefined;
    return { kind: "begun", from, isSure: partial.some((match) => match.isSure) } as const;
  };

  /** The first place where something of the reply or the echo is, or could be. */
  const find = (all: readonly number[]) => {
    for (let from = 0; from < all.length; from += 1) {
      const found = lookAt(all, from);
      if (found) return found;
    }
    return { kind: "nothing" } as const;
  };

  return {
    push(bytes) {
      let all = [...held, ...bytes];
      held = [];
      isSure = false;
      let found = find(all);
      if (found.kind === "echo") {
        echo = undefined;
        all = [...all.slice(0, found.from), ...all.slice(found.end)];
        found = find(all);
      }
      if (found.kind === "nothing" || found.kind === "echo") return { passed: Uint8Array.from(all) };
      const before = all.slice(0, found.from);
      if (found.kind === "reply") {
        const { verdict, said, end } = found;
        return { verdict, said: Uint8Array.from(said), passed: Uint8Array.from([...before, ...all.slice(end)]) };
      }
      held = all.slice(found.from);
      isSure = found.isSure;
      return { passed: Uint8Array.from(before) };
    },
    get isHolding() {
      return held.length > 0;
    },
    get isSure() {
      return isSure;
    },
    giveUp() {
      const bytes = Uint8Array.from(held);
      held = [];
      isSure = false;
      return bytes;
    },
  };
}
