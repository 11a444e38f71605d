import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stampsOf } from "../../../../electron/trust/write-durably.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stamps-"));
  await writeFile(join(folder, "memory.json"), "{}");
});
afterEach(() => rm(folder, { recursive: true }));

test("a link to nowhere hides no other file: what another process writes is still taken over", async () => {
  await symlink(join(folder, "nowhere"), join(folder, "bundle.json"));
  expect([...(await stampsOf(folder)).keys()]).toContain("memory.json");
});

test("a link has a stamp of its own: what it leads to moves nothing here", async () => {
  const target = join(tmpdir(), `stamps-target-${process.pid}`);
  await writeFile(target, "one");
  await symlink(target, join(folder, "link"));
  const before = await stampsOf(folder);
  await writeFile(target, "another length");
  expect(await stampsOf(folder)).toEqual(before);
  await rm(target);
});
