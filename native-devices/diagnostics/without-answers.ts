/**
 * A recording of a scanner without its answers to commands: they are no labels, and made unreadable like labels they
 * would be replayed as such. What the scanner was told stays, and so does every byte that is not of an answer.
 */
import { ANSWER_PAUSE_MS, type AnswerSieve, createAnswerSieve, LATE_ANSWER_MS } from "../codecs/answer-sieve.ts";
import { commandBytes } from "../codecs/command-frame.ts";
import { hexOfBytes } from "../codecs/hex.ts";
import { packHidCommand } from "../codecs/hid-command.ts";
import { type Command, isMiddleware, type Profile, type ScannerProfile } from "../profiles/profile.ts";
import type { TraceEntry } from "./trace-ring.ts";

type Reply = NonNullable<Command["reply"]>;

export function withoutAnswers(entries: readonly TraceEntry[], profile: Profile): readonly TraceEntry[] {
  if (isMiddleware(profile) || profile.kind !== "barcode-scanner") return entries;
  const strainer = new Strainer(profile);
  for (const entry of entries) strainer.take(entry);
  strainer.giveUp(entries.at(-1)?.atMs ?? 0);
  return strainer.kept;
}

class Strainer {
  readonly kept: TraceEntry[] = [];
  readonly #transport: ScannerProfile["transport"];
  readonly #replies: ReadonlyMap<string, Reply>;
  #waiting: { readonly sieve: AnswerSieve; readonly dueMs: number } | undefined;
  #heardAtMs = 0;

  constructor(profile: ScannerProfile) {
    this.#transport = profile.transport;
    this.#replies = repliesOf(profile);
  }

  take(entry: TraceEntry): void {
    const { atMs, bytes, dir } = entry;
    if (dir === "tx" || this.#isTooLate(atMs)) this.giveUp(atMs);
    else if (this.#isSilent(atMs)) this.#keepHeld(atMs);
    if (dir === "rx" && this.#waiting) {
      const { verdict, passed } = this.#waiting.sieve.push(bytes);
      if (verdict) this.#waiting = undefined;
      this.#heardAtMs = atMs;
      this.#keep(passed, atMs);
      return;
    }
    this.kept.push(entry);
    const reply = dir === "tx" ? this.#replies.get(hexOfBytes(bytes)) : undefined;
    if (!reply) return;
    const layout = this.#transport.type === "hid" ? this.#transport.layout : undefined;
    this.#waiting = { sieve: createAnswerSieve(reply, bytes, layout), dueMs: atMs + reply.withinMs };
  }

  /** No answer came: what looked like the beginning of one is kept. */
  giveUp(atMs: number): void {
    this.#keepHeld(atMs);
    this.#waiting = undefined;
  }

  #isTooLate(atMs: number): boolean {
    return this.#waiting !== undefined && atMs > this.#waiting.dueMs + LATE_ANSWER_MS;
  }

  /** As at the device itself: what is held back of a late answer is decided by the next silence. */
  #isSilent(atMs: number): boolean {
    return (
      this.#waiting?.sieve.isHolding === true && atMs > this.#waiting.dueMs && atMs - this.#heardAtMs > ANSWER_PAUSE_MS
    );
  }

  #keepHeld(atMs: number): void {
    if (!this.#waiting) return;
    const { sieve, dueMs } = this.#waiting;
    this.#keep(sieve.silence(), Math.min(atMs, Math.max(dueMs, this.#heardAtMs)));
  }

  #keep(pieces: readonly Uint8Array[], atMs: number): void {
    for (const bytes of pieces) this.kept.push({ atMs, dir: "rx", bytes });
  }
}

/** By the bytes that ask for them. */
function repliesOf({ commands = {}, onOpen = [], transport }: ScannerProfile): ReadonlyMap<string, Reply> {
  const steps = [...Object.values(commands).flatMap((one) => one ?? []), ...onOpen];
  return new Map(
    steps.flatMap(({ send, check, reply }) => {
      const bytes = commandBytes(send, check);
      const [written] = transport.type === "hid" ? packHidCommand(transport.layout, bytes) : [bytes];
      return reply && written ? [[hexOfBytes(written), reply] as const] : [];
    }),
  );
}
