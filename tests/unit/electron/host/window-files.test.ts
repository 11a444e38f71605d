/** What each window may fetch: of a license at the counter nothing but the clerk's window gets a byte. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TerminalParts } from "../../../../electron/app/terminal-parts.ts";
import { answerWindow, type ScreenWindow } from "../../../../electron/host/window-files.ts";

const blob = { bytes: new TextEncoder().encode("a picture"), mediaType: "image/png" };
const parts = {
  counter: { state: () => ({ kind: "deciding", isLocked: false, clerk: { role: "clerk" } }) },
  examinations: { get: () => ({ drawing: { blobs: { b1: blob } } }) },
  photos: { pixelsAt: () => Uint8Array.of(1, 2, 3) },
} as unknown as TerminalParts;

let screens: string;
beforeAll(() => {
  screens = mkdtempSync(join(tmpdir(), "windows-"));
  for (const name of ["index.html", "passphrase.html", "a.js"]) writeFileSync(join(screens, name), name);
});
afterAll(() => rmSync(screens, { recursive: true, force: true }));

const ask = async (window: ScreenWindow, path: string, isOpen = true) => {
  const request = { method: "GET", path, body: async () => new Uint8Array() };
  const files = { parts: isOpen ? parts : undefined, screens, connect: "'self'" };
  return (await answerWindow(window, files, request))?.status;
};

test.each([
  ["/document/L1/b1", { clerk: 200, citizen: undefined, passphrase: undefined }],
  ["/photo/p1", { clerk: 200, citizen: undefined, passphrase: undefined }],
  ["/", { clerk: 200, citizen: undefined, passphrase: undefined }],
  ["/citizen", { clerk: undefined, citizen: 200, passphrase: undefined }],
  ["/passphrase", { clerk: undefined, citizen: undefined, passphrase: 200 }],
  ["/index.html", { clerk: undefined, citizen: undefined, passphrase: undefined }],
  ["/index%2ehtml", { clerk: undefined, citizen: undefined, passphrase: undefined }],
  ["/a.js", { clerk: 200, citizen: 200, passphrase: 200 }],
  ["/constructor", { clerk: undefined, citizen: undefined, passphrase: undefined }],
])("%s", async (path, expected) => {
  const [clerk, citizen, passphrase] = [
    await ask("clerk", path),
    await ask("citizen", path),
    await ask("passphrase", path),
  ];
  expect({ clerk, citizen, passphrase }).toEqual(expected);
});

test("before the terminal is open there are pages and nothing else", async () => {
  expect([await ask("clerk", "/", false), await ask("clerk", "/document/L1/b1", false)]).toEqual([200, undefined]);
});
