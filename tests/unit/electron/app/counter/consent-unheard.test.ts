/** A consent that was waited for while the network was away: the line is said to be lost, not the citizen to have been silent. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CaseWork, createCaseWork } from "../../../../../electron/app/counter/case-work.ts";
import { type Counter, createCounter } from "../../../../../electron/app/counter/counter.ts";
import type { CaseWorkDependencies } from "../../../../../electron/app/counter/work-context.ts";
import type { Commit, Storage } from "../../../../../electron/app/ports/storage.ts";
import type { Consent } from "../../../../../electron/domain/case/case-file.ts";
import { isInCase, PHASE_DEADLINE_MS } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../../electron/domain/result.ts";
import { caseFile, clerk, ID_CARD_TYPE, NOW } from "../../../../helpers/domain/builders.ts";

const AWAY = failed<Consent["state"]>(fault("province.unreachable"));
const SILENT = ok<Consent["state"]>("waiting");
const DEADLINE_MS = PHASE_DEADLINE_MS.consenting ?? 0;

let phone: Result<Consent["state"]>;
let asked: number;
let written: Commit[];
let counter: Counter;

beforeEach(async () => {
  vi.useFakeTimers();
  [phone, asked, written] = [SILENT, 0, []];
  const storage = {
    commit: async (step: Commit) => {
      written.push(step);
      return ok({ auditSeq: written.length });
    },
  } as unknown as Storage;
  const onBug = (error: unknown) => {
    throw error;
  };
  const client = {
    family: "phone-consent",
    consentState: async () => {
      asked += 1;
      return phone;
    },
  };
  let work: CaseWork | undefined;
  const grant = { family: "phone-consent", tokens: { trxId: "t" } } as const;
  const file = caseFile({ requests: [{ typeCode: ID_CARD_TYPE, state: "pending" }] });
  counter = createCounter(
    { kind: "identifying", clerk, isLocked: false, file },
    {
      storage,
      clock: { now: () => NOW },
      terminal: { terminalId: "T" } as never,
      perform: (effect) => effect.kind === "await-consent" && work?.perform(effect),
      onChange: () => undefined,
      onBug,
    },
  );
  work = createCaseWork({
    counter: () => counter,
    province: { families: { "phone-consent": client } },
    storage,
    clock: { now: () => NOW },
    onBug,
  } as unknown as CaseWorkDependencies);
  await counter.take({ kind: "identified", grant, consent: { kind: "by-phone", state: "waiting", at: NOW } });
});
afterEach(() => {
  counter.dispose();
  vi.useRealTimers();
});

const opened = () => {
  const state = counter.state();
  if (!isInCase(state)) throw new Error(state.kind);
  return { kind: state.kind, notice: state.file.notice?.code, request: state.file.requests[0]?.fault?.code };
};
const row = (action: string) => written.flatMap(({ audit }) => audit).find((one) => one.action === action)?.detail;

test("a citizen who does not answer is told as one who does not answer", async () => {
  await vi.advanceTimersByTimeAsync(DEADLINE_MS);
  expect(opened()).toEqual({ kind: "deciding", notice: "consent.timed-out", request: "consent.timed-out" });
  expect(row("case.timed-out")).toEqual({ phase: "consenting" });
});

test("where the network is away the connection is told as lost, on the screen and in the audit", async () => {
  await vi.advanceTimersByTimeAsync(30_000);
  phone = AWAY;
  await vi.advanceTimersByTimeAsync(DEADLINE_MS);
  expect(opened()).toEqual({ kind: "deciding", notice: "consent.unheard", request: "consent.unheard" });
  const unheard = { fault: "consent.unheard", cause: "province.unreachable" };
  expect(row("case.timed-out")).toEqual({ phase: "consenting", ...unheard });
});

test("of a network that came back in time nothing is said", async () => {
  phone = AWAY;
  await vi.advanceTimersByTimeAsync(30_000);
  phone = SILENT;
  await vi.advanceTimersByTimeAsync(DEADLINE_MS);
  expect(opened()).toMatchObject({ notice: "consent.timed-out" });
});

test("the answer given meanwhile is had by asking again once the line is back", async () => {
  phone = AWAY;
  await vi.advanceTimersByTimeAsync(DEADLINE_MS);
  phone = ok("granted");
  await counter.take({ kind: "retry-asked" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(opened()).toMatchObject({ kind: "fetching", notice: undefined });
});

test("whoever stops waiting for a line that is away does not refuse in the citizen's name", async () => {
  phone = AWAY;
  await vi.advanceTimersByTimeAsync(5_000);
  const consent = { kind: "by-phone", state: "refused", at: NOW, answeredBy: "clerk" } as const;
  await counter.take({ kind: "consent-answered", consent });
  expect(opened()).toMatchObject({ kind: "deciding", notice: "consent.unheard" });
  expect(row("case.consent")).toMatchObject({ state: "waiting", by: "clerk", cause: "province.unreachable" });
});

test("nobody asks on behind a time-out: one question at a time after the next F5", async () => {
  await vi.advanceTimersByTimeAsync(DEADLINE_MS + 2_000);
  const before = asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(before);
});
