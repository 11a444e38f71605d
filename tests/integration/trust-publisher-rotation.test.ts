/** A publisher changes its key: announced by the old one, accepted in parallel, then the old one is out; across restarts. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Result } from "../../electron/domain/result.ts";
import { openTrustStore } from "../../electron/trust/trust-store.ts";
import { AT, makeBundle, newKey, type TestKey } from "../helpers/trust-bundle.ts";
import { meetTraining } from "./training-setup.ts";

const HOUR = 3_600_000;
const [old, next, thief] = [newKey(), newKey(), newKey()];
const iso = (at: number) => new Date(at).toISOString().replace("Z", "+00:00");
const announcement = {
  key: Buffer.from(next.point).toString("hex"),
  from: iso(AT + HOUR),
  until: iso(AT + 3 * HOUR),
};
const bundle = (key: TestKey, issue: number, changes: Readonly<Record<string, unknown>> = {}) =>
  makeBundle(key, { issue, ...changes });
const codeOf = (result: Result<unknown>) => (result.ok ? "ok" : result.fault.code);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-rotation-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const start = () => openTrustStore({ folder, publishers: [old.point] });

async function announced() {
  const store = await start();
  expect(codeOf(await store.importBundle(bundle(old, 5, { nextPublisher: announcement }), AT))).toBe("ok");
  return store;
}

describe("a publisher that announced its next key", () => {
  test("has both keys accepted within the overlap, and the old one refused after it", async () => {
    const store = await announced();
    const answers = [
      await store.importBundle(bundle(next, 6), AT + HOUR - 1),
      await store.importBundle(bundle(next, 6), AT + HOUR),
      await store.importBundle(bundle(old, 7), AT + 2 * HOUR),
      await store.importBundle(bundle(old, 8), AT + 3 * HOUR),
      await store.importBundle(bundle(next, 8), AT + 3 * HOUR),
    ];
    expect(answers.map(codeOf)).toEqual(["trust.unknown-publisher", "ok", "ok", "trust.publisher-retired", "ok"]);
    expect(store.status().issue).toBe(8);
  });

  test("is remembered over a restart, and what the old key signed stays in use", async () => {
    await announced();
    const again = await start();
    expect(again.status().issue).toBe(5);
    expect(codeOf(await again.importBundle(bundle(old, 6), AT + 4 * HOUR))).toBe("trust.publisher-retired");
    expect(codeOf(await again.importBundle(bundle(next, 6), AT + 4 * HOUR))).toBe("ok");
    expect((await start()).status().issue).toBe(6);
  });

  test("is known by the bundle when the memory is damaged; the damaged file is kept", async () => {
    const store = await announced();
    await store.importBundle(bundle(next, 6), AT + 2 * HOUR);
    await writeFile(join(folder, "publishers.json"), "{");
    const again = await start();
    expect([again.status().issue, again.status().lastFault?.code]).toEqual([6, "trust.unreadable"]);
    expect(await readFile(join(folder, "publishers.json.damaged-1"), "utf8")).toBe("{");
  });

  test("cannot be followed by a stranger's bundle that a thief puts into the folder", async () => {
    const store = await announced();
    await store.importBundle(bundle(next, 6, { issuedAt: iso(AT + 4 * HOUR) }), AT + 4 * HOUR);
    const forged = [bundle(thief, 9), bundle(old, 10)];
    for (const [index, bytes] of forged.entries())
      await writeFile(join(folder, `bundle-000000000000001${index}-${"ab".repeat(8)}.json`), bytes);
    const again = await start();
    expect(again.status().issue).toBe(6);
    expect(again.skipped.map((one) => one.fault.code)).toEqual(["trust.publisher-retired", "trust.unknown-publisher"]);
  });
});

test("an overlap that ends before it begins makes the bundle unreadable", async () => {
  const store = await start();
  const reversed = { ...announcement, until: announcement.from };
  expect(codeOf(await store.importBundle(bundle(old, 5, { nextPublisher: reversed }), AT))).toBe("trust.unreadable");
  expect(await readdir(folder)).toEqual([]);
});

test("the training province announces its next key and switches to it", async () => {
  const met = await meetTraining();
  const store = await openTrustStore({ folder, publishers: [Buffer.from(met.training.publisherPoint, "hex")] });
  const fetchAt = async (now: number) => {
    const fetched = await met.province.trust.fetch(undefined, new AbortController().signal);
    return fetched.ok && fetched.value ? codeOf(await store.importBundle(fetched.value.bytes, now)) : "not fetched";
  };
  const now = Date.now();
  const order = (body: object) =>
    fetch(`${met.training.baseUrl}/training/trust-key`, { method: "POST", body: JSON.stringify(body) });
  expect(met.training.switchTrustKey()).toBeUndefined();
  expect((await order({ action: "announce", from: now, until: now + HOUR })).status).toBe(200);
  const answers = [await fetchAt(now)];
  expect((await order({ action: "switch" })).status).toBe(200);
  answers.push(await fetchAt(now + 2 * HOUR));
  expect(answers).toEqual(["ok", "ok"]);
  expect((await order({ action: "switch" })).status).toBe(400);
  await met.close();
});
