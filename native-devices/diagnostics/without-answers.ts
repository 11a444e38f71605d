/**
 * A recording of a scanner without its answers to commands: they are no labels, and made unreadable like labels they
 * would be replayed as such. What the scanner was told stays, and so does every byte that is not of an answer.
 */
import { commandBytes } from "../codecs/command-frame.ts";
import { hexOfBytes } from "../codecs/hex.ts";
import { hidAnswerOf, packHidCommand } from "../codecs/hid-command.ts";
import { createReplyWatch, type ReplyWatch } from "../codecs/reply-watch.ts";
import { type Command, isMiddleware, type Profile, type ScannerProfile } from "../profiles/profile.ts";
import type { TraceEntry } from "./trace-ring.ts";

type Reply = NonNullable<Command["reply"]>;

export function withoutAnswers(entries: readonly TraceEntry[], profile: Profile): readonly TraceEntry[] {
  if (isMiddleware(profile) || profile.kind !== "barcode-scanner") return entries;
  const sieve = new Sieve(profile);
  for (const entry of entries) sieve.take(entry);
  sieve.giveUp(entries.at(-1)?.atMs ?? 0);
  return sieve.kept;
}

class Sieve {
  readonly kept: TraceEntry[] = [];
  readonly #transport: ScannerProfile["transport"];
  readonly #replies: ReadonlyMap<string, Reply>;
  #waiting: { readonly watch: ReplyWatch; readonly untilMs: number } | undefined;

  constructor(profile: ScannerProfile) {
    this.#transport = profile.transport;
    this.#replies = repliesOf(profile);
  }

  take(entry: TraceEntry): void {
    const { atMs, bytes, dir } = entry;
    if (dir === "tx" || atMs > (this.#waiting?.untilMs ?? atMs)) this.giveUp(atMs);
    if (dir === "rx" && this.#waiting) {
      this.#sift(this.#waiting.watch, entry);
      return;
    }
    this.kept.push(entry);
    const reply = dir === "tx" ? this.#replies.get(hexOfBytes(bytes)) : undefined;
    if (reply) this.#waiting = { watch: createReplyWatch(reply), untilMs: atMs + reply.withinMs };
  }

  /** No answer came: what looked like the beginning of one is kept. */
  giveUp(atMs: number): void {
    if (!this.#waiting) return;
    const { watch, untilMs } = this.#waiting;
    this.#waiting = undefined;
    this.#keep(watch.giveUp(), Math.min(atMs, untilMs));
  }

  #sift(watch: ReplyWatch, entry: TraceEntry): void {
    const layout = this.#transport.type === "hid" ? this.#transport.layout : undefined;
    const said = layout ? hidAnswerOf(layout, entry.bytes) : entry.bytes;
    const { verdict, passed } = watch.push(said);
    if (verdict) this.#waiting = undefined;
    if (!layout) this.#keep(passed, entry.atMs);
    else if (!verdict) {
      // An answer is one report, whole.
      watch.giveUp();
      this.kept.push(entry);
    }
  }

  #keep(bytes: Uint8Array, atMs: number): void {
    if (bytes.length > 0) this.kept.push({ atMs, dir: "rx", bytes });
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
