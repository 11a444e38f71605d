/**
 * Picks the reply to a command out of the stream in which labels come too. Bytes that may belong to the reply are held
 * back, all others pass; where no reply comes, what was held is handed out, so that no label is lost to a command.
 */

/** `ack: "02 00 ?? *  3b"`: a byte, any one byte, any number of bytes. */
export interface ReplyPatterns {
  readonly ack: string;
  readonly nak?: string | undefined;
}

export type ReplyVerdict = "acknowledged" | "refused";

export interface ReplyStep {
  readonly verdict?: ReplyVerdict;
  /** Bytes that are not of the reply, in order. */
  readonly passed: Uint8Array;
}

export interface ReplyWatch {
  /** After a verdict the watch is over: push no more. */
  push(bytes: Uint8Array): ReplyStep;
  /** Gives up and hands out what was held back. */
  giveUp(): Uint8Array;
}

type Token = number | "any" | "many";
type Match = { readonly kind: "whole"; readonly end: number } | { readonly kind: "partial" | "none" };

/** A reply is never longer. */
const MAX_REPLY = 512;

function tokensOf(pattern: string): readonly Token[] {
  return pattern.split(" ").map((word) => {
    if (word === "??") return "any";
    return word === "*" ? "many" : Number.parseInt(word, 16);
  });
}

/** Where `*` stands, the nearest continuation is taken. */
function matchAt(bytes: readonly number[], from: number, tokens: readonly Token[]): Match {
  let at = from;
  for (const [index, token] of tokens.entries()) {
    if (at - from > MAX_REPLY) return { kind: "none" };
    if (token === "many") return matchBehindMany(bytes, from, at, tokens.slice(index + 1));
    const byte = bytes[at];
    if (byte === undefined) return { kind: "partial" };
    if (token !== "any" && token !== byte) return { kind: "none" };
    at += 1;
  }
  return { kind: "whole", end: at };
}

function matchBehindMany(bytes: readonly number[], from: number, start: number, rest: readonly Token[]): Match {
  for (let at = start; at <= bytes.length && at - from <= MAX_REPLY; at += 1) {
    const match = matchAt(bytes, at, rest);
    if (match.kind === "whole") return match;
  }
  return { kind: bytes.length - from < MAX_REPLY ? "partial" : "none" };
}

export function createReplyWatch(patterns: ReplyPatterns): ReplyWatch {
  const watched: readonly (readonly [ReplyVerdict, readonly Token[]])[] = [
    ["acknowledged", tokensOf(patterns.ack)],
    ...(patterns.nak === undefined ? [] : [["refused", tokensOf(patterns.nak)] as const]),
  ];
  let held: readonly number[] = [];

  return {
    push(bytes) {
      const all = [...held, ...bytes];
      for (let from = 0; from < all.length; from += 1) {
        const matches = watched.map(([verdict, tokens]) => ({ verdict, match: matchAt(all, from, tokens) }));
        for (const { verdict, match } of matches) {
          if (match.kind !== "whole") continue;
          held = [];
          return { verdict, passed: Uint8Array.from([...all.slice(0, from), ...all.slice(match.end)]) };
        }
        if (matches.every(({ match }) => match.kind === "none")) continue;
        held = all.slice(from);
        return { passed: Uint8Array.from(all.slice(0, from)) };
      }
      held = [];
      return { passed: Uint8Array.from(all) };
    },
    giveUp() {
      const bytes = Uint8Array.from(held);
      held = [];
      return bytes;
    },
  };
}
