/** Which terminal the packaged shell opens: a typing mistake in a hall's setting must not end in training mode. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { settingForShell } from "../../electron/host/shell-setting.ts";
import { STRINGS } from "../../renderer/strings/language.ts";
import { faultForAdministrator } from "../../renderer/strings/sentences.ts";

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), "shell-"));
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

test.each([
  ["no JSON", '{ "terminalId": '],
  ["a misspelt name", JSON.stringify({ terminalid: "A01" })],
])("%s: a fault that names the place, and nothing is made", async (_, text) => {
  writeFileSync(join(userData, "terminal.json"), text);
  const trainingWorker = new URL("file:///nowhere");
  const chosen = await settingForShell({ userData, isTraining: false, trainingWorker });
  if (chosen.ok) throw new Error(chosen.value.setting.mode);
  expect(chosen.fault.code).toBe("setting.unreadable");
  expect(faultForAdministrator(chosen.fault, STRINGS.zh).join()).toContain(String(chosen.fault.detail?.["problem"]));
  expect(existsSync(join(userData, "training"))).toBe(false);
});
