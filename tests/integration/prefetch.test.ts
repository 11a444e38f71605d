/**
 * 预约预取, the whole way: a list is received, its licenses are fetched quietly, the library goes, a card is read, the prefetched
 * licenses are verified and decided on provisionally, the library is back, the decisions are re-checked, and nothing is left.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeCard } from "../../electron/app/counter/take-card.ts";
import type { AppointmentView } from "../../electron/contract/appointments.ts";
import { PERSONS, type PersonId } from "../../electron/training/cast/persons.ts";
import { MATTERS } from "../../electron/training/matters/matter-list.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

let world: TestHost;

beforeAll(async () => {
  world = await openTestHost();
  await world.signIn();
});
afterAll(() => world.close());

async function items(): Promise<readonly AppointmentView[]> {
  const listed = await world.client.call("appointments.list", {});
  if (!listed.ok) throw new Error(listed.fault.code);
  return listed.value.items;
}

async function until<T>(find: () => Promise<T | undefined>, what: string): Promise<T> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`waited for ${what}: ${JSON.stringify(await items())}`);
}

const ofMatter = async (name: string) => (await items()).filter((one) => one.matterName.includes(name));

async function audit(action: string) {
  const entries = await world.host.parts.storage.auditEntries(0, 500);
  return entries.ok ? entries.value.filter((entry) => entry.action === action) : [];
}

const lay = (id: PersonId) => {
  const { name, number } = PERSONS[id];
  const card = { type: "citizen", notes: [] } as const;
  return takeCard(world.host.parts, { name, number, card, deviceId: "test", isRepeat: false });
};

const choose = (matter: keyof typeof MATTERS) => world.client.call("matter.choose", { code: MATTERS[matter].taskCode });

describe("licenses prefetched for an appointment", { timeout: 60_000 }, () => {
  test("the list is received row by row: one row is refused by line and reason, two are taken without consent", async () => {
    const received = await world.client.call("appointments.receive", {});
    expect(received).toMatchObject({
      ok: true,
      value: {
        added: 7,
        refused: [{ line: 8, code: "number-check-digit" }],
        unconsented: [
          { line: 4, code: "consent-absent" },
          { line: 7, code: "consent-refused" },
        ],
      },
    });
  });

  test("what has a consent is fetched by itself, masked on every screen; without one nothing is", async () => {
    const ready = await until(
      async () => (await ofMatter("出生")).find(({ state }) => state === "ready"),
      "a whole prefetch",
    );
    // By a father's number the library gives no certificate of his child; the same is so at the counter.
    expect(ready).toMatchObject({ needed: 3, fetched: 2, missing: [{ fault: "license.not-found" }] });
    await until(async () => ((await items()).some(({ state }) => state === "waiting") ? undefined : true), "all asked");
    const all = await items();
    expect(all.filter(({ state }) => state === "no-consent").map(({ fetched }) => fetched)).toEqual([0, 0]);
    for (const { name, number } of Object.values(PERSONS)) {
      expect(JSON.stringify(all)).not.toContain(name);
      expect(JSON.stringify(all)).not.toContain(number);
    }
    const uses = await audit("license.fetched");
    expect(uses.length).toBeGreaterThan(5);
    expect(uses.every(({ detail, caseId }) => detail?.["purpose"] === "prefetch" && caseId === undefined)).toBe(true);
    expect(await audit("appointments.received")).toHaveLength(1);
  });

  test("a library that goes away in the middle of a case leaves the prefetched licenses to whom it had identified", async () => {
    await choose("foodPermit");
    await lay("foodOwner");
    await world.until(({ phase }) => phase === "consenting", "the consent");
    await world.setReachable(false);
    await world.client.call("consent.answer", { isGranted: true });
    const view = await world.until(({ phase }) => phase === "deciding", "licenses");
    expect(view.case?.consent?.kind).toBe("on-site");
    expect(view.case?.licenses.map(({ source }) => source)).toEqual(view.case?.licenses.map(() => "prefetched"));
    expect(view.case?.licenses.length).toBeGreaterThan(0);
    await world.client.call("case.cancel", { reason: "test" });
    await world.until(({ phase }) => phase === "ready", "ready");
    expect(await ofMatter("食品")).toEqual([]);
  });

  test("without the library a person without consent on record is not helped by the cache", async () => {
    await choose("housingFund");
    await lay("divorced");
    const stuck = await world.until((view) => view.case?.notice !== undefined, "a notice");
    expect([stuck.phase, stuck.case?.notice?.code]).toEqual(["identifying", "province.unreachable"]);
    await world.client.call("case.cancel", { reason: "test" });
    await world.until(({ phase }) => phase === "ready", "ready");
  });

  test("a typed number is not enough for it: the card is", async () => {
    await choose("birthRegistration");
    const { name, number } = PERSONS.newFather;
    await world.client.call("person.enter", { name, number });
    const stuck = await world.until((view) => view.case?.notice !== undefined, "a notice");
    expect([stuck.phase, stuck.case?.licenses]).toEqual(["identifying", []]);
    await lay("newFather");
    const view = await world.until(({ phase }) => phase === "deciding", "licenses");
    expect(view.case).toMatchObject({
      entry: { way: "id-card" },
      consent: { kind: "by-appointment", state: "granted" },
    });
    expect(view.case?.licenses.length).toBeGreaterThan(1);
    for (const license of view.case?.licenses ?? []) {
      expect(license).toMatchObject({ source: "prefetched", verdict: { face: "valid", decision: "accept" } });
      expect(license.prefetchedAt).toBeLessThan(view.case?.openedAt ?? 0);
    }
    const absent = view.case?.materials.find(({ licenseTypeNames: names }) => names.includes("出生医学证明"));
    expect(absent?.proposal).toMatchObject({ kind: "missing", fault: { code: "license.not-found" } });
    const used = (await audit("license.from-cache")).at(-1);
    expect(used).toMatchObject({ caseId: view.case?.caseId, detail: { fetchedAt: expect.stringMatching(/^20/) } });
  });

  test("what is decided on them is provisional, and the closed case takes the appointment along", async () => {
    const confirmed = await world.client.call("decision.confirm-all", {});
    expect(confirmed.ok && confirmed.value.decided).toBeGreaterThan(1);
    const view = await world.until((one) => one.case?.materials.some(({ decision }) => decision) ?? false, "decisions");
    for (const { id, decision } of view.case?.materials ?? []) {
      if (!decision) await world.client.call("decision.make", { materialId: id, kind: "paper-received" });
      else expect(decision).toMatchObject({ kind: "exempted", isRecheckRequired: true });
    }
    await world.client.call("case.close", {});
    await world.until(({ phase }) => phase === "ready", "ready");
    expect(await ofMatter("出生")).toEqual([]);
    expect((await audit("appointments.deleted")).at(-1)).toMatchObject({
      detail: { why: "case-closed", appointments: 1 },
    });
  });

  test("when the library is back each is re-checked and confirmed, the platform is told, and the list brings it back no more", async () => {
    await world.setReachable(true);
    const settled = await until(async () => {
      world.host.parts.courier.kick();
      const page = await world.client.call("history.search", { limit: 1, offset: 0 });
      const last = page.ok ? page.value.cases[0] : undefined;
      return last?.undelivered === 0 && last.rechecks.every(({ state }) => state !== "waiting") ? last : undefined;
    }, "the re-check");
    expect(settled.rechecks.length).toBeGreaterThan(1);
    expect(settled.rechecks.every(({ state }) => state === "confirmed")).toBe(true);
    expect(await world.client.call("appointments.receive", {})).toMatchObject({
      ok: true,
      value: { added: 1, done: 1, gone: 0 },
    });
    const deleted = await world.client.call("appointments.delete", {});
    expect([deleted, await items()]).toEqual([{ ok: true, value: { deleted: 6 } }, []]);
  });
});
