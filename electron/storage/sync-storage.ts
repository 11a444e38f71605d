/** The storage port in one thread: every method of it, answered at once over an open connection; a backup takes its time. */
import type Database from "better-sqlite3";
import type { AppointmentStore } from "../app/ports/appointments.ts";
import type { AuditCheck, Storage } from "../app/ports/storage.ts";
import { ok, type Result } from "../domain/result.ts";
import { createAppointments } from "./appointments.ts";
import { type AuditChain, createAuditChain } from "./audit-chain.ts";
import { verifyChain } from "./audit-verification.ts";
import { listBackups, makeBackup } from "./backup.ts";
import { applyCommit, type CommitParts } from "./commit.ts";
import { emptyLog } from "./connection.ts";
import { createFlaggedRechecks, type FlaggedRechecks } from "./flagged-rechecks.ts";
import { createGuard, type Guard } from "./guard.ts";
import { createHistory } from "./history.ts";
import { createLicenseUses } from "./license-uses.ts";
import { lowerHighestTime } from "./lower-highest-time.ts";
import { createMarks, type Marks } from "./marks.ts";
import { createOpenCase } from "./open-case.ts";
import { createOutbox } from "./outbox.ts";
import { createRechecks } from "./rechecks.ts";
import { purgeBodies, purgeSteps, type RetentionParts } from "./retention.ts";
import { endRun } from "./runs.ts";
import type { Sealer } from "./sealing.ts";
import { createSettings } from "./settings.ts";
import { storageFault } from "./storage-fault.ts";
import { createTerminalKeys, takeKey } from "./terminal-keys.ts";

type Synchronous = {
  [Name in Exclude<keyof Storage, "backUp">]: (
    ...args: Parameters<Storage[Name]>
  ) => Awaited<ReturnType<Storage[Name]>>;
};

export interface SyncStorage extends Synchronous, Pick<Storage, "backUp"> {
  /** The two methods that may take long, in steps, so that a worker can commit decisions in between. */
  readonly steps: {
    verifyAudit(): Generator<void, Result<AuditCheck>>;
    purge(now: number): Generator<void, Result<number>>;
  };
}

export interface StorageParts {
  readonly db: Database.Database;
  readonly file: string;
  readonly terminalId: string;
  readonly sealer: Sealer;
  readonly now: () => number;
  /** Of `beginRun`. */
  readonly runId: string;
}

