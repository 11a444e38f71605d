/** What comes of a citizen's licenses after the wipe is not kept: whatever was on its way when the case ended. */
import { afterEach, expect, test } from "vitest";
import { presentFile } from "../../../../../electron/app/counter/present-file.ts";
import type { CodeFamilyClient } from "../../../../../electron/app/ports/province.ts";
import type { CaseEvent } from "../../../../../electron/domain/case/case-event.ts";
import type { CaseFile } from "../../../../../electron/domain/case/case-file.ts";
import type { CounterState } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";
import { applicant, caseFile, clerk, held, license, matter, NOW } from "../../../../helpers/domain/builders.ts";
import { type CounterWorld, counterWorld, type WorldOptions } from "../../../../helpers/host/counter-world.ts";

const CANCELLED: CaseEvent = { kind: "cancelled", reason: "群众离开" };
const GRANT = { family: "service-code", tokens: { t: "1" } } as const;
const GRANTED: CaseEvent = {
  kind: "identified",
  person: applicant,
  grant: GRANT,
  consent: { kind: "by-code", state: "granted", at: NOW },
};
const settled = () => new Promise((done) => setTimeout(done, 5));
const files = (count: number) => Array.from({ length: count }, (_, at) => new Uint8Array([at + 1, at + 1]));
const pulled = (file: Uint8Array) => ({ record: license(), file });
const families = (pull: CodeFamilyClient["pull"]) => ({ families: { "service-code": { pull } as CodeFamilyClient } });
const inCase = (kind: "identifying" | "deciding", file: Partial<CaseFile> = {}): CounterState => {
  return { kind, clerk, isLocked: false, file: caseFile(file) };
};

let world: CounterWorld;
let wiped: () => void;

/** The wiping of the screens takes a while: the case is closing until `wiped`. */
function begin(options: WorldOptions): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  wiped = resolve;
  world = counterWorld({ ...options, wipeOutside: () => promise });
}

/** In memory and readable: neither dropped nor overwritten. */
const left = (all: readonly Uint8Array[]) => all.filter((file) => file.some((byte) => byte !== 0));

async function expectNothingLeft(all: readonly Uint8Array[]): Promise<void> {
  await settled();
  expect([world.open().kind, left(all), left(world.kept)]).toEqual(["closing", [], []]);
  wiped();
  await settled();
  expect([world.counter.state().kind, left(all), left(world.kept)]).toEqual(["ready", [], []]);
}

afterEach(() => world.counter.dispose());

test("the other licenses of an answer in the middle of which the case was cancelled", async () => {
  const answer = files(3);
  begin({ start: inCase("identifying"), province: families(async () => ok(answer.map(pulled))) });
  world.verifying = new Promise(() => undefined);
  await world.counter.take(GRANTED);
  while (world.kept.length === 0) await Promise.resolve();
  await world.counter.take(CANCELLED);
  await expectNothingLeft(answer);
});

test("an answer of the library that comes while the case is closing", async () => {
  const answer = files(2);
  const { promise, resolve } = Promise.withResolvers<void>();
  begin({ start: inCase("identifying"), province: families(() => promise.then(() => ok(answer.map(pulled)))) });
  await world.counter.take(GRANTED);
  await world.counter.take(CANCELLED);
  resolve();
  await expectNothingLeft(answer);
  expect(world.kept).toEqual([]);
});

test("what was prefetched and is read when the case has ended", async () => {
  const answer = files(2);
  const { promise, resolve } = Promise.withResolvers<void>();
  begin({
    start: inCase("identifying"),
    province: families(async () => failed(fault("province.unreachable"))),
    storage: {
      appointmentFor: async () => ok({ id: "a", prefetched: [] } as never),
      prefetched: () => promise.then(() => ok(answer.map(pulled) as never)),
    },
  });
  await world.counter.take(GRANTED);
  await settled();
  await world.counter.take(CANCELLED);
  resolve();
  await expectNothingLeft(answer);
  expect(world.kept).toEqual([]);
});

test("a file of a resumed case that is read when the case has ended", async () => {
  const [saved] = files(1) as [Uint8Array];
  const { promise, resolve } = Promise.withResolvers<void>();
  const interrupted = {
    phase: "verifying",
    file: caseFile({ requests: [], licenses: [{ ...held(), verdict: undefined as never }] }),
  } as const;
  begin({
    start: { kind: "ready", clerk, isLocked: false, matter: matter(), interrupted },
    storage: { licenseBody: () => promise.then(() => ok(saved)) },
  });
  await world.counter.take({ kind: "resumed" });
  await world.counter.take(CANCELLED);
  resolve();
  await expectNothingLeft([saved]);
  expect(world.kept).toEqual([]);
});

test("what was found out about a license whose case was closed meanwhile", async () => {
  const answer = files(1);
  begin({ start: inCase("identifying"), province: families(async () => ok(answer.map(pulled))) });
  const { promise, resolve } = Promise.withResolvers<void>();
  world.verifying = promise;
  await world.counter.take(GRANTED);
  await settled();
  const [entered] = world.open().file.licenses;
  await world.counter.take(CANCELLED);
  resolve();
  await settled();
  expect(world.examinations.get(entered?.record.licenseId ?? "")).toBeUndefined();
  await expectNothingLeft(answer);
});

test("a file that is presented while the case is closing, or that is still examined then", async () => {
  const both = files(2);
  const [early, late] = both as [Uint8Array, Uint8Array];
  begin({ start: inCase("deciding") });
  const { promise, resolve } = Promise.withResolvers<void>();
  world.verifying = promise;
  const answers = [presentFile(world.parts, early)];
  await world.counter.take(CANCELLED);
  answers.push(presentFile(world.parts, late));
  resolve();
  const gone = { ok: false, fault: { code: "license.case-gone" } };
  expect(await Promise.all(answers)).toMatchObject([gone, gone]);
  await expectNothingLeft(both);
  expect(world.kept).toEqual([]);
});

test("a license that could not be entered into the case", async () => {
  const [file] = files(1) as [Uint8Array];
  begin({ start: inCase("deciding", { requests: [] }) });
  world.disk = fault("storage.full");
  expect(await presentFile(world.parts, file)).toMatchObject({ ok: false, fault: { code: "storage.full" } });
  expect([left([file]), left(world.kept), world.open().file.licenses]).toEqual([[], [], []]);
});
