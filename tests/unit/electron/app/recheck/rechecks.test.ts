import { beforeEach, describe, expect, test } from "vitest";
import type { Province, PulledLicense } from "../../../../../electron/app/ports/province.ts";
import type { PendingRecheck, RecheckResult, Storage } from "../../../../../electron/app/ports/storage.ts";
import {
  createRechecker,
  type RecheckDependencies,
  runRechecks,
} from "../../../../../electron/app/recheck/rechecks.ts";
import { type FaultCode, fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../../electron/domain/result.ts";
import type { AgeBand } from "../../../../../electron/domain/trust-age/outage-policy.ts";
import { license, NOW } from "../../../../helpers/domain/builders.ts";
import { IDENTIFIER, recheckSubject } from "../../../../helpers/domain/recheck-subject.ts";
import { report } from "../../../../helpers/fixtures/reports.ts";

type Answer = "same" | "gone" | FaultCode;

/** A database that keeps what is waiting, and a library that answers as it was told to, case by case. */
let waiting: Map<number, PendingRecheck & { at: number }>;
let settled: [number, RecheckResult["state"], number][];
let answers: Map<number, Answer>;
let asked: number[];
let now: number;
let age: AgeBand;
let files: Uint8Array[];
let onAsk: (id: number) => void;
let storageFails: boolean;
let told: number;
let findings: string[];
let abort: AbortController;
let isDown: boolean;
let bugs: unknown[];
let onSettle: (id: number) => void;

const storage = {
  dueRechecks: async (at: number, limit: number) =>
    ok([...waiting.values()].filter((one) => one.at <= at).slice(0, limit)),
  async settleRecheck(id: number, result: RecheckResult, message: unknown, audit: readonly unknown[]) {
    onSettle(id);
    if (storageFails) return failed(fault("storage.full"));
    const one = waiting.get(id);
    if (!one) return ok(undefined);
    if (result.state === "waiting") waiting.set(id, { ...one, at: result.nextAttemptAt, refusals: result.refusals });
    else {
      waiting.delete(id);
      if (result.state === "flagged") findings.push(result.finding);
      settled.push([id, result.state, audit.length + (message ? 10 : 0)]);
    }
    return ok(undefined);
  },
} as unknown as Storage;

const pull = async (tokens: Readonly<Record<string, string>>): Promise<Result<readonly PulledLicense[]>> => {
  const id = Number(tokens["id"]);
  asked.push(id);
  onAsk(id);
  const answer = answers.get(id) ?? "same";
  if (answer === "gone") return failed(fault("license.not-found"));
  if (answer !== "same") return failed(fault(answer));
  const file = new Uint8Array([1, 2, 3]);
  files.push(file);
  return ok([{ record: license({ identifier: IDENTIFIER, identifierCheck: "ok" }), file }]);
};
const province = {
  duty: {
    identifyByNumber: async (_: unknown, { caseNo }: { caseNo: string }) =>
      ok({ grant: { family: "license-app", tokens: { id: caseNo } } }),
  },
  families: { "license-app": { pull: (grant: { tokens: Record<string, string> }) => pull(grant.tokens) } },
} as unknown as Province;
const verifier = {
  examine: async () => ({ report: report({ isSample: false, sm3: recheckSubject().sm3 }) }),
} as unknown as RecheckDependencies["verifier"];

const dependencies = (): RecheckDependencies => ({
  ...{ storage, province, verifier, mode: "live", trustAge: () => age, signal: abort.signal },
  clock: { now: () => now },
  isLibraryDown: () => isDown,
  onBug: (error) => {
    bugs.push(error);
    return "incident";
  },
  onSettled: () => {
    told += 1;
  },
});
const states = () => settled.map(([id, state]) => `${id} ${state}`);

beforeEach(() => {
  [settled, asked, files, bugs, findings] = [[], [], [], [], []];
  [isDown, onSettle] = [false, () => undefined];
  [now, age, told, storageFails] = [NOW, "fresh", 0, false];
  [answers, abort, onAsk] = [new Map(), new AbortController(), () => undefined];
  waiting = new Map();
  for (let id = 1; id <= 3; id += 1) put(id);
});

function put(id: number): void {
  const ids = { caseId: `c${id}`, materialId: "m1", deliveryKey: `k${id}`, decidedAt: NOW, refusals: 0 };
  waiting.set(id, { id, ...ids, subject: recheckSubject({ caseNo: String(id) }), at: NOW });
}

describe("a run of re-checks", () => {
  test("confirms what is the same and flags what is gone, each with its message and its audit row, and tells once", async () => {
    answers.set(2, "gone");
    expect(await runRechecks(dependencies())).toBe(3);
    expect(settled).toEqual([
      [1, "confirmed", 11],
      [2, "flagged", 11],
      [3, "confirmed", 11],
    ]);
    expect(told).toBe(1);
  });

  test("works off more than one batch, and leaves nothing of a license's file behind", async () => {
    for (let id = 4; id <= 45; id += 1) put(id);
    expect(await runRechecks(dependencies())).toBe(45);
    expect(files.every((file) => file.every((byte) => byte === 0))).toBe(true);
  });

  test("stops at a library that is not reached, with what was settled kept and the rest due as before", async () => {
    answers.set(2, "province.unreachable");
    expect(await runRechecks(dependencies())).toBe(1);
    expect([states(), asked, [...waiting.values()].map(({ id, at }) => [id, at])]).toEqual([
      ["1 confirmed"],
      [1, 2],
      [
        [2, NOW],
        [3, NOW],
      ],
    ]);
  });

  test.each(["province.timed-out", "province.unwell"] as const)(
    "one license that only ever brings %s is put off, longer each time, and the others are settled",
    async (code) => {
      answers.set(1, code);
      expect(await runRechecks(dependencies())).toBe(2);
      expect([states(), waiting.get(1)]).toMatchObject([
        ["2 confirmed", "3 confirmed"],
        { at: NOW + 60_000, refusals: 1 },
      ]);
      now += 60_000;
      expect(await runRechecks(dependencies())).toBe(0);
      expect(waiting.get(1)).toMatchObject({ at: now + 120_000, refusals: 2 });
    },
  );

  test("a line that goes down over it ends the run, and one that was down before counts against nobody", async () => {
    answers.set(1, "province.unwell");
    onAsk = () => {
      isDown = true;
    };
    expect([await runRechecks(dependencies()), asked, waiting.get(1)?.refusals]).toEqual([0, [1], 1]);
    answers.set(2, "province.timed-out");
    expect([await runRechecks(dependencies()), asked, waiting.get(2)?.refusals]).toEqual([0, [1, 2], 0]);
    // The third comes next, before those that wait.
    expect([await runRechecks(dependencies()), states()]).toEqual([1, ["3 confirmed"]]);
  });

  test("a portal's page before the library for two days is asked through once, and counts against nobody afterwards", async () => {
    for (const id of [1, 2, 3]) answers.set(id, "province.nonsense");
    onAsk = () => {
      isDown = true;
    };
    expect([await runRechecks(dependencies()), asked, waiting.get(1)?.refusals]).toEqual([0, [1], 1]);
    for (const until = now + 48 * 3_600_000; now < until; now += 15 * 60_000) await runRechecks(dependencies());
    expect([states(), [1, 2, 3].map((id) => waiting.get(id)?.refusals)]).toEqual([[], [1, 0, 0]]);
    answers.clear();
    isDown = false;
    now += 4 * 3_600_000;
    expect([await runRechecks(dependencies()), states()]).toEqual([3, ["1 confirmed", "2 confirmed", "3 confirmed"]]);
  });

  test("a few silences in a row are an outage that nobody has noticed yet", async () => {
    for (let id = 1; id <= 20; id += 1) {
      put(id);
      answers.set(id, "province.timed-out");
    }
    expect([await runRechecks(dependencies()), asked]).toEqual([0, [1, 2, 3]]);
  });

  test.each(["province.refused", "province.nonsense", "province.credentials", "province.unwell"] as const)(
    "what is refused with %s again and again is flagged for a person within a day",
    async (code) => {
      answers.set(1, code);
      const until = NOW + 24 * 3_600_000;
      for (; waiting.has(1) && now < until; now += 60_000) await runRechecks(dependencies());
      expect([states().at(-1), findings, asked.filter((id) => id === 1).length]).toEqual([
        "1 flagged",
        ["not-answered"],
        8,
      ]);
    },
  );

  test("a file over which the verification throws is one bug, and not the end of the run", async () => {
    const examine = async () => {
      if (asked.at(-1) === 1) throw new Error("the thread stopped");
      return { report: report({ isSample: false, sm3: recheckSubject().sm3 }) };
    };
    const throwing = { ...dependencies(), verifier: { examine } as unknown as RecheckDependencies["verifier"] };
    expect([await runRechecks(throwing), states(), bugs.length]).toEqual([2, ["2 confirmed", "3 confirmed"], 1]);
    now += 15 * 60_000;
    expect([await runRechecks(throwing), bugs.length, waiting.get(1)?.refusals]).toEqual([0, 1, 2]);
    expect(files.every((file) => file.every((byte) => byte === 0))).toBe(true);
  });

  test("puts off for a quarter of an hour what gets no answer, and goes on with the others", async () => {
    answers.set(2, "province.nonsense");
    expect(await runRechecks(dependencies())).toBe(2);
    expect([states(), waiting.get(2)?.at]).toEqual([["1 confirmed", "3 confirmed"], NOW + 15 * 60_000]);
    answers.delete(2);
    now += 15 * 60_000 - 1;
    expect(await runRechecks(dependencies())).toBe(0);
    now += 1;
    expect(await runRechecks(dependencies())).toBe(1);
  });

  test.each(["late", "stale", "expired"] as const)(
    "asks nothing while the lists are %s, and stops when they become so",
    async (band) => {
      age = band;
      expect([await runRechecks(dependencies()), asked]).toEqual([0, []]);
      age = "fresh";
      onAsk = () => {
        age = band;
      };
      expect([await runRechecks(dependencies()), asked]).toEqual([1, [1]]);
    },
  );

  test("that is aborted settles what it was at and begins nothing more", async () => {
    onAsk = (id) => id === 2 && abort.abort();
    expect([await runRechecks(dependencies()), asked]).toEqual([2, [1, 2]]);
    expect(waiting.has(3)).toBe(true);
  });

  test("ends when the database takes nothing, instead of asking the library for ever", async () => {
    storageFails = true;
    expect([await runRechecks(dependencies()), asked, told]).toEqual([0, [1], 0]);
  });

  test("cut off in the middle goes on after a restart with what was not settled, and asks nothing twice", async () => {
    onSettle = (id) => {
      if (id === 2) throw new Error("the process died");
    };
    await expect(runRechecks(dependencies())).rejects.toThrow("died");
    expect(states()).toEqual(["1 confirmed"]);
    onSettle = () => undefined;
    expect(await runRechecks(dependencies())).toBe(2);
    expect([states(), asked]).toEqual([
      ["1 confirmed", "2 confirmed", "3 confirmed"],
      [1, 2, 2, 3],
    ]);
  });

  test("flags what the library cannot be asked for at all", async () => {
    expect(await runRechecks({ ...dependencies(), province: { families: {} } as unknown as Province })).toBe(3);
    expect(states()).toEqual(["1 flagged", "2 flagged", "3 flagged"]);
  });
});

test("the rechecker has one run at a time, and its end waits for the license in work", async () => {
  const { signal: _, ...rest } = dependencies();
  const rechecker = createRechecker(rest);
  const [first, second] = [rechecker.run(), rechecker.run()];
  expect(second).toBe(first);
  await rechecker.stop();
  expect(await first).toBeLessThanOrEqual(1);
  expect(asked.length).toBeLessThanOrEqual(1);
});
