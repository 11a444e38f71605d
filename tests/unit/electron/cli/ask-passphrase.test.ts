/** A passphrase that nobody types: a script's line is heard, and nobody is waited for in vain where no person can be asked. */
import { PassThrough } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { passphraseQuestions } from "../../../../electron/cli/ask-passphrase.ts";

vi.spyOn(process.stderr, "write").mockReturnValue(true);
const input = new PassThrough();
const questions = passphraseQuestions({ input, patienceMs: 50 });
afterEach(() => questions.close());

test("lines come one after the other, and silence is no answer", async () => {
  input.write("first\nsecond\n");
  expect([await questions.ask("?"), await questions.ask("?"), await questions.ask("?")]).toEqual([
    "first",
    "second",
    undefined,
  ]);
});

test("whoever types may take their time", async () => {
  const typing = Object.assign(new PassThrough(), { isTTY: true });
  const asked = passphraseQuestions({ input: typing, patienceMs: 1 });
  setTimeout(() => typing.write("late\r"), 30);
  expect(await asked.ask("?")).toBe("late");
  asked.close();
});
