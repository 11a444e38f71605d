/**
 * What went wrong in other projects with trust data and verdicts (reference trust-ux A9), each as a test under its number:
 * 1–11, 27 and 28. Everything is real but the clock; see `trust-world.ts`.
 */
import { chmod, rm, writeFile } from "node:fs/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createStatusBoard } from "../../electron/app/status-board.ts";
import { printStatus } from "../../electron/cli/trust-text.ts";
import { statusView } from "../../electron/contract/status.ts";
import { assessLicense } from "../../electron/domain/exemption/assess.ts";
import { ok } from "../../electron/domain/result.ts";
import { buildTrustSet } from "../../electron/seal/trust-set.ts";
import { verifyDocument } from "../../electron/seal/verify.ts";
import { openTrustStore } from "../../electron/trust/trust-store.ts";
import { startVerifierPool } from "../../electron/verification/verifier-pool.ts";
import { STRINGS } from "../../renderer/strings/language.ts";
import {
  assessmentContext,
  ID_CARD_TYPE,
  license as record,
  verdict as verdictWith,
} from "../helpers/domain/builders.ts";
import { sourceEntries } from "../helpers/host/open-test-host.ts";
import { issueCertificate, type Party } from "../helpers/seal-factory/certificate.ts";
import { createPki, DAY, HOUR, NOW } from "../helpers/seal-factory/pki.ts";
import { keyFor } from "../helpers/seal-factory/sm2-key.ts";
import { asBase64, newKey } from "../helpers/trust-bundle.ts";
import { edition, license, openTrustWorld, publisher, SIGNER_REVOKED, type TrustWorld } from "./trust-world.ts";

const MINUTE = 60_000;
const fresh = (issue: number, at = NOW) => edition({ issue, at });
const revoking = (issue: number, at = NOW) => edition({ issue, at, lists: { authority: SIGNER_REVOKED } });

let world: TrustWorld;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
async function open(first: Uint8Array | undefined): Promise<TrustWorld> {
  world = await openTrustWorld(first);
  closers.push(() => world.close());
  return world;
}
/** The verification threads of the product on the store of the world. */
function openThreads() {
  const pool = startVerifierPool({ workerUrl: sourceEntries.verifyWorker, trust: world.store, threads: 1 });
  closers.push(() => pool.close());
  return async () => (await pool.examine(license, world.now())).report.decision;
}

test("1: after 25 hours without network the data are there within a minute of its return, without a restart", async () => {
  await open(fresh(1));
  world.setReachable(false);
  await world.pass(25 * HOUR);
  expect([world.band(), world.store.status().lastFault?.code]).toEqual(["late", "province.unreachable"]);
  world.publish(fresh(2, world.now()));
  world.setReachable(true);
  await world.pass(MINUTE);
  expect([world.band(), world.store.status().issue, world.store.status().lastFault]).toEqual(["fresh", 2, undefined]);
});

test("2: a list that runs out while offline stops answering at its time, and what it revoked stays revoked", async () => {
  await open(edition({ issue: 1, at: NOW, nextUpdate: NOW + 3 * HOUR }));
  world.setReachable(false);
  await world.pass(3 * HOUR - MINUTE);
  expect(world.verdict().indication).toBe("TOTAL_PASSED");
  await world.pass(2 * MINUTE);
  expect(world.verdict()).toMatchObject({ indication: "INDETERMINATE", decision: "refer" });
  expect(world.verdict().codes).toContain("REVOCATION_STALE");
  const lists = { authority: SIGNER_REVOKED };
  world.publish(edition({ issue: 2, at: world.now(), nextUpdate: world.now() + HOUR, lists }));
  world.setReachable(true);
  await world.pass(MINUTE);
  world.setReachable(false);
  await world.pass(2 * HOUR);
  expect(world.verdict().decision).toBe("reject");
});

test("3: an entry that is gone upstream is gone from the verdict after the next sync", async () => {
  await open(revoking(1));
  const decision = openThreads();
  expect(await decision()).toBe("reject");
  world.publish(fresh(2, NOW + MINUTE));
  await world.pass(30 * MINUTE);
  expect(await decision()).toBe("accept");
});

test("4: a manual reload after 304 really reloads", async () => {
  await open(fresh(1));
  await world.pass(30 * MINUTE);
  expect(world.asked.map(({ tag }) => typeof tag)).toEqual(["undefined", "string"]);
  // A gateway that answers 304 to whatever carries a tag.
  const newer = fresh(2, world.now());
  world.answer((response, tag) =>
    tag === undefined ? response.writeHead(200, { etag: '"2"' }).end(newer) : response.writeHead(304).end(),
  );
  await world.pass(30 * MINUTE);
  expect(world.store.status().issue).toBe(1);
  await world.refresh.refreshNow(true);
  expect([world.asked.at(-1)?.tag, world.store.status().issue]).toEqual([undefined, 2]);
});

