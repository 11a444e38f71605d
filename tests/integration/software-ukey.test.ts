/** The software UKey of training mode over starts: the same one, and one whose file is damaged says so. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSoftwareKey } from "../../electron/host/software-ukey.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ukey-"));
  file = join(folder, "software-ukey.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the next start has the same key", async () => {
  const first = await openSoftwareKey(folder, "123456").certificate();
  expect([first.ok, await openSoftwareKey(folder, "123456").certificate()]).toEqual([true, first]);
});

test.each([
  ["half a file", (text: string) => text.slice(0, 40)],
  ["another shape", () => JSON.stringify({ privateHex: "00" })],
  ["no key of SM2", (text: string) => text.replace(/"privateHex":"[0-9a-f]{4}/, '"privateHex":"zzzz')],
  ["nothing", () => ""],
])("%s: a fault with a sentence, and the file stays as it is", async (_, damage) => {
  openSoftwareKey(folder, "123456");
  writeFileSync(file, damage(readFileSync(file, "utf8")));
  const before = readFileSync(file);
  const key = openSoftwareKey(folder, "123456");
  const expected = { ok: false, fault: { code: "factor.damaged" } };
  expect(await key.certificate()).toMatchObject(expected);
  expect(await key.sign("123456", new Uint8Array(1))).toMatchObject(expected);
  expect(readFileSync(file).equals(before)).toBe(true);
});
