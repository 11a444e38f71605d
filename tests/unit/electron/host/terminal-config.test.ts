import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTerminalConfig } from "../../../../electron/host/terminal-config.ts";

const CONFIG = {
  terminalId: "A01",
  hallName: "虚构市政务服务中心",
  counterName: "一号窗口",
  trustPublishers: [`04${"ab".repeat(64)}`],
  province: {
    name: "虚构省",
    terminal: { id: "A01", name: "一号窗口" },
    organization: { name: "虚构市政务服务中心", code: "C1", division: "虚构市", divisionCode: "990100" },
    acceptance: { baseUrl: "http://127.0.0.1:1/acceptance/v1/", appToken: "token-a" },
    audit: { baseUrl: "http://127.0.0.1:1/audit/v1", appToken: "token-b" },
    trust: { baseUrl: "http://127.0.0.1:1/trust/v1" },
    catalogue: { baseUrl: "http://127.0.0.1:1/catalog/v1" },
    serviceCode: { baseUrl: "http://x/service-code", clientId: "c", clientSecret: "s", appKey: "k" },
  },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(change: object) {
  writeFileSync(join(folder, "terminal.json"), JSON.stringify({ ...CONFIG, ...change }));
  const reading = readTerminalConfig(folder);
  return reading.ok ? reading.config.idleLockMs : reading.problems.join();
}

test("a terminal locks after three minutes when nobody has said anything, and no setting switches that off", () => {
  expect(read({})).toBe(180_000);
  expect([read({ idleLockMs: 60_000 }), read({ idleLockMs: 900_000 })]).toEqual([60_000, 900_000]);
  for (const idleLockMs of [0, 59_999, 900_001, null]) expect(read({ idleLockMs })).toContain("idleLockMs");
});
