/** A clock that once ran ahead: in doubt until a person confirms the present time, and never a way to make old trust data young. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkpointIfDue } from "../../electron/app/audit-checkpoints.ts";
import { confirmTime, type TimeConfirmation } from "../../electron/app/confirm-time.ts";
import type { Storage } from "../../electron/app/ports/storage.ts";
import { createStatusBoard } from "../../electron/app/status-board.ts";
import { clockConfirm } from "../../electron/cli/clock-confirm.ts";
import { UsageError } from "../../electron/cli/command.ts";
import { TRAINING_TERMINAL_ID } from "../../electron/host/training-setting.ts";
import { listBackups } from "../../electron/storage/backup.ts";
import { startStorage } from "../../electron/storage/storage-client.ts";
import { recheckSubject } from "../helpers/domain/recheck-subject.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { type Bench, createBench, delivery, draft, interrupted, START, value } from "./storage-sample.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A board whose battery is empty, or a slip of a finger. */
const AHEAD = Date.parse("2099-01-01T00:00:00+08:00");

describe("the clock had run ahead", () => {
  let bench: Bench;
  let storage: Storage;
  let now: number;
  /** When the lists here were issued. */
  let issuedAt: number;

  const audit = async (after = 0) => value(await storage.auditEntries(after, 2_000));
  const trust = {
    overview: async () => ({ bundle: { issuedAt }, lists: [{ thisUpdate: issuedAt - HOUR }] }) as never,
  };
  const confirm = (given: Partial<TimeConfirmation> = {}) =>
    confirmTime(
      { storage, trust, clock: { now: () => now } },
      { at: now, by: "cli:root", reason: "主板电池没电,已换 13900000000", ...given },
    );
  const board = async () => {
    const up = { state: "up", since: 0 } as const;
    const made = createStatusBoard({
      ...{ mode: "live", policyVersion: "1", clock: { now: () => now }, keys: "file", storage },
      network: { view: () => ({ library: up, platform: up, trust: up }) },
      readers: { views: () => [] } as never,
      trust: { status: () => ({ listsAsOf: issuedAt }) } as never,
      catalogue: { current: () => undefined } as never,
      backups: { view: () => ({}) },
    });
    await made.refresh();
    return [made.view().isClockDoubtful, made.trustAge()];
  };

  beforeEach(async () => {
    bench = createBench();
    [now, issuedAt] = [START, START - HOUR];
    storage = value(await startStorage({ file: bench.file, terminalId: "T-01", inProcess: true, now: () => now }));
    value(await storage.commit({ audit: [draft("terminal.started")] }));
  });

  afterEach(async () => {
    await storage.close();
    bench.remove();
  });

  async function runAhead(): Promise<void> {
    now = AHEAD;
    value(await storage.commit({ audit: [draft("terminal.started", { at: now })] }));
    now = START + 5 * 60_000;
  }

  test("one commit is enough for the right clock to be in doubt, restart or not, and a confirmation is the way on", async () => {
    await runAhead();
    expect(await board()).toEqual([true, "expired"]);
    expect(await confirm()).toEqual({ ok: true, value: { highestSeen: AHEAD, confirmed: now } });
    expect(await board()).toEqual([false, "fresh"]);
    expect(value(await storage.highestTimeSeen())).toBe(now);
    now += HOUR;
    value(await storage.commit({ audit: [draft("case.opened", { at: now })] }));
    expect(value(await storage.highestTimeSeen())).toBe(now);
  });

  test("who, why, and the time reached before are in the audit, masked, and the chain is whole", async () => {
    await runAhead();
    value(await confirm());
    expect((await audit()).at(-1)).toMatchObject({
      ...{ seq: 3, action: "clock.confirmed", clerk: "cli:root" },
      detail: {
        ...{ highestSeen: new Date(AHEAD).toISOString(), newestSigned: new Date(issuedAt).toISOString() },
        reason: "主板电池没电,已换 1*********0",
      },
    });
    expect(value(await storage.verifyAudit())).toEqual({ ok: true, rows: 3 });
  });

  test.each([
    ["a date that the clock does not show", START, DAY, "clock.differs"],
    ["a time some minutes off", START, -6 * 60_000, "clock.differs"],
    ["a clock that is not in doubt", AHEAD + HOUR, 0, "clock.trusted"],
    ["a clock before what was signed elsewhere", START - 2 * HOUR, 0, "clock.too-early"],
  ] as const)("%s is refused, and nothing is written", async (_what, clock, offMs, code) => {
    await runAhead();
    now = clock;
    expect(await confirm({ at: clock + offMs })).toMatchObject({ ok: false, fault: { code } });
    expect([value(await storage.highestTimeSeen()), (await audit()).length]).toEqual([AHEAD, 2]);
  });

  test("trust data that are too old are as old as before", async () => {
    await runAhead();
    now = START + 8 * DAY;
    value(await confirm());
    expect(await board()).toEqual([false, "expired"]);
  });

  test("what was put off to that future is due, and what was left behind in it is not kept until then", async () => {
    now = AHEAD;
    const ids = { caseId: "c1", materialId: "m1", revision: 1, deliveryKey: "k1", decidedAt: now };
    const bodies = [{ licenseId: "L1", bytes: Uint8Array.of(1) }];
    value(
      await storage.commit({
        ...{ open: interrupted("c1"), bodies, deliveries: [delivery("c1")] },
        ...{ rechecks: [{ ...ids, subject: recheckSubject() }], audit: [] },
      }),
    );
    now = START;
    expect(value(await storage.dueDeliveries(now, 9))).toEqual([]);
    value(await confirm());
    expect(value(await storage.dueDeliveries(now, 9))).toHaveLength(1);
    expect(value(await storage.dueRechecks(now, 9))).toHaveLength(1);
    expect(value(await storage.forgottenCases(now + 1))).toHaveLength(1);
    expect(value(await storage.purgeBodies(now + 1))).toBe(1);
  });

  test("a case that was set aside then is not told of until then", async () => {
    now = AHEAD;
    value(await storage.commit({ open: interrupted("c1"), audit: [] }));
    const db = new Database(bench.file);
    db.prepare("UPDATE open_case SET set_aside_at = ?").run(now);
    db.close();
    now = START;
    value(await confirm());
    expect(value(await storage.setAsideCases(START + 1))).toBe(0);
  });

  test("rows of the audit written then hold up no retention: they go with the next one", async () => {
    now = AHEAD;
    value(await storage.commit({ audit: Array.from({ length: 700 }, () => draft("license.viewed", { at: now })) }));
    now = START + HOUR;
    value(await confirm());
    value(await storage.putAuditUploaded(702));
    now = START + 183 * DAY + 1;
    value(await storage.purge(now));
    // The first row went; those of the future wait for the one that follows them.
    expect((await audit())[0]?.seq).toBe(2);
    now = START + HOUR + 183 * DAY + 1;
    value(await storage.purge(now));
    expect([await audit(), value(await storage.verifyAudit())]).toEqual([[], { ok: true, rows: 0 }]);
  });

  test("the next checkpoint is not put off to then", async () => {
    const parts = { storage, clock: { now: () => now }, terminalId: "T-01" };
    const signer = { publicKey: "04", sign: () => "" };
    now = AHEAD;
    expect(value(await checkpointIfDue({ ...parts, signer }))).toBe(true);
    now = START;
    value(await storage.commit({ audit: [draft("case.opened")] }));
    expect(value(await checkpointIfDue({ ...parts, signer }))).toBe(true);
  });

  test("copies made then are the oldest, and make way for new ones", async () => {
    for (let made = 0; made < 8; made += 1) value(await storage.backUp(AHEAD + made * HOUR));
    const { name } = value(await storage.backUp(START));
    const left = listBackups(bench.file, START);
    expect([left[0]?.name, left.length]).toEqual([name, 8]);
  });
});

