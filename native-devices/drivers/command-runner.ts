/**
 * Carries out the commands of a profile on an open transport: one at a time, step by step, each with its deadline.
 * The driver passes everything that arrives through `receive`, which takes replies out of the stream.
 */
import type { Cancel, Clock } from "../clock.ts";
import { commandBytes } from "../codecs/command-frame.ts";
import { createReplyWatch, type ReplyVerdict, type ReplyWatch } from "../codecs/reply-watch.ts";
import type { Command } from "../profiles/profile.ts";
import type { TransportResult } from "../transports/transport.ts";
import type { CommandOutcome } from "./driver.ts";

export interface CommandRunnerOptions {
  readonly clock: Clock;
  write(bytes: Uint8Array): Promise<TransportResult>;
  /** Bytes held back as a possible reply that turned out to be none. */
  onPassed(bytes: Uint8Array): void;
}

interface Waiting {
  readonly watch: ReplyWatch;
  readonly settle: (verdict: ReplyVerdict | "no-reply" | "closed") => void;
}

export class CommandRunner {
  readonly #options: CommandRunnerOptions;
  #waiting: Waiting | undefined;
  #isClosed = false;
  /** Ends with the last command that was asked for. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: CommandRunnerOptions) {
    this.#options = options;
  }

  /** Behind the commands that were asked for before; ends at the first step that fails. */
  run(steps: readonly Command[]): Promise<CommandOutcome> {
    const outcome = this.#queue.then(() => this.#runSteps(steps));
    this.#queue = outcome;
    return outcome;
  }

  /** What is left of `bytes` for the labels. */
  receive(bytes: Uint8Array): Uint8Array {
    if (!this.#waiting) return bytes;
    const { verdict, passed } = this.#waiting.watch.push(bytes);
    if (verdict) this.#waiting.settle(verdict);
    return passed;
  }

  /** Of a device that answers in reports: whether this one is the answer that is waited for, all of it. */
  takes(answer: Uint8Array): boolean {
    const waiting = this.#waiting;
    if (!waiting) return false;
    const { verdict } = waiting.watch.push(answer);
    if (verdict) waiting.settle(verdict);
    // The beginning of an answer in one report is never continued in the next.
    else waiting.watch.giveUp();
    return verdict !== undefined;
  }

  /** Every command that is under way or waits ends as `closed`. */
  close(): void {
    this.#isClosed = true;
    this.#waiting?.settle("closed");
  }

  async #runSteps(steps: readonly Command[]): Promise<CommandOutcome> {
    for (const step of steps) {
      const outcome = await this.#runStep(step);
      if (outcome !== "done") return outcome;
    }
    return "done";
  }

  async #runStep({ send, check, reply }: Command): Promise<CommandOutcome> {
    if (this.#isClosed) return "closed";
    // The watch begins before the write: a quick device answers before the system says that the bytes are out.
    const answered = reply ? this.#watchFor(reply) : undefined;
    const written = await this.#options.write(commandBytes(send, check));
    if (!written.ok) {
      this.#waiting?.settle("no-reply");
      return this.#isClosed ? "closed" : "not-written";
    }
    const verdict = await answered;
    return verdict === undefined || verdict === "acknowledged" ? "done" : verdict;
  }

  #watchFor(reply: NonNullable<Command["reply"]>): Promise<ReplyVerdict | "no-reply" | "closed"> {
    const { promise, resolve } = Promise.withResolvers<ReplyVerdict | "no-reply" | "closed">();
    const watch = createReplyWatch(reply);
    let cancel: Cancel = () => {};
    this.#waiting = {
      watch,
      settle: (verdict) => {
        cancel();
        this.#waiting = undefined;
        resolve(verdict);
        const held = watch.giveUp();
        if (held.length > 0 && !this.#isClosed) this.#options.onPassed(held);
      },
    };
    cancel = this.#options.clock.after(reply.withinMs, () => this.#waiting?.settle("no-reply"));
    return promise;
  }
}
