import { describe, expect, test } from "vitest";
import { createPrefetcher, type PrefetchDependencies } from "../../../../../electron/app/appointments/prefetch.ts";
import type { PrefetchState, StoredAppointment } from "../../../../../electron/app/ports/appointments.ts";
import type { PulledLicense } from "../../../../../electron/app/ports/province.ts";
import type { AuditDraft } from "../../../../../electron/domain/audit/audit-entry.ts";
import { type FaultCode, fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../../electron/domain/result.ts";
import { applicant, clerk, ID_CARD_TYPE, license, matter, NOW } from "../../../../helpers/domain/builders.ts";

type Answer = Result<readonly PulledLicense[]>;

const MINUTE = 60_000;
const { licenseId: _, ...record } = license();
const good = (): Answer => ok([{ record, file: Uint8Array.of(1, 2, 3) }]);

function appointment(id: string, changes: Partial<StoredAppointment["appointment"]> = {}): StoredAppointment {
  const consent = { means: "网上预约", at: NOW - MINUTE, reference: "SQ" };
  const time = { from: NOW, until: NOW + 30 * MINUTE };
  const { code } = matter();
  return {
    id,
    by: clerk,
    prefetched: [],
    appointment: { reference: id, matterCode: code, person: applicant, ...time, consent, ...changes },
  };
}

/** A library whose answers wait until they are let go, and a store that remembers what came. */
function world(
  stored: readonly StoredAppointment[],
  answer: () => Answer = good,
  isHeld = false,
  name?: () => Result<never>,
) {
  const kept: { id: string; answer: Answer; bytes: number[] }[] = [];
  const bugs: unknown[] = [];
  const refused: { id: string; code: FaultCode }[] = [];
  const audit: AuditDraft[] = [];
  const waiting: (() => void)[] = [];
  const seen = { asked: 0, atOnce: 0, most: 0, mayFetch: true, changed: 0 };
  const pull = async (signal: AbortSignal): Promise<Answer> => {
    seen.asked += 1;
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    await new Promise<void>((done) => {
      signal.addEventListener("abort", () => done());
      if (isHeld) waiting.push(done);
      else setImmediate(done);
    });
    seen.atOnce -= 1;
    return signal.aborted ? failed(fault("call.cancelled")) : answer();
  };
  const family = {
    family: "license-app",
    pull: (_g: unknown, _t: string, _u: unknown, signal: AbortSignal) => pull(signal),
  };
  const grant = { family: "license-app", tokens: {} } as const;
  const dependencies = {
    storage: {
      appointments: async () => ok(stored),
      putPrefetched: async (id: string, _type: string, one: Answer, rows: readonly AuditDraft[]) => {
        kept.push({ id, answer: one, bytes: one.ok ? one.value.flatMap(({ file }) => [...file]) : [] });
        audit.push(...rows);
        return ok(undefined);
      },
      notePrefetchRefusal: async (id: string, _type: string, code: FaultCode, rows: readonly AuditDraft[]) => {
        refused.push({ id, code });
        audit.push(...rows);
        return ok(undefined);
      },
      commit: async (step: { audit: readonly AuditDraft[] }) => {
        audit.push(...step.audit);
        return ok({ auditSeq: 0 });
      },
    },
    province: {
      families: { "license-app": family },
      duty: { identifyByNumber: async () => name?.() ?? ok({ grant, consent: { kind: "on-site", state: "waiting" } }) },
    },
    catalogue: { current: () => ({ version: "1", matters: [matter()], licenseTypes: [] }) },
    clock: { now: () => NOW },
    mayFetch: () => seen.mayFetch,
    onChange: () => {
      seen.changed += 1;
    },
    onBug: (error: unknown) => bugs.push(error),
  } as unknown as PrefetchDependencies;
  const prefetcher = createPrefetcher(dependencies);
  const settled = () => new Promise<void>((done) => setTimeout(done, 60));
  const run = async () => {
    prefetcher.kick();
    await settled();
  };
  return { prefetcher, bugs, kept, refused, audit, seen, waiting, settled, run };
}

const many = (count: number) => Array.from({ length: count }, (_one, index) => appointment(`a${index}`));

describe("prefetching", () => {
  test("asks for every due appointment, two at a time, and writes a use with its purpose for each license", async () => {
    const { run, kept, audit, seen } = world(many(9));
    await run();
    expect([kept.length, seen.most, seen.changed]).toEqual([9, 2, 9]);
    expect(kept[0]?.bytes).toEqual([1, 2, 3]);
    const detail = { purpose: "prefetch", appointment: "a0", type: ID_CARD_TYPE, bytes: 3 };
    expect(audit[0]).toEqual({ at: NOW, action: "license.fetched", clerk: "clerk1", detail });
    expect(JSON.stringify(audit)).not.toContain(applicant.code);
  });

  test("asks for nothing without a recorded consent, or for a matter that nobody knows", async () => {
    const { consent: _consent, ...without } = appointment("a").appointment;
    const { run, seen } = world([{ ...appointment("a"), appointment: without }, appointment("b", { matterCode: "?" })]);
    await run();
    expect(seen.asked).toBe(0);
  });

  test("waits while somebody at the counter waits for the library", async () => {
    const { run, seen } = world(many(3));
    seen.mayFetch = false;
    await run();
    expect(seen.asked).toBe(0);
  });

  test("gives way in the middle: what was under way is given up, kept nowhere, and asked for again", async () => {
    const { prefetcher, run, kept, audit, seen, settled } = world(many(5), good, true);
    await run();
    seen.mayFetch = false;
    prefetcher.giveWay();
    await settled();
    expect([seen.asked, kept.length, seen.atOnce]).toEqual([2, 0, 0]);
    expect(audit.map(({ detail }) => detail?.["fault"])).toEqual(["call.cancelled", "call.cancelled"]);
    seen.mayFetch = true;
    await run();
    expect(seen.asked).toBe(4);
    await prefetcher.stop();
  });

  test("stops asking when the library goes away, and leaves what was there", async () => {
    const { run, kept, seen } = world(many(20), () => failed(fault("province.unreachable")));
    await run();
    expect(kept).toEqual([]);
    expect(seen.asked).toBeLessThanOrEqual(2);
  });

  test("a portal's page in the library's place takes nothing away that was there", async () => {
    const stale = { typeCode: ID_CARD_TYPE, at: NOW - 121 * MINUTE, licenses: 1, refusals: 0 };
    const page = () => failed<never>(fault("province.nonsense", { reason: "html" }));
    const { run, kept, refused, audit } = world([{ ...appointment("a"), prefetched: [stale] }, appointment("b")], page);
    await run();
    expect([kept, refused]).toEqual([
      [],
      [
        { id: "a", code: "province.nonsense" },
        { id: "b", code: "province.nonsense" },
      ],
    ]);
    expect(audit.map(({ detail }) => detail?.["fault"])).toEqual(["province.nonsense", "province.nonsense"]);
  });

  test.each(["province.timed-out", "province.unwell"] as const)(
    "one appointment that only ever brings %s is put off, and the others are fetched",
    async (code) => {
      let turn = 0;
      const { run, kept, refused } = world(many(9), () => {
        turn += 1;
        return turn === 1 ? failed(fault(code)) : good();
      });
      await run();
      expect([kept.length, refused]).toEqual([8, [{ id: "a0", code }]]);
    },
  );

  test("a few without an answer in a row are an outage that nobody has noticed yet", async () => {
    const { run, seen } = world(many(20), () => failed(fault("province.timed-out")));
    await run();
    expect(seen.asked).toBeLessThanOrEqual(4);
  });

  test("a pause that the library asks for is kept, and the one it came for does not stand first the next time", async () => {
    const { run, seen, refused } = world(many(20), () => failed(fault("province.unwell", { retryAfterMs: 60_000 })));
    await run();
    expect([seen.asked <= 2, refused[0]]).toEqual([true, { id: "a0", code: "province.unwell" }]);
  });

  test("one over which the province's client throws is one bug, and not the end of the run", async () => {
    let turn = 0;
    const { run, kept, refused, bugs } = world(many(4), () => {
      turn += 1;
      if (turn === 1) throw new Error("nobody thought of that");
      return good();
    });
    await run();
    expect([kept.length, refused, bugs.length]).toEqual([3, [{ id: "a0", code: "internal.unexpected" }], 1]);
  });

  test.each([
    [1, 15],
    [2, 30],
    [4, 120],
    [9, 120],
  ])("what was refused %d times in a row waits for %d minutes", async (refusals, minutes) => {
    const askedAfter = async (waited: number) => {
      const state = { typeCode: ID_CARD_TYPE, at: NOW - waited * MINUTE, licenses: 0, refusals };
      const { run, seen } = world([{ ...appointment("a"), prefetched: [{ ...state, faultCode: "province.refused" }] }]);
      await run();
      return seen.asked;
    };
    expect([await askedAfter(minutes - 1), await askedAfter(minutes)]).toEqual([0, 1]);
  });

  test("an answer that is none is kept as one, with its reason", async () => {
    const { run, kept } = world(many(1), () => failed(fault("license.not-found")));
    await run();
    expect(kept).toMatchObject([{ answer: { ok: false, fault: { code: "license.not-found" } } }]);
  });

  test.each([
    "province.credentials",
    "province.refused",
    "province.nonsense",
    "province.no-right",
    "license.no-file",
    "license.too-large",
    "person.unknown",
  ] as const)("%s says nothing of the licenses: what was there stays, and the others are asked for", async (code) => {
    const { run, kept, refused, audit } = world(many(3), () => failed(fault(code)));
    await run();
    expect(kept).toEqual([]);
    expect(refused).toEqual(["a0", "a1", "a2"].map((id) => ({ id, code })));
    expect(audit.map(({ detail }) => detail?.["fault"])).toEqual([code, code, code]);
  });

  test("a province that does not name the person takes nothing away of any type", async () => {
    const { run, kept, refused } = world(many(1), good, false, () => failed(fault("province.credentials")));
    await run();
    expect([kept, refused]).toEqual([[], [{ id: "a0", code: "province.credentials" }]]);
  });

  test("keeps nothing of a number that the library knows under another name", async () => {
    const stranger = { ...record, holders: [{ ...applicant, name: "另一人" }] };
    const { run, kept, audit } = world(many(1), () => ok([{ record: stranger, file: Uint8Array.of(9) }]));
    await run();
    expect(kept).toMatchObject([{ answer: { ok: false, fault: { code: "appointments.other-person" } }, bytes: [] }]);
    expect(audit).toMatchObject([{ action: "license.missing" }]);
  });

  test.each([
    ["fresh", undefined, 119, 0],
    ["stale", undefined, 120, 1],
    ["failed just now", "province.refused", 14, 0],
    ["failed a while ago", "province.refused", 15, 1],
    ["fetched in the future, by a clock that was set back", undefined, -500, 1],
  ] as const)("what is %s", async (_name, faultCode: FaultCode | undefined, minutes, asked) => {
    const state: PrefetchState = { typeCode: ID_CARD_TYPE, at: NOW - minutes * MINUTE, licenses: 1, refusals: 0 };
    const prefetched = [faultCode ? { ...state, faultCode } : state];
    const { run, seen } = world([{ ...appointment("a"), prefetched }]);
    await run();
    expect(seen.asked).toBe(asked);
  });
});