test("5: a new revocation is in the verdicts within the refresh interval, from the publisher to the thread", async () => {
  await open(fresh(1));
  const decision = openThreads();
  expect(await decision()).toBe("accept");
  await world.pass(29 * MINUTE);
  world.publish(revoking(2, world.now()));
  await world.pass(30 * MINUTE);
  expect(await decision()).toBe("reject");
});

describe("6: one of several lists that fails spoils the state of the whole", () => {
  test("a broken list: the bundle is refused, the fault is told, the good copy stays", async () => {
    await open(fresh(1));
    const broken = Buffer.from("MAMCAQE=", "base64").toString("base64");
    world.publish(edition({ issue: 2, at: NOW + 1, changes: { crls: [broken, broken] } }));
    await world.pass(30 * MINUTE);
    expect(world.store.status()).toMatchObject({ issue: 1, lastFault: { code: "trust.unreadable" } });
  });

  test("an old list: the age of all is the age of the oldest", async () => {
    await open(edition({ issue: 1, at: NOW, lists: { root: { thisUpdate: NOW - 8 * DAY } } }));
    expect(world.band()).toBe("expired");
  });

  test("a missing list: no verdict that needs it is good", async () => {
    const whole = await openTrustWorld(fresh(1));
    closers.push(() => whole.close());
    const { crls, ...rest } = whole.store.current();
    const report = verifyDocument(license, { trust: buildTrustSet({ ...rest, crls: crls.slice(0, 1) }), at: NOW });
    expect(report).toMatchObject({ indication: "INDETERMINATE", decision: "refer", codes: ["REVOCATION_UNKNOWN"] });
  });
});

test("7: what never had data says 从未更新 and no date, and nothing may be exempted on it", async () => {
  await open(undefined);
  const { listsAsOf, issue, checkedAt, lastFault } = world.store.status();
  expect([listsAsOf, issue, checkedAt, lastFault?.code]).toEqual([undefined, undefined, undefined, "province.unwell"]);
  const lines: string[] = [];
  const keep = (text: string) => void lines.push(text);
  printStatus({ json: () => undefined, line: keep, note: keep }, await world.store.overview(NOW));
  expect(lines[0]).toBe("吊销信息截至: 从未更新");
  expect(`${lines.join()} ${STRINGS.zh.status.trustNone}`).not.toMatch(/19\d\d|NaN|Invalid/);
  expect([world.band(), world.verdict().decision]).toEqual(["expired", "refer"]);
});

describe("8: an answer that is no bundle never takes the place of the data", () => {
  test.each<[string, Parameters<TrustWorld["answer"]>[0]]>([
    ["a portal's page", (response) => void response.writeHead(200, { etag: '"p"' }).end("<html>请先登录</html>")],
    ["a page of the gateway", (response) => void response.writeHead(200).end("Server temporarily unavailable")],
    ["nothing", (response) => void response.writeHead(200, { etag: '"e"' }).end()],
    ["a redirect", (response) => void response.writeHead(302, { location: "http://portal.invalid/" }).end()],
    ["half of a bundle", (response) => void response.writeHead(200, { etag: '"h"' }).end(fresh(2).subarray(0, 700))],
    ["JSON of another kind", (response) => void response.writeHead(200).end('{"ok":true}')],
  ])("%s", async (_what, answer) => {
    await open(fresh(1));
    world.answer(answer);
    await world.pass(31 * MINUTE);
    expect(world.asked.length).toBeGreaterThan(1);
    expect([world.store.status().issue, world.verdict().decision]).toEqual([1, "accept"]);
    expect(world.store.status().lastFault?.code).toMatch(/^(trust\.unreadable|province\.nonsense)$/);
    world.publish(fresh(2, world.now()));
    await world.pass(11 * MINUTE);
    expect([world.store.status().issue, world.store.status().lastFault]).toEqual([2, undefined]);
  });
});

