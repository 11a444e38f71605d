/** What an administrator does with the trust data on a real folder: import from files, look before, go back, see what is held. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { trustDifference, trustOverview } from "../../electron/contract/trust.ts";
import { toHex } from "../../electron/seal/hex.ts";
import { sm3 } from "../../electron/seal/sm3.ts";
import { openTrustStore } from "../../electron/trust/trust-store.ts";
import { codeOf, told } from "../helpers/host/told.ts";
import { AT, asBase64, makeBundle, makeCertificate, makeList, newKey } from "../helpers/trust-bundle.ts";

const HOUR = 3_600_000;
const publisher = newKey();
const local = newKey();
const root = makeCertificate(local, "本市根");
const print = (der: Uint8Array) => toHex(sm3(der));
const list = (thisUpdate: number, revoked = 0) => makeList(local, "本市根", thisUpdate, revoked);
const bundle = (issue: number, changes: Readonly<Record<string, unknown>> = {}) =>
  makeBundle(publisher, { issue, ...changes });
const given = (bytes: Uint8Array, fileName = "file.cer") => ({ bytes, fileName, by: "admin01" });
const consent = (...confirmed: string[]) => ({ confirmed, isShrinkAllowed: false });
const shrunk = { confirmed: [], isShrinkAllowed: true };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-desk-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const start = () => openTrustStore({ folder, publishers: [publisher.point] });

async function withRoot() {
  const store = await start();
  told(await store.importFile(given(root, "root.cer"), consent(print(root)), AT));
  return store;
}

describe("a root from a file", () => {
  test("is taken only with its fingerprint confirmed, and says by whom, when and from which file", async () => {
    const store = await start();
    expect(codeOf(await store.importFile(given(root), consent(), AT))).toBe("trust.not-confirmed");
    expect(codeOf(await store.importFile(given(root), consent("ab".repeat(32)), AT))).toBe("trust.not-confirmed");
    told(await store.importFile(given(root, "root.cer"), consent(print(root)), AT));
    const [held] = (await store.overview(AT)).certificates;
    expect(held).toMatchObject({
      fingerprint: print(root),
      role: "anchor",
      origin: { kind: "imported", by: "admin01", at: AT, fileName: "root.cer", fileSm3: print(root) },
    });
    expect(store.current().anchors).toHaveLength(1);
  });

  test("survives a restart, and has no age of its own: never is absent", async () => {
    await withRoot();
    const again = await start();
    expect([again.current().anchors.length, again.status().listsAsOf]).toEqual([1, undefined]);
    const overview = await again.overview(AT);
    expect([overview.band, overview.listsAsOf, overview.bundle]).toEqual(["expired", undefined, undefined]);
  });

  test("that is held already is nothing new", async () => {
    const store = await withRoot();
    expect(codeOf(await store.importFile(given(root), consent(), AT))).toBe("trust.nothing-new");
  });

  test("is taken back by its fingerprint; what the province issued is not", async () => {
    const store = await withRoot();
    told(await store.importBundle(bundle(5), AT));
    told(await store.remove(print(root), AT));
    const [issued] = (await store.overview(AT)).certificates;
    expect(codeOf(await store.remove(issued?.fingerprint ?? "", AT))).toBe("trust.not-imported");
    expect((await start()).current().anchors).toHaveLength(1);
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["a page", Buffer.from("<html>")],
    ["a private key", Buffer.from("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")],
  ])("is not found in %s", async (_what, bytes) => {
    const store = await start();
    expect(codeOf(await store.importFile(given(bytes), consent(), AT))).toBe("trust.unreadable");
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a revocation list from a file", () => {
  test("is taken when a certificate held signed it, and only newer ones after it", async () => {
    const store = await withRoot();
    const answers = [
      await store.importFile(given(list(AT - HOUR)), consent(), AT),
      await store.importFile(given(list(AT - 2 * HOUR)), consent(), AT),
      await store.importFile(given(list(AT)), consent(), AT),
    ];
    expect(answers.map(codeOf)).toEqual(["ok", "trust.rolled-back", "ok"]);
    expect([store.current().crls.length, store.status().listsAsOf]).toEqual([1, AT]);
  });

  test("does not open the way for an older one by being removed", async () => {
    const store = await withRoot();
    const newest = list(AT - HOUR);
    told(await store.importFile(given(newest), consent(), AT));
    told(await store.remove(print(newest), AT));
    const again = await start();
    expect(codeOf(await again.importFile(given(list(AT - 2 * HOUR)), consent(), AT))).toBe("trust.rolled-back");
  });

  test("from the future is refused, within the clock's tolerance it is not", async () => {
    const store = await withRoot();
    expect(codeOf(await store.importFile(given(list(AT + HOUR)), consent(), AT))).toBe("trust.from-future");
    expect(codeOf(await store.importFile(given(list(AT + 60_000)), consent(), AT))).toBe("ok");
  });

  test.each([
    ["nobody here", makeList(newKey(), "别处的根", AT - HOUR)],
    ["another key of the same name", makeList(newKey(), "本市根", AT - HOUR)],
  ])("signed by %s is refused", async (_who, der) => {
    const store = await withRoot();
    expect(codeOf(await store.importFile(given(der), consent(), AT))).toBe("trust.list-unsigned");
  });

  test("by a namesake of the province's CA under a local root is refused, and takes no genuine list's place", async () => {
    const [province, ca, thief] = [newKey(), newKey(), newKey()];
    const official = makeCertificate(ca, "省 CA", { name: "省根", key: province });
    const anchors = [asBase64(makeCertificate(province, "省根"))];
    const store = await withRoot();
    told(
      await store.importFile(given(bundle(7, { anchors, intermediates: [asBase64(official)], crls: [] })), shrunk, AT),
    );
    const genuine = makeList(ca, "省 CA", AT - 2 * HOUR, 3);
    told(await store.importFile(given(genuine), consent(), AT));
    told(await store.importFile(given(makeCertificate(thief, "省 CA", { name: "本市根", key: local })), consent(), AT));
    const forged = await store.importFile(given(makeList(thief, "省 CA", AT - HOUR)), consent(), AT);
    expect(codeOf(forged)).toBe("trust.list-unsigned");
    expect(store.current().crls).toEqual([genuine]);
  });

  test("comes in one file with the root that signed it", async () => {
    const pem = (label: string, der: Uint8Array) =>
      `-----BEGIN ${label}-----\n${asBase64(der)}\n-----END ${label}-----\n`;
    const both = Buffer.from(pem("CERTIFICATE", root) + pem("X509 CRL", list(AT - HOUR, 3)));
    const store = await start();
    const preview = told(await store.preview(given(both), AT));
    expect([preview.toConfirm, preview.newlyRevoked, preview.refusal]).toEqual([[print(root)], 3, undefined]);
    expect(codeOf(await store.importFile(given(both), consent(print(root)), AT))).toBe("ok");
  });

  test("makes the whole as old as itself, unless the bundle has a newer one", async () => {
    const store = await withRoot();
    told(await store.importFile(given(list(AT - 30 * HOUR)), consent(), AT));
    told(await store.importBundle(bundle(5), AT));
    expect(store.status()).toMatchObject({ listsAsOf: AT - 30 * HOUR, lists: 4 });
    const crls = [list(AT - HOUR), list(AT - HOUR)].map(asBase64);
    told(await store.importBundle(bundle(6, { anchors: [asBase64(root)], crls }), AT));
    expect(store.status()).toMatchObject({ listsAsOf: AT - HOUR, lists: 3 });
  });
});

describe("the file of additions", () => {
  test("is put aside when it is damaged, and that is told; the bundle stays in use", async () => {
    const store = await withRoot();
    told(await store.importBundle(bundle(5), AT));
    const text = await readFile(join(folder, "additions.json"), "utf8");
    await writeFile(join(folder, "additions.json"), text.slice(0, 300));
    const again = await start();
    expect(again.status()).toMatchObject({ issue: 5, anchors: 1, lastFault: { code: "trust.unreadable" } });
    expect((await again.overview(AT)).problems[0]?.detail).toMatchObject({ keptAs: "additions.json.damaged-1" });
    expect(await readFile(join(folder, "additions.json.damaged-1"), "utf8")).toBe(text.slice(0, 300));
  });

  test("is not believed when an entry is not the certificate it says", async () => {
    await withRoot();
    const text = await readFile(join(folder, "additions.json"), "utf8");
    await writeFile(join(folder, "additions.json"), text.replaceAll(print(root), "ab".repeat(32)));
    expect((await start()).current().anchors).toEqual([]);
  });

  test("of another process is seen without a restart, and what was held stays when it goes", async () => {
    const running = await start();
    told(await running.importBundle(bundle(5), AT));
    await withRoot();
    await running.reload();
    expect([running.current().anchors.length, running.generation()]).toEqual([2, 2]);
    await rm(folder, { recursive: true });
    await running.reload();
    expect([running.current().anchors.length, running.status().issue]).toEqual([2, 5]);
  });
});

describe("a bundle of another process", () => {
  test("is seen, and is not undone by what the running one remembers", async () => {
    const running = await start();
    told(await running.importBundle(bundle(5), AT, '"5"'));
    told(await (await start()).importBundle(bundle(7), AT));
    expect(codeOf(await running.importBundle(bundle(6), AT, '"6"'))).toBe("trust.rolled-back");
    expect([running.status().issue, running.etag()]).toEqual([7, undefined]);
  });
});

test("what another process is writing at this moment is not tidied away by a start", async () => {
  await writeFile(join(folder, `.incoming-${process.ppid}-state.json`), "{");
  await writeFile(join(folder, ".incoming-999999999-state.json"), "{");
  await start();
  expect(await readdir(folder)).toEqual([`.incoming-${process.ppid}-state.json`]);
});

test("a bundle that another process brought counts as the highest, although its memory was overwritten", async () => {
  const running = await start();
  told(await running.importBundle(bundle(6), AT, '"6"'));
  // Both wrote state.json at the same time, and this process was the later one.
  await writeFile(join(folder, `bundle-0000000000000007-${"ab".repeat(8)}.json`), bundle(7));
  await running.reload();
  expect(running.status().issue).toBe(7);
  expect(codeOf(await running.importBundle(bundle(6), AT, '"6"'))).toBe("trust.rolled-back");
});

describe("a preview of a bundle", () => {
  test("says what is added, removed and newly revoked, with old and new issue, and changes nothing", async () => {
    const store = await start();
    told(await store.importBundle(bundle(5, { anchors: [asBase64(root)], crls: [asBase64(list(AT - HOUR, 2))] }), AT));
    const disk = await readdir(folder);
    const next = bundle(6, {
      anchors: [asBase64(root), asBase64(makeCertificate(newKey(), "新根"))],
      crls: [asBase64(list(AT, 5))],
      sampleSigners: ["cd".repeat(32)],
    });
    const preview = told(await store.preview(given(next, "issue-6.json"), AT));
    expect(trustDifference.parse(preview)).toMatchObject({
      kind: "bundle",
      fileName: "issue-6.json",
      before: { issue: 5 },
      after: { issue: 6 },
      certificates: { added: [{ subject: "CN=新根", origin: { kind: "province" } }], removed: [] },
      lists: [
        { change: "replaced", before: { entries: 2 }, after: { entries: 5 }, newlyRevoked: 3, noLongerRevoked: 0 },
      ],
      newlyRevoked: 3,
      sampleSigners: { added: 1, removed: 1 },
      listsAsOf: { before: AT - HOUR, after: AT - 600_000 },
    });
    expect(preview.refusal).toBeUndefined();
    expect([store.status().issue, await readdir(folder)]).toEqual([5, disk]);
  });

  test.each([
    ["an older issue", bundle(4), "trust.rolled-back"],
    ["what is held", bundle(5), "trust.nothing-new"],
    ["a shrunk one", bundle(6, { intermediates: [] }), "trust.shrunk"],
  ])("says why %s would be refused", async (_what, bytes, code) => {
    const store = await start();
    told(await store.importBundle(code === "trust.nothing-new" ? bytes : bundle(5), AT));
    expect(told(await store.preview(given(bytes), AT)).refusal?.code).toBe(code);
  });

  test("of a stranger says nothing but the fault", async () => {
    const store = await start();
    expect(codeOf(await store.preview(given(makeBundle(newKey())), AT))).toBe("trust.unknown-publisher");
  });

  test("that shrank is overruled by saying so, and by nothing else", async () => {
    const store = await start();
    told(await store.importBundle(bundle(5), AT));
    const small = given(bundle(6, { intermediates: [] }));
    expect(codeOf(await store.importFile(small, consent(), AT))).toBe("trust.shrunk");
    expect(codeOf(await store.importFile(small, { confirmed: [], isShrinkAllowed: true }, AT))).toBe("ok");
  });
});

describe("a roll-back", () => {
  async function threeGenerations() {
    const store = await start();
    const newest = bundle(7);
    for (const bytes of [bundle(5), bundle(6), newest]) told(await store.importBundle(bytes, AT, '"x"'));
    return { store, newest };
  }

  test("takes the generation before, across a restart, and the next refresh brings the newest back", async () => {
    const { store, newest } = await threeGenerations();
    told(await store.rollBack("admin01", AT + 1));
    expect([store.status().issue, store.etag(), store.generation()]).toEqual([6, undefined, 4]);
    const again = await start();
    expect([again.status().issue, again.etag()]).toEqual([6, undefined]);
    told(await again.importBundle(newest, AT + 2, '"7"'));
    expect([(await start()).status().issue, again.etag()]).toEqual([7, '"7"']);
  });

  test("leaves the door closed for anything older than the newest ever accepted", async () => {
    const { store } = await threeGenerations();
    told(await store.rollBack("admin01", AT + 1));
    const answers = [
      await store.importBundle(bundle(5), AT + 2),
      await store.importBundle(bundle(6, { publisher: "另一个" }), AT + 2),
      await store.importBundle(bundle(7, { publisher: "另一个" }), AT + 2),
    ];
    expect(answers.map(codeOf)).toEqual(Array(3).fill("trust.rolled-back"));
  });

  test("can be repeated until nothing older is kept", async () => {
    const { store } = await threeGenerations();
    const answers = [];
    for (let time = 0; time < 3; time += 1) answers.push(codeOf(await store.rollBack("admin01", AT + time)));
    expect([answers, store.status().issue]).toEqual([["ok", "ok", "trust.nothing-older"], 5]);
  });

  test("is in the history, with by whom", async () => {
    const { store } = await threeGenerations();
    told(await store.rollBack("admin01", AT + 9));
    const overview = trustOverview.parse(await store.overview(AT + 10));
    expect(overview).toMatchObject({ isRolledBack: true, canRollBack: true, highestIssue: 7, bundle: { issue: 6 } });
    expect(overview.generations.map(({ event, issue, by, isCurrent }) => [event, issue, by, isCurrent])).toEqual([
      ["rolled-back", 6, "admin01", true],
      ["imported", 7, undefined, false],
      ["imported", 6, undefined, false],
      ["imported", 5, undefined, false],
    ]);
  });
});

describe("the overview", () => {
  test("has everything that a screen needs, and fits the contract", async () => {
    const store = await withRoot();
    told(await store.importFile(given(list(AT - HOUR, 2), "city.crl"), consent(), AT));
    told(await store.importBundle(bundle(5), AT, '"5"'));
    const overview = trustOverview.parse(await store.overview(AT + 1));
    expect(overview).toMatchObject({
      band: "fresh",
      bundle: { issue: 5, sampleSigners: 1, seals: { entries: 1 } },
      publishers: [{ origin: "pinned", state: "in-force" }],
      refresh: { checkedAt: AT, attemptedAt: AT },
      problems: [],
    });
    expect(
      overview.lists.map(({ issuer, entries, isActive, origin }) => [issuer, entries, isActive, origin.kind]),
    ).toEqual([
      ["CN=虚构根", 0, true, "province"],
      ["CN=本市根", 2, true, "imported"],
      ["CN=虚构根", 0, false, "province"],
    ]);
    expect(overview.lists[1]).toMatchObject({ failsFrom: AT + 23 * HOUR, speaksFor: ["本市根"] });
    expect(overview.deadlines.map(({ kind }) => kind)).toEqual([
      "age-late",
      "list-due",
      "list-due",
      "bundle-due",
      "age-stale",
      "age-expired",
    ]);
  });

  test("of nothing at all has no dates", async () => {
    const overview = trustOverview.parse(await (await start()).overview(AT));
    expect(overview).toMatchObject({ band: "expired", certificates: [], lists: [], deadlines: [], generations: [] });
    expect([overview.listsAsOf, overview.bundle, overview.refresh]).toEqual([undefined, undefined, {}]);
  });
});
