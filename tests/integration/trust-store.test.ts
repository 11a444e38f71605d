/** The certificate cache on a real folder: what gets in, what is refused, what survives crashes, deletion and bad disks. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../electron/domain/result.ts";
import { type FileTrustStore, openTrustStore } from "../../electron/trust/trust-store.ts";
import { AT, makeBundle, makePayload, newKey, OLDEST_LIST } from "../helpers/trust-bundle.ts";

const publisher = newKey();
const bundle = (issue: number, changes: Readonly<Record<string, unknown>> = {}) =>
  makeBundle(publisher, { issue, ...changes });
const text = (value: string) => new TextEncoder().encode(value);
const codeOf = (result: Result<unknown>) => (result.ok ? "ok" : result.fault.code);
const isRoot = process.getuid?.() === 0;

let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "trust-store-"));
  folder = join(home, "trust");
});

afterEach(async () => {
  await chmod(folder, 0o700).catch(() => undefined);
  await rm(home, { recursive: true, force: true });
});

const start = () => openTrustStore({ folder, publishers: [publisher.point] });

async function startWith(...issues: readonly number[]): Promise<FileTrustStore> {
  const store = await start();
  for (const issue of issues) expect(codeOf(await store.importBundle(bundle(issue), AT, `"${issue}"`))).toBe("ok");
  return store;
}

const bundlesOnDisk = async () => (await readdir(folder)).filter((name) => name.startsWith("bundle-")).sort();

describe("a store that never had a bundle", () => {
  test("has nothing, and no date of anything", async () => {
    const store = await start();
    expect(store.status()).toEqual({ anchors: 0, intermediates: 0, lists: 0 });
    expect(store.current()).toEqual({ anchors: [], intermediates: [], crls: [] });
    expect([store.generation(), store.etag()]).toEqual([0, undefined]);
  });

  test("says why the first refresh did not work, and still no date", async () => {
    const store = await start();
    await store.noteRefresh(failed(fault("province.unreachable")), AT);
    expect(store.status()).toEqual({
      anchors: 0,
      intermediates: 0,
      lists: 0,
      lastFault: { code: "province.unreachable", retry: "later" },
    });
  });
});

describe("importing", () => {
  test("makes a bundle the current one", async () => {
    const store = await startWith(5);
    expect(store.status()).toEqual({
      issue: 5,
      issuedAt: AT,
      nextUpdate: AT + 86_400_000,
      listsAsOf: OLDEST_LIST,
      publisher: "虚构省电子证照库",
      anchors: 1,
      intermediates: 4,
      lists: 3,
      checkedAt: AT,
    });
    expect([store.current().issue, store.generation()]).toEqual([5, 1]);
  });

  test("survives a restart, with tag and time of the last check", async () => {
    await startWith(5);
    const again = await start();
    expect(again.status()).toMatchObject({ issue: 5, checkedAt: AT });
    expect(again.status().lastFault).toBeUndefined();
    expect([again.etag(), again.skipped]).toEqual(['"5"', []]);
  });

  test("takes a higher issue and counts the change", async () => {
    const store = await startWith(5, 6);
    expect([store.current().issue, store.generation(), store.etag()]).toEqual([6, 2, '"6"']);
  });

  test("an entry that is gone upstream is gone here", async () => {
    const store = await startWith(5);
    const sealStatus = {
      ...(makePayload()["sealStatus"] as object),
      entries: [{ sealId: "2", state: "revoked", since: "2026-01-01T00:00:00Z" }],
    };
    await store.importBundle(bundle(6, { sealStatus }), AT);
    expect(store.current().sealStatus?.seals.map((seal) => seal.sealId)).toEqual(["2"]);
  });

  test("takes the bundle it holds again without any change", async () => {
    const store = await start();
    const bytes = bundle(5);
    await store.importBundle(bytes, AT);
    expect(codeOf(await store.importBundle(bytes, AT))).toBe("ok");
    expect(store.generation()).toBe(1);
  });

  test("does not take a stick for an answer of the province", async () => {
    const store = await start();
    await store.importBundle(bundle(5), AT);
    expect([store.status().checkedAt, store.etag()]).toEqual([undefined, undefined]);
  });

  test("keeps the last three generations", async () => {
    await startWith(5, 6, 7, 8, 9);
    expect((await bundlesOnDisk()).map((name) => Number(name.slice(7, 23)))).toEqual([7, 8, 9]);
  });

  test("keeps the bytes exactly as they came", async () => {
    const store = await start();
    const bytes = bundle(5);
    await store.importBundle(bytes, AT);
    const [name = ""] = await bundlesOnDisk();
    expect(Buffer.from(bytes).equals(await readFile(join(folder, name)))).toBe(true);
  });

  test("puts imports at the same time one after the other", async () => {
    const store = await start();
    const answers = await Promise.all([7, 5, 8, 6].map((issue) => store.importBundle(bundle(issue), AT)));
    expect(answers.map(codeOf)).toEqual(["ok", "trust.rolled-back", "ok", "trust.rolled-back"]);
    expect(store.current().issue).toBe(8);
  });
});

describe("a refused import", () => {
  const cut = () => bundle(6).subarray(0, 500);
  test.each<[string, () => Uint8Array, string]>([
    ["a lower issue", () => bundle(4), "trust.rolled-back"],
    ["the same issue with another content", () => bundle(5, { publisher: "另一个" }), "trust.rolled-back"],
    ["a bundle of an unknown publisher", () => makeBundle(newKey(), { issue: 6 }), "trust.unknown-publisher"],
    ["a truncated bundle", cut, "trust.unreadable"],
    ["an empty answer", () => text(""), "trust.unreadable"],
    ["a portal's page", () => text("<html>Server temporarily unavailable</html>"), "trust.unreadable"],
    ["a broken certificate", () => bundle(6, { intermediates: ["MAMCAQE="] }), "trust.unreadable"],
    ["a broken list", () => bundle(6, { crls: ["MAMCAQE="] }), "trust.unreadable"],
    ["less than half of the lists", () => bundle(6, { crls: [] }), "trust.shrunk"],
    ["less than half of the certificates", () => bundle(6, { intermediates: [] }), "trust.shrunk"],
    ["no anchor", () => bundle(6, { anchors: [] }), "trust.shrunk"],
    ["no seal status any more", () => bundle(6, { sealStatus: undefined }), "trust.shrunk"],
  ])("of %s changes nothing", async (_what, bytes, code) => {
    const store = await startWith(5);
    const before = { current: store.current(), disk: await bundlesOnDisk(), status: store.status() };
    expect(codeOf(await store.importBundle(bytes(), AT + 1, '"x"'))).toBe(code);
    expect(store.current()).toBe(before.current);
    expect([store.generation(), store.etag(), await bundlesOnDisk()]).toEqual([1, '"5"', before.disk]);
    expect(store.status()).toEqual({ ...before.status, lastFault: expect.objectContaining({ code }) });
    expect((await start()).status()).toEqual(before.status);
  });

  test("of a shrunk bundle is overruled by an administrator who has seen it", async () => {
    const store = await startWith(5);
    const answer = await store.importBundle(bundle(6, { intermediates: [] }), AT, undefined, { allowShrink: true });
    expect([codeOf(answer), store.status().intermediates]).toEqual(["ok", 0]);
  });

  test("of an older issue is not overruled by allowing it to be small", async () => {
    const store = await startWith(5);
    expect(codeOf(await store.importBundle(bundle(4), AT, undefined, { allowShrink: true }))).toBe("trust.rolled-back");
  });

  test("is forgotten by the next success", async () => {
    const store = await startWith(5);
    await store.importBundle(text("<html>"), AT);
    await store.noteRefresh(ok(undefined), AT + 5);
    expect(store.status()).toMatchObject({ checkedAt: AT + 5 });
    expect(store.status().lastFault).toBeUndefined();
  });
});

describe("a start", () => {
  test("takes the older generation when the newest is broken, and names the broken one", async () => {
    await startWith(5, 6);
    const newest = (await bundlesOnDisk()).at(-1) ?? "";
    await writeFile(join(folder, newest), (await readFile(join(folder, newest))).subarray(0, 700));
    const store = await start();
    expect(store.status()).toMatchObject({
      issue: 5,
      lastFault: { code: "trust.unreadable", detail: { file: newest } },
    });
    expect(store.skipped.map((one) => one.file)).toEqual([newest]);
  });

  test("asks for the whole bundle again when the newest was broken, and takes it", async () => {
    const store = await start();
    const six = bundle(6);
    await store.importBundle(bundle(5), AT, '"5"');
    await store.importBundle(six, AT, '"6"');
    const newest = (await bundlesOnDisk()).at(-1) ?? "";
    await writeFile(join(folder, newest), "{}");
    const again = await start();
    expect(again.etag()).toBeUndefined();
    expect(codeOf(await again.importBundle(six, AT, '"6"'))).toBe("ok");
    expect((await start()).status()).toMatchObject({ issue: 6 });
  });

  test("says that an older bundle put in a newer one's place is not to be relied on, until the newer one is back", async () => {
    const store = await startWith(5, 6);
    expect(store.status().doubt).toBeUndefined();
    await rm(join(folder, (await bundlesOnDisk()).at(-1) ?? ""));
    const again = await start();
    expect(again.status()).toMatchObject({ issue: 5, doubt: "roll-back" });
    await again.importBundle(bundle(7), AT);
    expect(again.status().doubt).toBeUndefined();
  });

  test("does not accept a file that somebody changed", async () => {
    await startWith(5);
    const [name = ""] = await bundlesOnDisk();
    const envelope = JSON.parse((await readFile(join(folder, name))).toString());
    envelope.payload = Buffer.from(JSON.stringify(makePayload({ issue: 5, publisher: "x" }))).toString("base64");
    await writeFile(join(folder, name), JSON.stringify(envelope));
    const store = await start();
    expect([store.current().issue, store.skipped[0]?.fault.code]).toEqual([undefined, "trust.bad-signature"]);
  });

  test("remembers the highest issue although the bundles are gone", async () => {
    await startWith(5, 6);
    for (const name of await bundlesOnDisk()) await rm(join(folder, name));
    const store = await start();
    expect(store.status().issue).toBeUndefined();
    expect(codeOf(await store.importBundle(bundle(5), AT))).toBe("trust.rolled-back");
  });

  test("knows the highest issue by the bundles although the memory is gone or broken", async () => {
    await startWith(5, 6);
    await writeFile(join(folder, "state.json"), "{");
    const store = await start();
    expect(store.skipped.map((one) => one.file)).toEqual(["state.json"]);
    expect(codeOf(await store.importBundle(bundle(5), AT))).toBe("trust.rolled-back");
  });

  test("ignores and removes what a kill between writing and renaming left behind", async () => {
    await startWith(5);
    await writeFile(
      join(folder, ".incoming-bundle-0000000000000006-0000000000000000.json"),
      bundle(6).subarray(0, 300),
    );
    await writeFile(join(folder, ".incoming-state.json"), "{");
    const store = await start();
    expect(store.status()).toMatchObject({ issue: 5 });
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("knows the bundle that a kill left in place before the memory was written", async () => {
    await startWith(5);
    const memory = await readFile(join(folder, "state.json"));
    const store = await start();
    await store.importBundle(bundle(6), AT, '"6"');
    await writeFile(join(folder, "state.json"), memory);
    const again = await start();
    expect([again.current().issue, again.etag()]).toEqual([6, undefined]);
    expect(codeOf(await again.importBundle(bundle(5), AT))).toBe("trust.rolled-back");
  });

  test("follows no link, whatever its name is", async () => {
    const elsewhere = join(home, "elsewhere.json");
    await writeFile(elsewhere, bundle(9));
    await mkdir(folder, { recursive: true });
    await symlink(elsewhere, join(folder, `bundle-${"9".padStart(16, "0")}-${"0".repeat(16)}.json`));
    const store = await start();
    await store.reload();
    expect(store.status().issue).toBeUndefined();
  });

  test("ignores files that are none of its own", async () => {
    await startWith(5);
    await writeFile(join(folder, "bundle-9.json"), "x");
    await writeFile(join(folder, "notes.txt"), "x");
    expect((await start()).skipped).toEqual([]);
  });
});

describe("a folder in trouble", () => {
  test("deleted while running: the copy in memory stays, and comes back to disk with the next whole answer", async () => {
    const store = await start();
    const bytes = bundle(5);
    await store.importBundle(bytes, AT, '"5"');
    await rm(folder, { recursive: true });
    await store.noteRefresh(ok(undefined), AT + 1);
    expect([store.current().issue, store.etag()]).toEqual([5, undefined]);
    expect(codeOf(await store.importBundle(bytes, AT + 2, '"5"'))).toBe("ok");
    expect((await start()).status()).toMatchObject({ issue: 5 });
  });

  test("deleted while running: a newer bundle is taken all the same", async () => {
    const store = await startWith(5);
    await rm(folder, { recursive: true });
    expect(codeOf(await store.importBundle(bundle(6), AT))).toBe("ok");
    expect((await start()).status()).toMatchObject({ issue: 6 });
  });

  test("replaced by a file: the copy in memory stays, and the fault says so", async () => {
    const store = await startWith(5);
    await rm(folder, { recursive: true });
    await writeFile(folder, "in the way");
    expect(codeOf(await store.importBundle(bundle(6), AT))).toBe("storage.other");
    expect([store.current().issue, store.generation()]).toEqual([5, 1]);
    await store.noteRefresh(ok(undefined), AT + 9);
    expect(store.status()).toMatchObject({ issue: 5, checkedAt: AT + 9, lastFault: { code: "storage.other" } });
    await rm(folder);
  });

  test.skipIf(isRoot)("read-only: the copy in memory stays, and the fault says so", async () => {
    const store = await startWith(5);
    await chmod(folder, 0o500);
    expect(codeOf(await store.importBundle(bundle(6), AT))).toBe("storage.readonly");
    expect(store.current().issue).toBe(5);
  });

  test("a folder in the place of the new file: refused, and the old bundle stays in use", async () => {
    const store = await startWith(5);
    const opened = await startElsewhere(bundle(6));
    await mkdir(join(folder, opened, "x"), { recursive: true });
    expect(codeOf(await store.importBundle(bundle(6), AT))).toMatch(/^storage\./);
    expect(store.current().issue).toBe(5);
  });

  test("missing at the start: nothing is made until there is something to keep", async () => {
    await start();
    expect(await readdir(home)).toEqual([]);
  });
});

/** The file name that the store gives a bundle. */
async function startElsewhere(bytes: Uint8Array): Promise<string> {
  const other = join(home, "other");
  const store = await openTrustStore({ folder: other, publishers: [publisher.point] });
  await store.importBundle(bytes, AT);
  return (await readdir(other)).find((name) => name.startsWith("bundle-")) ?? "";
}
