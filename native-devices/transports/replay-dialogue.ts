/**
 * A recording of a device that speaks when it is spoken to: each command gets what followed the same command in the
 * recording, in the recording's order. What was asked before the recording began is answered by `otherwise`.
 */
import type { Cancel, Clock } from "../clock.ts";
import { hexOfBytes } from "../codecs/hex.ts";
import type { TraceEntry } from "../diagnostics/trace-ring.ts";
import { type Transport, type TransportEvents, transportFailure } from "./transport.ts";

export interface DialogueOptions {
  readonly entries: readonly TraceEntry[];
  readonly events: TransportEvents;
  readonly clock: Clock;
  /** False: answers come at once. */
  readonly isTimed: boolean;
  /** Settles before each further exchange. */
  readonly nextStep?: () => Promise<void>;
  otherwise(command: Uint8Array): readonly Uint8Array[];
  /** Told how many entries are behind it, after each exchange. */
  readonly onPassed?: (entries: number) => void;
  /** Told when a command finds no answer any more. */
  readonly onFinished: () => void;
}

export function createDialogueTransport(options: DialogueOptions): Transport {
  const { entries, events, clock, isTimed, otherwise, onFinished, onPassed, nextStep = async () => {} } = options;
  let phase: "new" | "open" | "over" = "new";
  let at = 0;
  let cancels: Cancel[] = [];
  const later = (delayMs: number, bytes: Uint8Array) => {
    const cancel = clock.after(delayMs, () => {
      if (phase === "open") events.onBytes(bytes.slice(), clock.steadyMs());
    });
    cancels.push(cancel);
  };
  const play = (asked: number) => {
    const askedMs = entries[asked]?.atMs ?? 0;
    let next = asked + 1;
    for (let entry = entries[next]; entry?.dir === "rx"; entry = entries[next]) {
      later(isTimed ? entry.atMs - askedMs : 0, entry.bytes);
      next += 1;
    }
    at = next;
    onPassed?.(at);
  };
  const answer = async (command: Uint8Array) => {
    const hex = hexOfBytes(command);
    const asked = entries.findIndex(
      ({ dir, bytes }, index) => index >= at && dir === "tx" && hexOfBytes(bytes) === hex,
    );
    if (asked >= 0) {
      await nextStep();
      return play(asked);
    }
    const replies = otherwise(command);
    for (const reply of replies) later(0, reply);
    if (replies.length === 0) onFinished();
  };
  return {
    async open() {
      if (phase !== "new") return transportFailure("not-open", "a transport opens once");
      phase = "open";
      return { ok: true };
    },
    async write(bytes) {
      if (phase !== "open") return transportFailure("not-open");
      void answer(bytes.slice());
      return { ok: true };
    },
    async close() {
      phase = "over";
      for (const cancel of cancels) cancel();
      cancels = [];
    },
  };
}
