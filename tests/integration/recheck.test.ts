/** Exempted without the library, checked again by itself when it is back: one that holds, and one that the library had cancelled. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HistoryCaseView } from "../../electron/contract/history.ts";
import { answerDocument } from "../../electron/host/documents.ts";
import { LICENSES } from "../../electron/training/cast/library.ts";
import type { License } from "../../electron/training/cast/license.ts";
import { PERSONS, type PersonId } from "../../electron/training/cast/persons.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

let world: TestHost;
const files = new Map<string, Uint8Array>();

beforeAll(async () => {
  world = await openTestHost();
  await world.signIn();
  for (const id of [licenseId("everything"), licenseId("cancelledDriver")]) {
    const answer = await fetch(`${controlEnd()}/licenses/${id}.ofd`);
    files.set(id, new Uint8Array(await answer.arrayBuffer()));
  }
});
afterAll(() => world.close());

const controlEnd = () => `${new URL(world.training.setting.province.trust.baseUrl).origin}/training`;

function licenseId(person: PersonId): string {
  const { number } = PERSONS[person];
  const isHeld = (one: License) => one.holders.some((holder) => holder.number === number);
  const found = LICENSES.find((one) => isHeld(one) && one.typeId === "transportPractitioner");
  if (!found) throw new Error(`no license of ${person}`);
  return found.id;
}

async function exemptOffline(person: PersonId): Promise<void> {
  const { client } = world;
  await world.setReachable(false);
  const listed = await client.call("matter.list", {});
  const matter = listed.ok ? listed.value.matters.find(({ name }) => name.includes("从业人员资格证")) : undefined;
  await client.call("matter.choose", { code: matter?.code ?? "" });
  const body = async () => files.get(licenseId(person)) ?? new Uint8Array();
  await answerDocument(world.host.parts, { method: "POST", path: "/present", body });
  await world.until((view) => view.case?.licenses.some(({ verdict }) => verdict) ?? false, "a verdict");
  const decided = await client.call("decision.confirm-all", {});
  expect(decided).toEqual({ ok: true, value: { decided: 1 } });
  const view = await client.call("counter.view", {});
  for (const { id, decision } of view.ok ? (view.value.case?.materials ?? []) : []) {
    if (!decision) await client.call("decision.make", { materialId: id, kind: "paper-received" });
  }
  await client.call("case.close", {});
  await world.until((one) => one.phase === "ready", "ready");
}

const counts = () => world.host.parts.status.view().recheck;

async function lastCase(fits: (one: HistoryCaseView) => boolean): Promise<HistoryCaseView | undefined> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const page = await world.client.call("history.search", { limit: 1, offset: 0 });
    const last = page.ok ? page.value.cases[0] : undefined;
    if (last && fits(last)) return last;
    await new Promise((done) => setTimeout(done, 20));
  }
  return undefined;
}

const isSettled = (one: HistoryCaseView) =>
  one.rechecks.every(({ state }) => state !== "waiting") && one.undelivered === 0;

/** What the platform has, by the end of its key. */
async function messages(): Promise<readonly unknown[]> {
  const answer = await fetch(`${controlEnd()}/received`);
  const { materials } = (await answer.json()) as { materials: { key: string; body: { recheck?: unknown } }[] };
  return materials.flatMap(({ key, body }) => (key.endsWith(":recheck") ? [body.recheck] : []));
}

describe("a license exempted from the citizen's file, without a network", () => {
  test("waits, is confirmed by itself once the library is back, and the platform is told", async () => {
    await exemptOffline("everything");
    const waiting = await lastCase(() => true);
    expect(waiting?.rechecks).toMatchObject([{ state: "waiting" }]);
    await world.setReachable(true);
    world.host.parts.courier.kick();
    const settled = await lastCase(isSettled);
    expect(settled?.rechecks).toMatchObject([{ state: "confirmed" }]);
    expect(await messages()).toMatchObject([{ state: "confirmed" }]);
    expect(counts()).toEqual({ waiting: 0, flagged: 0 });
  });

  test("that the library had cancelled, is flagged and stays as it was decided", async () => {
    await exemptOffline("cancelledDriver");
    await world.setReachable(true);
    world.host.parts.courier.kick();
    const settled = await lastCase(isSettled);
    expect(settled).toMatchObject({
      exempted: 1,
      outcome: "submitted",
      rechecks: [{ state: "flagged", finding: "no-longer-exempts", reasons: ["status-cancelled"] }],
    });
    expect(await messages()).toMatchObject([{ state: "confirmed" }, { state: "flagged" }]);
    await world.client.call("status.view", {});
    expect(counts()).toEqual({ waiting: 0, flagged: 1 });
  });

  test("is seen to by a person, under their name, and only then not counted any more", async () => {
    const flagged = async () => {
      const list = await world.client.call("recheck.flagged", {});
      if (!list.ok) throw new Error(list.fault.code);
      return list.value.flagged;
    };
    const [mine] = await flagged();
    expect(mine).toMatchObject({ materialId: expect.any(String), decisions: [{ clerk: "clerk01", kind: "exempted" }] });
    expect(mine?.personName).toMatch(/\*/);
    const act = { id: mine?.id ?? 0, handling: "citizen-called", note: "已电话告知 13900000000,明日补交" } as const;
    await world.client.call("session.sign-out", {});
    await world.signIn("audit01");
    expect(await world.client.call("recheck.handle", act)).toMatchObject({ fault: { code: "session.role" } });
    await world.client.call("session.sign-out", {});
    await world.signIn("admin01");
    expect((await flagged())[0]).not.toHaveProperty("personName");
    expect(await world.client.call("recheck.handle", act)).toEqual({ ok: true, value: {} });
    expect(counts()).toEqual({ waiting: 0, flagged: 0 });
    expect(await world.client.call("recheck.handle", act)).toMatchObject({ fault: { code: "recheck.unknown" } });
    expect((await flagged())[0]?.handled).toMatchObject({ by: "admin01", note: "已电话告知 1*********0,明日补交" });
    const head = await world.host.parts.storage.auditHead();
    const last = await world.host.parts.storage.auditEntries(head.ok ? head.value.seq - 1 : 0, 1);
    expect(last).toMatchObject({ value: [{ action: "material.recheck-handled", clerk: "admin01" }] });
  });
});
