/**
 * Carries out the commands of a profile on an open transport: one at a time, step by step, each with its deadline.
 * The driver passes everything that arrives through `receive`, which takes replies out of it; one that comes after its
 * deadline is taken out all the same, so that no label is made of it.
 */
import type { Cancel, Clock } from "../clock.ts";
import { ANSWER_PAUSE_MS, type AnswerSieve, createAnswerSieve, LATE_ANSWER_MS } from "../codecs/answer-sieve.ts";
import { commandBytes } from "../codecs/command-frame.ts";
import type { HidLayout } from "../codecs/hid-command.ts";
import type { ReplyVerdict } from "../codecs/reply-watch.ts";
import type { Command } from "../profiles/profile.ts";
import type { TransportResult } from "../transports/transport.ts";
import type { CommandOutcome } from "./driver.ts";

export interface CommandRunnerOptions {
  readonly clock: Clock;
  /** Of a device that answers in reports; absent for one that answers in a stream. */
  readonly layout?: HidLayout | undefined;
  /** Silence in ms after which what may yet become a late reply is none. */
  readonly quietMs: number;
  write(bytes: Uint8Array): Promise<TransportResult>;
  /** Held back as a possible reply and none after all. */
  onPassed(piece: Uint8Array): void;
}

/** Told what a reply says, as soon as it is there. */
export type OnSaid = (said: Uint8Array) => void;

interface Asked {
  readonly sieve: AnswerSieve;
  readonly onSaid: OnSaid | undefined;
}

interface Waiting extends Asked {
  readonly settle: (verdict: ReplyVerdict | "no-reply" | "closed") => void;
}

export class CommandRunner {
  readonly #options: CommandRunnerOptions;
  #waiting: Waiting | undefined;
  #late: (Asked & { readonly untilMs: number }) | undefined;
  #cancelSilence: Cancel = () => {};
  #heardAtMs = 0;
  #isClosed = false;
  /** Ends with the last command that was asked for. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: CommandRunnerOptions) {
    this.#options = options;
  }

  /** Behind the commands that were asked for before; ends at the first step that fails. */
  run(steps: readonly Command[], onSaid?: OnSaid): Promise<CommandOutcome> {
    const outcome = this.#queue.then(() => this.#runSteps(steps, onSaid));
    this.#queue = outcome;
    return outcome;
  }

  /** What is left of a piece, bytes or a report, for the labels. */
  receive(piece: Uint8Array): readonly Uint8Array[] {
    this.#heardAtMs = this.#options.clock.steadyMs();
    const before = this.#late && this.#heardAtMs > this.#late.untilMs ? this.#endLate() : [];
    const asked = this.#waiting ?? this.#late;
    if (!asked) return [...before, piece];
    const { verdict, said, passed } = asked.sieve.push(piece);
    if (verdict === "acknowledged" && said && said.length > 0) asked.onSaid?.(said);
    if (verdict && this.#waiting) this.#waiting.settle(verdict);
    else if (verdict) this.#endLate();
    else if (!this.#waiting) this.#awaitSilence();
    return [...before, ...passed];
  }

  /** Every command that is under way or waits ends as `closed`. */
  close(): void {
    this.#isClosed = true;
    this.#waiting?.settle("closed");
    this.#endLate();
  }

  async #runSteps(steps: readonly Command[], onSaid: OnSaid | undefined): Promise<CommandOutcome> {
    for (const step of steps) {
      const outcome = await this.#runStep(step, onSaid);
      if (outcome !== "done") return outcome;
    }
    return "done";
  }

  async #runStep({ send, check, reply }: Command, onSaid: OnSaid | undefined): Promise<CommandOutcome> {
    if (this.#isClosed) return "closed";
    const bytes = commandBytes(send, check);
    // The watch begins before the write: a quick device answers before the system says that the bytes are out.
    const answered = reply ? this.#watchFor(reply, bytes, onSaid) : undefined;
    const written = await this.#options.write(bytes);
    if (!written.ok) {
      this.#waiting?.settle("no-reply");
      return this.#isClosed ? "closed" : "not-written";
    }
    const verdict = await answered;
    return verdict === undefined || verdict === "acknowledged" ? "done" : verdict;
  }

  #watchFor(
    reply: NonNullable<Command["reply"]>,
    sent: Uint8Array,
    onSaid: OnSaid | undefined,
  ): Promise<ReplyVerdict | "no-reply" | "closed"> {
    const { clock, layout } = this.#options;
    const { promise, resolve } = Promise.withResolvers<ReplyVerdict | "no-reply" | "closed">();
    this.#pass(this.#endLate());
    const asked = { sieve: createAnswerSieve(reply, sent, layout), onSaid };
    const cancel = clock.after(reply.withinMs, () => this.#waiting?.settle("no-reply"));
    this.#waiting = {
      ...asked,
      settle: (verdict) => {
        cancel();
        this.#waiting = undefined;
        resolve(verdict);
        if (verdict !== "no-reply" || this.#isClosed) return;
        this.#late = { ...asked, untilMs: clock.steadyMs() + LATE_ANSWER_MS };
        this.#awaitSilence();
      },
    };
    return promise;
  }

  /** What is held back of a late reply is decided by the next silence. */
  #awaitSilence(): void {
    this.#cancelSilence();
    const { clock, quietMs } = this.#options;
    const sieve = this.#late?.sieve;
    if (!sieve?.isHolding) return;
    const limitMs = sieve.isSure ? Math.max(ANSWER_PAUSE_MS, quietMs) : quietMs;
    const leftMs = Math.max(0, limitMs - (clock.steadyMs() - this.#heardAtMs));
    this.#cancelSilence = clock.after(leftMs, () => this.#pass(sieve.silence()));
  }

  #endLate(): readonly Uint8Array[] {
    this.#cancelSilence();
    const held = this.#late?.sieve.silence() ?? [];
    this.#late = undefined;
    return held;
  }

  #pass(held: readonly Uint8Array[]): void {
    if (this.#isClosed) return;
    for (const piece of held) this.#options.onPassed(piece);
  }
}