export function createSyncStorage(parts: StorageParts): SyncStorage {
  const { db, file, now } = parts;
  const guard = createGuard(db, file);
  const tables = tablesOf(parts);
  const { chain, marks, outbox, rechecks, history, openCase, settings } = tables;
  const log = createLogWiper(db, guard);

  const retention = retentionCalls({ db, file, guard, chain, marks, appointments: tables.appointments }, log);
  const steps: SyncStorage["steps"] = {
    verifyAudit: () => guarded(guard, verifyChain(chain)),
    purge: retention.steps,
  };

  return {
    steps,
    commit(step) {
      const result = guard.write(() => applyCommit(tables, step, now()));
      if (result.ok) log.afterWrite(step.close !== undefined);
      return result;
    },
    interruptedCase: (account) => guard.read(() => openCase.load(account)),
    setAsideUnreadable: (at) => guard.write(() => setAsideUnreadable(tables, at)),
    setAsideCases: (since) => guard.read(() => openCase.setAsideSince(since)),
    forgottenCases: (before) => guard.read(() => openCase.forgotten(before)),
    licenseBody: (caseId, licenseId) => guard.read(() => openCase.body(caseId, licenseId)),
    users: () => guard.read(() => settings.users()),
    putUser: (user) => guard.write(() => settings.putUser(user)),
    setting: (key) => guard.read(() => settings.get(key)),
    putSetting: (key, value) => guard.write(() => settings.put(key, value)),
    secret: (name) => guard.read(() => settings.secret(name)),
    putSecret: (name, value) => guard.write(() => settings.putSecret(name, value)),
    takeTerminalKey: (key) => guard.write(() => takeKey(tables, key, now())),
    dueDeliveries: (at, limit) => guard.read(() => outbox.due(at, limit)),
    settleDelivery(id, outcome, audit) {
      const result = guard.write(() => {
        outbox.settle(id, outcome, now());
        marks.raise("highest-time", now());
        chain.append(audit);
      });
      // Only the last one of a queue: emptying the log after each would double the time of a long drain.
      if (result.ok) log.afterWrite(outcome.state === "delivered" && outbox.isEmpty());
      return result;
    },
    settledDeliveries: (keys) => guard.read(() => outbox.settled(keys)),
    outboxCounts: () => guard.read(() => ({ ...outbox.counts(), auditPending: auditPending(chain, marks) })),
    hurryDeliveries: (at) => guard.write(() => outbox.hurry(at)),
    ...recheckCalls({ guard, rechecks, flagged: tables.flagged, outbox, marks, chain, log, now }),
    ...appointmentCalls({ ...tables, guard, log, now }),
    ...auditCalls(guard, tables),
    verifyAudit: () => drain(steps.verifyAudit()),
    history: (query) => guard.read(() => history.search(query)),
    licenseUses: (query) => guard.read(() => tables.uses.search(query)),
    dayCounts: (from, to) => guard.read(() => history.dayCounts(from, to)),
    health: () => guard.health(),
    lowerHighestTime: (to, audit) => guard.write(() => lowerHighestTime(db, tables, { to, audit })),
    highestTimeSeen: () => guard.read(() => marks.get("highest-time")),
    purgeBodies: retention.bodies,
    purge: (at) => drain(steps.purge(at)),
    backUp: (at) => guard.readSlowly(() => makeBackup(db, file, at)),
    backups: () => guard.read(() => listBackups(file, now())),
    close() {
      // A run that saw damage, or whose end cannot be written, stays marked: the next start checks the file.
      guard.write(() => endRun(db, parts.runId));
      db.close();
    },
  };
}

function auditCalls(guard: Guard, { chain, marks }: ReturnType<typeof tablesOf>) {
  return {
    auditEntries: (afterSeq, limit) => guard.read(() => chain.entries(afterSeq, limit)),
    auditHead: () => guard.read(() => chain.headEntry()),
    putCheckpoint: (checkpoint) => guard.write(() => chain.putCheckpoint(checkpoint)),
    lastCheckpoint: () => guard.read(() => chain.checkpoints().at(-1)),
    auditUploaded: () => guard.read(() => marks.get("audit-uploaded")),
    putAuditUploaded: (seq) => guard.write(() => marks.set("audit-uploaded", seq)),
  } satisfies Partial<SyncStorage>;
}

function tablesOf({ db, sealer, terminalId }: StorageParts) {
  const settings = createSettings(db, sealer);
  const rechecks = createRechecks(db, sealer);
  const chain = createAuditChain(db, sealer, terminalId);
  return {
    chain,
    appointments: createAppointments(db, sealer, chain),
    marks: createMarks(db),
    outbox: createOutbox(db, sealer),
    rechecks,
    history: createHistory(db, sealer, rechecks),
    uses: createLicenseUses(db),
    flagged: createFlaggedRechecks(db),
    openCase: createOpenCase(db, sealer),
    settings,
    keys: createTerminalKeys(settings, terminalId),
  };
}

function auditPending(chain: AuditChain, marks: Marks): number {
  return Math.max(0, chain.edge("head").seq - marks.get("audit-uploaded"));
}

function setAsideUnreadable({ openCase, chain }: Pick<CommitParts, "openCase" | "chain">, at: number): number {
  const caseIds = openCase.setAside(at);
  const detail = { fault: storageFault("unreadable").code };
  chain.append(caseIds.map((caseId) => ({ at, action: "case.set-aside", clerk: "system", caseId, detail })));
  return caseIds.length;
}

interface RecheckParts extends Pick<CommitParts, "rechecks" | "outbox" | "marks" | "chain"> {
  readonly flagged: FlaggedRechecks;
  readonly guard: Guard;
  readonly log: LogWiper;
  readonly now: () => number;
}