describe("9: the folder that is lost while running", () => {
  test("deleted: verdicts go on, and the next whole answer brings the files back", async () => {
    await open(fresh(1));
    await rm(world.folder, { recursive: true });
    await world.pass(30 * MINUTE);
    expect([world.verdict().decision, world.store.etag()]).toEqual(["accept", undefined]);
    await world.pass(30 * MINUTE);
    const again = await openTrustStore({ folder: world.folder, publishers: [publisher.point] });
    expect(again.status().issue).toBe(1);
  });

  test("not to be written: verdicts go on, the fault is told, and it heals by itself", async () => {
    await open(fresh(1));
    // A file in the folder's place stands for a read-only disk: it hinders the superuser, too.
    await rm(world.folder, { recursive: true });
    await writeFile(world.folder, "in the way");
    world.publish(fresh(2, NOW + MINUTE));
    await world.pass(30 * MINUTE);
    expect([world.store.status().issue, world.verdict().decision]).toEqual([1, "accept"]);
    expect(world.store.status().lastFault?.code).toMatch(/^storage\./);
    await rm(world.folder);
    await world.pass(11 * MINUTE);
    expect([world.store.status().issue, world.store.status().lastFault]).toEqual([2, undefined]);
  });

  test.skipIf(process.getuid?.() === 0)("read-only: the same", async () => {
    await open(fresh(1));
    await chmod(world.folder, 0o500);
    world.publish(fresh(2, NOW + MINUTE));
    await world.pass(30 * MINUTE);
    expect(world.store.status()).toMatchObject({ issue: 1, lastFault: { code: "storage.readonly" } });
    await chmod(world.folder, 0o700);
  });
});

describe("10: the signer of the data changes", () => {
  const next = newKey();
  const iso = (at: number) => new Date(at).toISOString();
  const announcing = (issue: number) =>
    edition({
      issue,
      at: NOW,
      changes: {
        nextPublisher: { key: Buffer.from(next.point).toString("hex"), from: iso(NOW), until: iso(NOW + DAY) },
      },
    });
  const offered = async (bytes: Uint8Array) => {
    world.publish(bytes);
    await world.pass(30 * MINUTE);
    return [world.store.status().issue, world.store.status().lastFault?.code];
  };

  test("old and new overlap: both are taken; then the old one alone is not", async () => {
    await open(announcing(1));
    expect(await offered(edition({ issue: 2, at: NOW, key: next }))).toEqual([2, undefined]);
    expect(await offered(edition({ issue: 3, at: NOW }))).toEqual([3, undefined]);
    await world.pass(DAY);
    expect(await offered(edition({ issue: 4, at: world.now() }))).toEqual([3, "trust.publisher-retired"]);
    expect(await offered(edition({ issue: 5, at: world.now(), key: next }))).toEqual([5, undefined]);
  });

  test("old only: nothing changes where nothing was announced", async () => {
    await open(fresh(1));
    expect(await offered(fresh(2))).toEqual([2, undefined]);
  });

  test("unknown: refused, and the good copy stays in use", async () => {
    await open(fresh(1));
    expect(await offered(edition({ issue: 2, at: NOW, key: newKey() }))).toEqual([1, "trust.unknown-publisher"]);
    expect(world.verdict().decision).toBe("accept");
  });
});

describe("10: the key under a list changes", () => {
  const pki = createPki();
  const renewed = issueCertificate({
    commonName: "测试签发 CA1",
    organization: "测试认证中心",
    issuer: pki.root,
    key: keyFor("renewed"),
    serial: 77n,
    notBefore: NOW - DAY,
    notAfter: NOW + 300 * DAY,
    isCa: true,
    pathLength: 0,
    keyUsage: [5, 6],
  });
  const byNewKey = { authority: { signingKey: renewed.key } };
  const held = (...parties: Party[]) => ({ intermediates: parties.map(({ certificate }) => asBase64(certificate)) });

  test.each([
    ["old only", {}, held(pki.authority), "accept", []],
    ["old and new overlap, the list by the new one", byNewKey, held(pki.authority, renewed), "accept", []],
    ["old and new overlap, the list by the old one", {}, held(renewed, pki.authority), "accept", []],
    ["unknown: the list by a key that nobody holds", byNewKey, held(pki.authority), "refer", ["REVOCATION_UNKNOWN"]],
  ])("%s", async (_what, lists, changes, decision, codes) => {
    await open(edition({ issue: 1, at: NOW, lists, changes }));
    expect(world.verdict()).toMatchObject({ decision, codes });
  });
});

