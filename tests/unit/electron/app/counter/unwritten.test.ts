/** What the outside answers while nothing can be written: the clerk is told, and it is in the case once there is room again. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CodeFamilyClient } from "../../../../../electron/app/ports/province.ts";
import type { CaseEvent } from "../../../../../electron/domain/case/case-event.ts";
import type { Consent } from "../../../../../electron/domain/case/case-file.ts";
import { PHASE_DEADLINE_MS } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { ok } from "../../../../../electron/domain/result.ts";
import { applicant, caseFile, clerk, license, NOW } from "../../../../helpers/domain/builders.ts";
import { type CounterWorld, counterWorld } from "../../../../helpers/host/counter-world.ts";

const GRANT = { family: "phone-consent", tokens: { trxId: "t" } } as const;
const identified = (state: Consent["state"]): CaseEvent => {
  return { kind: "identified", person: applicant, grant: GRANT, consent: { kind: "by-phone", state, at: NOW } };
};

let world: CounterWorld;
let phone: Consent["state"];
let file: Uint8Array;
let pull: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  [phone, file] = ["waiting", new Uint8Array([1, 2])];
  const { promise, resolve } = Promise.withResolvers<void>();
  pull = resolve;
  const client = {
    consentState: async () => ok(phone),
    pull: () => promise.then(() => ok([{ record: license(), file }])),
  } as unknown as CodeFamilyClient;
  world = counterWorld({
    start: { kind: "identifying", clerk, isLocked: false, file: caseFile() },
    province: { families: { "phone-consent": client } },
  });
});
afterEach(() => {
  world.counter.dispose();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test.each(["storage.full", "storage.busy"] as const)("a license (%s)", async (code) => {
  await world.counter.take(identified("granted"));
  world.disk = fault(code);
  pull();
  await pass((PHASE_DEADLINE_MS.fetching ?? 0) + 5_000);
  expect([world.told, world.open().file.licenses]).toEqual([[code], []]);
  world.disk = undefined;
  await pass(1_000);
  expect(world.open()).toMatchObject({
    kind: "deciding",
    file: { requests: [{ state: "arrived" }], licenses: [{ verdict: { decision: "accept" } }] },
  });
  expect(world.written.flatMap(({ bodies = [] }) => bodies.map(({ bytes }) => bytes))).toEqual([
    new Uint8Array([1, 2]),
  ]);
});

test("an answer on the phone", async () => {
  await world.counter.take(identified("waiting"));
  world.disk = fault("storage.busy");
  phone = "granted";
  await pass(10_000);
  expect([world.open().kind, world.told]).toEqual(["consenting", ["storage.busy"]]);
  world.disk = undefined;
  await pass(1_000);
  expect(world.open()).toMatchObject({ kind: "fetching", file: { consent: { state: "granted" } } });
  await pass(PHASE_DEADLINE_MS.consenting ?? 0);
  expect(world.open().file.notice?.code).not.toBe("consent.timed-out");
});

test("it is tried no longer than the case is open", async () => {
  await world.counter.take(identified("granted"));
  world.disk = fault("storage.full");
  pull();
  await pass(3_000);
  world.disk = undefined;
  await world.counter.take({ kind: "cancelled", reason: "群众离开" });
  await pass(10_000);
  expect([world.counter.state().kind, file]).toEqual(["ready", new Uint8Array(2)]);
  expect(world.written.some(({ audit }) => audit.some(({ action }) => action === "license.fetched"))).toBe(false);
});