describe("clock confirm", { timeout: 60_000 }, () => {
  let dataDir: string;
  let terminal: TestHost;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "clock-confirm-"));
    terminal = await openTestHost({ dataDir, change: (options) => ({ ...options, dataDir }) });
  });
  afterEach(() => terminal.close());

  async function run(...args: readonly string[]) {
    const told: unknown[] = [];
    const notes: string[] = [];
    const output = {
      json: (line: unknown) => void told.push(line),
      line: (text: string) => void told.push(text),
      note: (text: string) => void notes.push(text),
    };
    const code = await clockConfirm.run({ args: ["--data", dataDir, "--json", ...args], output, bundle: "" });
    return { code, told, notes: notes.join("\n") };
  }
  const reopen = async () => {
    terminal = await openTestHost({
      ...{ dataDir, training: terminal.training },
      change: (options) => ({ ...options, dataDir }),
    });
    const view = await terminal.client.call("status.view", {});
    return view.ok ? [view.value.isClockDoubtful, view.value.trust.band] : view.fault;
  };
  /** The host of this test is in the command's own process, which is no other. */
  const runsIn = (pid: number) => {
    const db = new Database(join(dataDir, "terminal.sqlite"));
    db.prepare("UPDATE run SET pid = ?").run(pid);
    db.close();
  };
  const time = () => ["--time", new Date().toISOString(), "--reason", "更换电池"];

  test("ends the doubt of a whole terminal, and is refused while it runs", async () => {
    runsIn(process.ppid);
    expect(await run(...time())).toMatchObject({ code: 69, notes: expect.stringContaining("storage.busy") });
    runsIn(process.pid);
    await terminal.closeHost();
    expect(await run(...time())).toMatchObject({ code: 1, notes: expect.stringContaining("clock.trusted") });
    const file = join(dataDir, "terminal.sqlite");
    const place = { file, terminalId: TRAINING_TERMINAL_ID, inProcess: true } as const;
    const ahead = value(await startStorage({ ...place, now: () => AHEAD }));
    value(await ahead.commit({ audit: [draft("terminal.started", { at: AHEAD })] }));
    await ahead.close();
    expect(await reopen()).toEqual([true, "expired"]);
    await terminal.closeHost();
    expect(await run("--time", "2026-01-01 10:00", "--reason", "更换电池")).toMatchObject({ code: 1, told: [] });
    expect(await run(...time())).toMatchObject({
      code: 0,
      told: [{ highestSeen: new Date(AHEAD).toISOString(), confirmed: expect.any(String) }],
    });
    expect(await reopen()).toEqual([false, "fresh"]);
    expect(value(await terminal.host.parts.storage.verifyAudit()).ok).toBe(true);
  });

  test("takes neither no time nor no reason", async () => {
    for (const args of [[], ["--reason", "x"], [...time().slice(0, 2)], [...time().slice(0, 3), " "]])
      await expect(run(...args)).rejects.toThrow(UsageError);
  });
});
