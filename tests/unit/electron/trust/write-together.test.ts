import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeTogether } from "../../../../electron/trust/write-together.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "together-"));
  await writeFile(join(folder, "one"), "former");
  await writeFile(join(folder, "gone"), "former");
});
afterEach(() => rm(folder, { recursive: true }));

const change = (name: string, text?: string) => {
  return { name, bytes: text === undefined ? undefined : new TextEncoder().encode(text) };
};
const contents = async () => {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(names.map(async ({ name }) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
};

test("files come, change and go together, and nothing else is left", async () => {
  expect(await writeTogether(folder, [change("one", "next"), change("new", "next"), change("gone")])).toMatchObject({
    ok: true,
  });
  expect(await contents()).toEqual({ one: "next", new: "next" });
});

test("where the last cannot be written, those before it are as they were", async () => {
  // A folder in the place of a file: no rename can put a file there.
  await mkdir(join(folder, "taken/inside"), { recursive: true });
  const result = await writeTogether(folder, [
    change("one", "next"),
    change("new", "next"),
    change("gone"),
    change("taken", "x"),
  ]);
  expect(result).toMatchObject({ ok: false });
  expect(await contents()).toEqual({ one: "former", gone: "former" });
});

test("where a name is impossible, nothing has changed", async () => {
  const result = await writeTogether(folder, [change("one", "next"), change("n".repeat(300), "next")]);
  expect(result).toMatchObject({ ok: false, fault: { code: "storage.other" } });
  expect(await contents()).toEqual({ one: "former", gone: "former" });
});