function recheckCalls({
  guard,
  rechecks,
  flagged,
  outbox,
  marks,
  chain,
  log,
  now,
}: RecheckParts): Pick<
  Synchronous,
  "dueRechecks" | "settleRecheck" | "recheckCounts" | "flaggedRechecks" | "handleRecheck"
> {
  return {
    flaggedRechecks: (limit) => guard.read(() => flagged.list(limit)),
    handleRecheck: (id, handled, audit) =>
      guard.write(() => {
        if (!flagged.handle(id, handled)) return false;
        marks.raise("highest-time", now());
        chain.append(audit);
        return true;
      }),
    dueRechecks: (at, limit) => guard.read(() => rechecks.due(at, limit)),
    settleRecheck(id, outcome, delivery, audit) {
      const result = guard.write(() => {
        if (!rechecks.settle(id, outcome)) return;
        if (delivery) outbox.add(delivery, now());
        marks.raise("highest-time", now());
        chain.append(audit);
      });
      // What was kept to ask with is personal, and may not stay in the log.
      if (result.ok) log.afterWrite(outcome.state !== "waiting" && rechecks.counts().waiting === 0);
      return result;
    },
    recheckCounts: () => guard.read(() => rechecks.counts()),
  };
}

interface AppointmentParts extends Pick<CommitParts, "appointments" | "chain"> {
  readonly guard: Guard;
  readonly log: LogWiper;
  readonly now: () => number;
}

function appointmentCalls({ appointments, chain, guard, log, now }: AppointmentParts) {
  const wiped = <T>(result: Result<T>): Result<T> => {
    if (result.ok) log.afterWrite(true);
    return result;
  };
  return {
    putAppointments: (batch) => wiped(guard.write(() => appointments.put(batch))),
    appointments: (at) => guard.read(() => appointments.list(at)),
    appointmentFor: (matterCode, personCode, at) => guard.read(() => appointments.find(matterCode, personCode, at)),
    putPrefetched: (id, typeCode, answer, audit) =>
      guard.write(() => {
        appointments.putPrefetched(id, typeCode, answer, now());
        chain.append(audit);
      }),
    notePrefetchRefusal: (id, typeCode, reason, audit) =>
      guard.write(() => {
        appointments.notePrefetchRefusal(id, typeCode, reason, now());
        chain.append(audit);
      }),
    prefetched: (id, typeCode) => guard.read(() => appointments.prefetched(id, typeCode)),
    deleteAppointments: (id, clerk, at) => wiped(guard.write(() => appointments.remove(id, clerk, at))),
    purgeAppointments(at) {
      const result = guard.write(() => appointments.removeOver(at));
      if (result.ok) log.afterWrite(result.value > 0);
      return result;
    },
  } satisfies Pick<Synchronous, keyof AppointmentStore>;
}

function retentionCalls(parts: RetentionParts, log: LogWiper) {
  return {
    *steps(at: number) {
      const result = yield* purgeSteps(parts, at);
      log.wipe();
      return result;
    },
    bodies(before: number): Result<number> {
      const gone = purgeBodies(parts, before);
      if (gone.ok) log.afterWrite(gone.value > 0);
      return gone;
    },
  };
}

interface LogWiper {
  /** `mustWipe`: what was deleted may not stay in the log. A wipe that another reader held up is tried again at the next write. */
  afterWrite(mustWipe: boolean): void;
  wipe(): void;
}

function createLogWiper(db: Database.Database, guard: Guard): LogWiper {
  let isDue = false;
  function wipe(): void {
    const emptied = guard.read(() => emptyLog(db));
    isDue = !(emptied.ok && emptied.value);
  }
  return {
    wipe,
    afterWrite(mustWipe) {
      if (mustWipe || isDue) wipe();
    },
  };
}

function* guarded<T>(guard: Guard, steps: Generator<void, T>): Generator<void, Result<T>> {
  for (;;) {
    const step = guard.read(() => steps.next());
    if (!step.ok) return step;
    if (step.value.done) return ok(step.value.value);
    yield;
  }
}

function drain<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
