/** The reply of a scanner that packs: its patterns are opcodes, and nothing else can ever come. */
import { describe, expect, test } from "vitest";
import zebra from "../../../../native-devices/profiles/builtin/zebra-ssi-serial.json" with { type: "json" };
import { readProfileText } from "../../../../native-devices/profiles/loader.ts";

const [asked] = zebra.commands.identify;
const problemsOf = (reply: object) => {
  const identify = [{ ...asked, reply: { ...asked?.reply, ...reply } }];
  const text = JSON.stringify({ ...zebra, commands: { ...zebra.commands, identify } }, null, 2);
  const lines = text.split("\n");
  const read = readProfileText(text);
  if (read.ok) return [];
  return read.problems.map(({ where, message, line = 0, column = 0 }) => {
    return [where, message, lines[line - 1]?.slice(column - 1, column + 4)];
  });
};
const message = "an opcode of an answer: a4, d0, d1, f6";

describe("an opcode", () => {
  test.each(["a4", "d0", "d1", "f6"])("%s is one of an answer", (ack) => {
    expect(problemsOf({ ack, nak: ack })).toEqual([]);
  });

  // F3 brings a label, and of any other packet the codec says that it is none.
  test.each(["a4 ??", "a4 d0", "04 a4 00", "f3", "00", "7e"])("%j is none, and its line and column are told", (ack) => {
    expect(problemsOf({ ack })).toEqual([["commands.identify.0.reply.ack", message, '"ack"']]);
    expect(problemsOf({ nak: ack })).toEqual([["commands.identify.0.reply.nak", message, '"nak"']]);
  });

  test("of several forms each is looked at", () => {
    expect(problemsOf({ ack: ["a4", "a4 *"] })).toEqual([["commands.identify.0.reply.ack.1", message, '"a4 *']]);
  });
});
