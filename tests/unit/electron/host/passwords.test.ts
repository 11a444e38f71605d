import { expect, test } from "vitest";
import { scryptPasswords } from "../../../../electron/host/passwords.ts";

test("a password matches its own hash only, and two hashes of it differ", async () => {
  const first = await scryptPasswords.hash("窗口-07");
  const second = await scryptPasswords.hash("窗口-07");
  expect(first.hash).not.toBe(second.hash);
  expect(await scryptPasswords.matches("窗口-07", first)).toBe(true);
  expect(await scryptPasswords.matches("窗口-08", first)).toBe(false);
  expect(await scryptPasswords.matches("窗口-07", { ...first, hash: "" })).toBe(false);
});
