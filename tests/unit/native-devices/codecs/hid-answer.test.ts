/** What a HID POS scanner answers is found where its labels are: with an identifier, with one byte more before it, or without. */
import { describe, expect, test } from "vitest";
import { createAnswerSieve } from "../../../../native-devices/codecs/answer-sieve.ts";
import { hidAnswerOf } from "../../../../native-devices/codecs/hid-command.ts";
import { createHidPosFramer, hidDataSpan } from "../../../../native-devices/codecs/hid-pos.ts";

const raw = (text: string) => [...new TextEncoder().encode(text)];
const report = (text: string, head: readonly number[]) => {
  const whole = new Uint8Array(64);
  whole.set([0x02, text.length, ...head, ...raw(text)]);
  return whole;
};
const said = "REV: Voyager 1602g";
const variants = [
  ["an identifier", raw("]Z6")],
  ["one byte more before the identifier", [0x00, ...raw("]Z6")]],
  ["a letter of its own before the identifier", raw("A]Z6")],
] as const;

describe.each(variants)("with %s", (_, head) => {
  const answer = report(said, head);

  test("the answer is the data and nothing else", () => {
    expect([...hidAnswerOf("standard", answer)]).toEqual(raw(said));
  });

  test("labels, recordings and answers stand in the same place", () => {
    const { from, to } = hidDataSpan(answer, "standard");
    expect([...answer.subarray(from, to)]).toEqual([...raw("]Z6"), ...raw(said)]);
    const framer = createHidPosFramer({ layout: "standard", idleMs: 200, maxBytes: 4096 });
    expect(framer.push(answer, 0)).toMatchObject([
      { kind: "frame", bytes: Uint8Array.of(...raw("]Z6"), ...raw(said)) },
    ]);
  });

  test("a question is answered by it, and a label before it passes", () => {
    const sieve = createAnswerSieve({ ack: "52 45 56 3a 20 * 32 67" }, new Uint8Array(0), "standard");
    const label = report("SZ01", head);
    expect(sieve.push(label)).toEqual({ passed: [label] });
    const step = sieve.push(answer);
    expect([step.verdict, new TextDecoder().decode(step.said)]).toEqual(["acknowledged", "Voyager 160"]);
  });
});

test("without an identifier the answer stands right behind its length", () => {
  expect([...hidAnswerOf("standard", report(said, []))]).toEqual(raw(said));
});
