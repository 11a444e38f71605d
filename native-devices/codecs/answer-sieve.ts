/**
 * Takes the answer to a command out of what a scanner says, in pieces as they come: of a stream its bytes, of a HID
 * scanner whole reports. What is no part of an answer passes; the beginning of an answer whose rest was lost does not.
 * Pure: the owner says when it has been silent.
 */
import { type HidLayout, hidAnswerOf } from "./hid-command.ts";
import { createReplyWatch, type ReplyPatterns, type ReplyVerdict } from "./reply-watch.ts";

export interface SieveStep {
  readonly verdict?: ReplyVerdict;
  /** See codecs/reply-watch.ts. */
  readonly said?: Uint8Array;
  /** What is left for the labels, in order. */
  readonly passed: readonly Uint8Array[];
}

export interface AnswerSieve {
  /** After a verdict the sieve is over. */
  push(piece: Uint8Array): SieveStep;
  readonly isHolding: boolean;
  /** What is held back is surely the beginning of an answer. */
  readonly isSure: boolean;
  /** Nothing more came. @returns what was held back and is no answer. */
  silence(): readonly Uint8Array[];
}

/** So long an answer that has surely begun may pause. */
export const ANSWER_PAUSE_MS = 500;
/** An answer that comes later than this after its deadline is none. */
export const LATE_ANSWER_MS = 30_000;

/** `layout`: of a HID scanner. `sent`: the command, dropped where the line sends it back. */
export function createAnswerSieve(patterns: ReplyPatterns, sent: Uint8Array, layout?: HidLayout): AnswerSieve {
  return layout ? createReportSieve(patterns, layout) : createStreamSieve(patterns, sent);
}

const pieces = (bytes: Uint8Array): readonly Uint8Array[] => (bytes.length > 0 ? [bytes] : []);

function createStreamSieve(patterns: ReplyPatterns, sent: Uint8Array): AnswerSieve {
  const watch = createReplyWatch(patterns, sent);
  return {
    push(bytes) {
      const { passed, ...step } = watch.push(bytes);
      return { ...step, passed: pieces(passed) };
    },
    get isHolding() {
      return watch.isHolding;
    },
    get isSure() {
      return watch.isSure;
    },
    silence() {
      const { isSure } = watch;
      const held = watch.giveUp();
      return isSure ? [] : pieces(held);
    },
  };
}

function createReportSieve(patterns: ReplyPatterns, layout: HidLayout): AnswerSieve {
  const watch = createReplyWatch(patterns);
  let held: Uint8Array[] = [];
  const takeOne = (report: Uint8Array): SieveStep => {
    const { verdict, said } = watch.push(hidAnswerOf(layout, report));
    if (verdict && said) {
      held = [];
      return { verdict, said, passed: [] };
    }
    // Only what is surely an answer goes on in the next report.
    if (watch.isSure) {
      held.push(report);
      return { passed: [] };
    }
    watch.giveUp();
    return { passed: [report] };
  };
  return {
    push(report) {
      const before = held;
      const step = takeOne(report);
      if (before.length === 0 || step.verdict || watch.isSure) return step;
      // What was held was no answer after all; this report may begin one.
      held = [];
      const again = takeOne(report);
      return { ...again, passed: [...before, ...again.passed] };
    },
    get isHolding() {
      return held.length > 0;
    },
    get isSure() {
      return watch.isSure;
    },
    silence() {
      held = [];
      watch.giveUp();
      return [];
    },
  };
}
