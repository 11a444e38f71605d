/** A presented file belongs to the case it was presented in: while it is examined, the next citizen may have sat down. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { presentFile } from "../../../../../electron/app/counter/present-file.ts";
import type { CaseEvent } from "../../../../../electron/domain/case/case-event.ts";
import type { CounterState } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { caseFile, clerk, matter, NOW } from "../../../../helpers/domain/builders.ts";
import { type CounterWorld, counterWorld, READY } from "../../../../helpers/host/counter-world.ts";

let world: CounterWorld;
let examined: () => void;

function begin(start: CounterState): void {
  world = counterWorld({ start });
  const { promise, resolve } = Promise.withResolvers<void>();
  [world.verifying, examined] = [promise, resolve];
}
const deciding = (id: string): CounterState => {
  return { kind: "deciding", clerk, isLocked: false, file: caseFile({ id, requests: [] }) };
};
const after = async (...events: readonly CaseEvent[]) => {
  for (const event of events) {
    expect(await world.counter.take(event)).toMatchObject({ ok: true });
    await new Promise((done) => setImmediate(done));
    await world.counter.idle();
  }
};
const cancelled: CaseEvent = { kind: "cancelled", reason: "群众离开" };
const nextCase: CaseEvent = { kind: "opened", file: caseFile({ id: "next" }) };

beforeEach(() => begin(deciding("first")));
afterEach(() => world.counter.dispose());

test("a file joins the case it was presented in", async () => {
  const file = new Uint8Array([1, 2, 3]);
  const presented = presentFile(world.parts, file);
  examined();
  expect(await presented).toEqual({ ok: true, value: { caseId: "first" } });
  expect(world.open().file.licenses).toHaveLength(1);
});

test.each<[string, CounterState, readonly CaseEvent[]]>([
  ["the next citizen's case is open", deciding("first"), [cancelled, nextCase]],
  ["nobody's case is open", deciding("first"), [cancelled]],
  ["the next citizen came while none was open", READY, [nextCase]],
  ["a case was opened and ended meanwhile", READY, [nextCase, cancelled]],
  ["somebody else sits there", READY, [{ kind: "signed-out" }, signedIn(), chosen()]],
  ["another matter was chosen", READY, [chosen()]],
])("a file whose place is gone is told so, and nothing of it is kept: %s", async (_why, start, events) => {
  begin(start);
  const file = new Uint8Array([1, 2, 3]);
  const presented = presentFile(world.parts, file);
  await after(...events);
  const before = world.counter.state();
  examined();
  expect(await presented).toMatchObject({ ok: false, fault: { code: "license.case-gone" } });
  expect(world.counter.state()).toEqual(before);
  expect(world.kept).toEqual([]);
  expect(file).toEqual(new Uint8Array(3));
});

test("it is presented when it is handed over, not when the last byte of it has come", async () => {
  const { promise: reading, resolve: read } = Promise.withResolvers<Uint8Array>();
  const presented = presentFile(world.parts, reading);
  await after(cancelled, nextCase);
  read(new Uint8Array([1]));
  examined();
  expect(await presented).toMatchObject({ fault: { code: "license.case-gone" } });
});

test("one that comes to a counter that locked meanwhile is not kept either", async () => {
  const file = new Uint8Array([1]);
  const presented = presentFile(world.parts, file);
  await after({ kind: "locked", why: "idle" });
  examined();
  expect(await presented).toMatchObject({ fault: { code: "session.locked" } });
  expect([world.kept, file]).toEqual([[], new Uint8Array(1)]);
});

test("one that is presented while the phone does not answer is in the case, or said not to be", async () => {
  const file = caseFile({ consent: { kind: "by-phone", state: "waiting", at: NOW } });
  begin({ kind: "consenting", clerk, isLocked: false, file });
  examined();
  expect((await presentFile(world.parts, new Uint8Array([1]))).ok).toBe(true);
  expect(world.open()).toMatchObject({ kind: "consenting", file: { licenses: [{ record: { source: "presented" } }] } });
  world.disk = fault("storage.busy");
  const refused = await presentFile(world.parts, new Uint8Array([1]));
  expect(refused).toMatchObject({ ok: false, fault: { code: "storage.busy" } });
  expect(world.open().file.licenses).toHaveLength(1);
});

test("where it cannot be written down that nothing comes from the library, that is said at once", async () => {
  begin({ kind: "identifying", clerk, isLocked: false, file: caseFile() });
  examined();
  world.disk = fault("storage.full");
  expect(await presentFile(world.parts, new Uint8Array([1]))).toMatchObject({ fault: { code: "storage.full" } });
  expect([world.open().kind, world.kept]).toEqual(["identifying", []]);
});

function signedIn(): CaseEvent {
  return { kind: "signed-in", clerk: { ...clerk } };
}

function chosen(): CaseEvent {
  return { kind: "matter-chosen", matter: matter() };
}