test("11: a publisher that forgets to renew is counted down before it bites, and told when it has", async () => {
  await open(edition({ issue: 1, at: NOW, nextUpdate: NOW + 3 * DAY }));
  const deadlines = async () => (await world.store.overview(world.now())).deadlines;
  const ahead = (await deadlines()).map(({ kind, at }) => [kind, (at - NOW) / DAY]);
  expect(ahead).toEqual([
    ["age-late", 1],
    ["age-stale", 2],
    ["bundle-due", 3],
    ["list-due", 3],
    ["list-due", 3],
    ["age-expired", 7],
  ]);
  const bands = [];
  for (const _day of [1, 2, 3]) {
    await world.pass(DAY - HOUR / 2);
    bands.push(world.band());
  }
  expect(bands).toEqual(["aging", "late", "stale"]);
  expect(world.verdict().decision).toBe("accept");
  await world.pass(3 * HOUR);
  const over = (await deadlines()).filter(({ at }) => at < world.now()).map(({ kind }) => kind);
  expect(over).toEqual(["age-late", "age-stale", "bundle-due", "list-due", "list-due"]);
  // The province answers well all the while: that it has nothing newer is no success of the data.
  expect([world.store.status().lastFault, world.verdict().decision]).toEqual([undefined, "refer"]);
});

describe("27: the clock", () => {
  const up = { state: "up", since: NOW } as const;
  /** The product's status board on the world's store; `highest` = the latest time that was ever committed. */
  const boardAt = async (now: number, highest = NOW) => {
    const board = createStatusBoard({
      mode: "live",
      policyVersion: "1",
      clock: { now: () => now },
      network: { view: () => ({ library: up, platform: up, trust: up }) },
      readers: { views: () => [] } as never,
      trust: world.store,
      storage: {
        outboxCounts: async () => ok({ queued: 0, unknown: 0, refused: 0, delivered: 0, auditPending: 0 }),
        recheckCounts: async () => ok({ waiting: 0, flagged: 0 }),
        highestTimeSeen: async () => ok(highest),
        setAsideCases: async () => ok(0),
        health: async () => ok(undefined),
      } as never,
      catalogue: { current: () => undefined } as never,
      backups: { view: () => ({}) },
      keys: "file",
    });
    await board.refresh();
    const { isClockDoubtful, trust } = statusView.parse(board.view());
    return [isClockDoubtful, trust.band];
  };

  test.each([
    ["thirty seconds ahead", 30_000, false, "fresh"],
    ["thirty seconds behind", -30_000, false, "fresh"],
    ["two hours ahead", 2 * HOUR, false, "fresh"],
    ["two hours behind", -2 * HOUR, true, "expired"],
    ["back in 1970", 60_000 - NOW, true, "expired"],
  ])("%s raises the alarm only when it went back", async (_what, offset, isDoubtful, band) => {
    await open(fresh(1));
    expect(await boardAt(NOW + offset)).toEqual([isDoubtful, band]);
  });

  test("behind the data themselves is doubtful, even where no later time was ever seen", async () => {
    await open(fresh(1));
    expect((await boardAt(NOW - 2 * HOUR, 0))[1]).toBe("expired");
  });

  test.each(["Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Pacific/Kiritimati", "UTC"])(
    "in the zone %s says the same, across its change to and from summer time",
    async (zone) => {
      await open(fresh(1));
      const before = process.env["TZ"];
      process.env["TZ"] = zone;
      closers.push(async () => {
        if (before === undefined) delete process.env["TZ"];
        else process.env["TZ"] = before;
      });
      expect(await boardAt(NOW)).toEqual([false, "fresh"]);
      const summer = Date.parse("2027-03-14T06:59:00Z");
      expect([await boardAt(summer, summer - MINUTE), await boardAt(summer + 2 * MINUTE, summer)]).toEqual([
        [false, "expired"],
        [false, "expired"],
      ]);
    },
  );

  test("set back while running does not put the next refresh off", async () => {
    await open(fresh(1));
    const before = world.asked.length;
    world.turnClock(NOW - DAY);
    await world.pass(15_000);
    expect(world.asked.length).toBeGreaterThan(before);
  });
});

test("28: what a sample signer sealed is labelled 样例 and exempts nothing in live mode", async () => {
  await open(fresh(1));
  const [{ signer } = {}] = world.verdict().signatures;
  world.publish(edition({ issue: 2, at: NOW + 1, changes: { sampleSigners: [signer?.fingerprint] } }));
  await world.pass(30 * MINUTE);
  const report = world.verdict();
  expect([report.indication, report.isSample]).toEqual(["TOTAL_PASSED", true]);
  const option = { licenseTypes: [ID_CARD_TYPE], holderRole: "applicant", offlineAllowed: true } as const;
  const judged = verdictWith({ isSample: report.isSample, indication: report.indication, decision: report.decision });
  const live = assessLicense(record(), judged, option, assessmentContext({ mode: "live" }));
  expect([live.face, live.right, live.reasons[0]?.code]).toEqual(["not-license", "no", "sample-license"]);
  expect(STRINGS.zh.words.faces["not-license"]).toContain("样例");
});
