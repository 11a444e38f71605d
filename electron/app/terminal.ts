/**
 * A terminal: the counter with its work, deliveries, status and handlers, wired from ports. It opens no socket, no window and
 * no file; both composition roots and the command line build it the same way.
 */
import type { CommandName } from "../contract/contract.ts";
import type { CaseEvent } from "../domain/case/case-event.ts";
import type { CounterState } from "../domain/case/case-state.ts";
import { circleOf } from "../domain/exemption/circle.ts";
import type { Fault } from "../domain/fault.ts";
import { shanghaiDate } from "../domain/license/license-record.ts";
import { present } from "../domain/present.ts";
import type { Result } from "../domain/result.ts";
import { checkpointIfDue } from "./audit-checkpoints.ts";
import { createCaseWork } from "./counter/case-work.ts";
import { citizenView } from "./counter/citizen-view.ts";
import { type Counter, type CounterDependencies, createCounter } from "./counter/counter.ts";
import { counterView, type ViewContext } from "./counter/counter-view.ts";
import { createExaminations } from "./counter/examinations.ts";
import { createPhotoKeep } from "./counter/photo-keep.ts";
import { signalFor } from "./counter/signal-for.ts";
import { takeCard } from "./counter/take-card.ts";
import { refuseScan, takeScan } from "./counter/take-scan.ts";
import { createCourier } from "./delivery/courier.ts";
import { appointmentHandlers } from "./handlers/appointment-handlers.ts";
import { auditHandlers } from "./handlers/audit-handlers.ts";
import { counterHandlers } from "./handlers/counter-handlers.ts";
import { deviceHandlers } from "./handlers/device-handlers.ts";
import { profileSetHandlers } from "./handlers/profile-set-handlers.ts";
import { recheckHandlers } from "./handlers/recheck-handlers.ts";
import { recordHandlers } from "./handlers/record-handlers.ts";
import { sessionHandlers } from "./handlers/session-handlers.ts";
import { statusHandlers } from "./handlers/status-handlers.ts";
import { trustHandlers } from "./handlers/trust-handlers.ts";
import { userHandlers } from "./handlers/user-handlers.ts";
import { createOutsideTraces } from "./outside-traces.ts";
import type { Readers } from "./ports/surroundings.ts";
import { createRawWatch } from "./raw-watch.ts";
import { createIdleLock, isAct } from "./session/idle-lock.ts";
import { watchPauses } from "./session/pause-watch.ts";
import type { StatusBoard } from "./status-board.ts";
import type { OnBug, TerminalDependencies } from "./terminal-dependencies.ts";
import type { TerminalParts } from "./terminal-parts.ts";
import { afterRound, courierParts, isWaitingForLibrary, prefetcherFor, recheckerFor } from "./terminal-rounds.ts";
import { createWatch, type Watch } from "./terminal-watch.ts";

/** However busy the window is: after that the password is asked for again (NIST SP 800-63B §4.2.3 has the same twelve hours). */
const SESSION_MS = 12 * 3_600_000;
const STARTS_SESSION: ReadonlySet<CaseEvent["kind"]> = new Set(["signed-in", "unlocked", "relieved"]);
/** A case is off the screens: submitted and wiped, or sealed away for its clerk. */
const ENDS_IN_MEMORY: ReadonlySet<CaseEvent["kind"]> = new Set(["wiped", "relieved"]);

export interface Terminal {
  readonly parts: TerminalParts;
  /** With a fault the start is not in the audit, and nothing may be done. */
  readonly started: Result<unknown>;
  readonly handlers: ReturnType<typeof handlersOf>;
  access(): { readonly role?: "clerk" | "administrator" | "auditor"; readonly isLocked: boolean };
  /** A call by the clerk's window: one that a person made keeps the idle lock away. */
  onActivity(command: CommandName): void;
  readonly onBug: OnBug;
  /** The system was locked, put to sleep or given to another user. */
  lock(): void;
  /** The trust data were asked for: what came of it is audited and shown. */
  noteTrust(problem: Fault | undefined): Promise<void>;
  stop(): Promise<void>;
}

function handlersOf(parts: TerminalParts) {
  return {
    ...sessionHandlers(parts),
    ...counterHandlers(parts),
    ...recordHandlers(parts),
    ...auditHandlers(parts),
    ...recheckHandlers(parts),
    ...statusHandlers(parts),
    ...trustHandlers(parts),
    ...deviceHandlers(parts),
    ...profileSetHandlers(parts),
    ...userHandlers(parts),
    ...appointmentHandlers(parts),
  };
}

export async function createTerminal(dependencies: TerminalDependencies): Promise<Terminal> {
  const { storage, clock, terminal } = dependencies;
  const onBug = bugReporter(dependencies);
  const watch = await createWatch(dependencies, { kick: () => parts.courier.kick(), onBug });
  const assessment = assessmentFor(dependencies, watch.status);
  const signal: TerminalParts["signal"] = (kind, fault) =>
    dependencies.publish("signal", present({ signal: kind, fault }));
  const examinations = createExaminations();
  const photos = createPhotoKeep();
  const outside = createOutsideTraces(dependencies.wipeOutside, onBug);
  const work = createCaseWork({
    ...dependencies,
    wipeOutside: outside.wipe,
    counter: () => parts.counter,
    ...{ examinations, photos, onBug },
    kickDeliveries: () => parts.courier.kick(),
    tell: (problem) => signal("refused", problem),
    province: watch.province,
  });
  const onChange: CounterDependencies["onChange"] = (state, event, before) => {
    if (isWaitingForLibrary(state)) prefetcher.giveWay();
    if (STARTS_SESSION.has(event.kind)) locks.touch();
    if (ENDS_IN_MEMORY.has(event.kind)) dependencies.onWiped();
    watch.network.attend(isAttended(state));
    tellChange(parts, event, state, before);
  };
  const counter = createCounter(
    { kind: "signed-out" },
    { ...{ storage, clock, terminal, onBug, onChange }, perform: work.perform },
  );
  const rawWatch = createRawWatch({ ...dependencies, counter });
  const checkpoint = (isForced: boolean) =>
    checkpointIfDue({ storage, clock, terminalId: terminal.terminalId, signer: dependencies.signer }, isForced);
  const rechecker = recheckerFor(dependencies, watch, { kick: () => parts.courier.kick(), onBug });
  const prefetcher = prefetcherFor(dependencies, watch, { counter: () => parts.counter, onBug });
  const courier = createCourier({
    ...courierParts(dependencies, watch, counter),
    onRound: afterRound(dependencies, watch, {
      ...{ checkpoint, recheck: rechecker.run, prefetch: prefetcher.kick, onBug, state: counter.state },
    }),
    onBug,
  });
  const workers = { counter, work, outside, examinations, courier, prefetcher, rawWatch };
  const publishCounter = () => publishViews(dependencies, watch, counter.state(), { assessment, photos });
  const parts: TerminalParts = { ...dependencies, ...watch, ...workers, photos, assessment, signal, publishCounter };
  const locks = startLocks(parts);
  watch.network.start();
  wireReaders(dependencies.readers, parts, { onBug, publishStatus: watch.publishStatus });
  return {
    parts,
    started: await noteInAudit(dependencies, "terminal.started"),
    handlers: handlersOf(parts),
    access: () => accessOf(counter.state()),
    onActivity: (command) => {
      if (isAct(command)) locks.idle.touch();
    },
    onBug,
    lock: () => lock(parts, "system"),
    noteTrust: (problem) => noteTrust(dependencies, problem).then(watch.refresh),
    async stop() {
      watch.network.stop();
      locks.stop();
      for (const worker of [courier, rechecker, prefetcher]) await worker.stop();
      await settleCounter(counter, dependencies.logger);
      await noteInAudit(dependencies, "terminal.stopped");
      await checkpoint(true);
    },
  };
}

/** What it still owes the audit is written; that it could not be is at least in the log. */
async function settleCounter(counter: Counter, logger: TerminalDependencies["logger"]): Promise<void> {
  await counter.idle();
  const settled = await counter.settle();
  if (!settled.ok) logger.log("error", "audit rows lost", { fault: settled.fault.code });
  counter.dispose();
}

/** What locks by itself: nobody acts, the session is too old, the machine slept. */
function startLocks(parts: TerminalParts) {
  const idle = createIdleLock(parts.idleLockMs, () => lock(parts, "idle"));
  const session = createIdleLock(SESSION_MS, () => lock(parts, "system"));
  const stopWatching = watchPauses({ wall: Date.now, steady: () => performance.now() }, () => lock(parts, "system"));
  const stop = () => {
    stopWatching();
    idle.stop();
    session.stop();
  };
  /** Somebody is there anew; the idle time may have run out while their password was looked at. */
  const touch = () => {
    idle.touch();
    session.touch();
  };
  return { idle, touch, stop };
}

function tellChange(parts: TerminalParts, event: CaseEvent, state: CounterState, before: CounterState): void {
  parts.publishCounter();
  parts.rawWatch.look();
  parts.outside.attend(event.kind);
  const heard = signalFor(event, before, state, parts.assessment);
  if (heard) parts.signal(heard.signal, heard.fault);
}

function assessmentFor({ clock, terminal }: TerminalDependencies, status: StatusBoard): TerminalParts["assessment"] {
  return ({ matter, person, licenses }) => ({
    person,
    circle: circleOf(person, licenses),
    today: shanghaiDate(clock.now()),
    trustAge: status.trustAge(),
    isHighRisk: matter.highRisk,
    mode: terminal.mode,
  });
}

function bugReporter({ identifiers, logger }: TerminalDependencies): OnBug {
  return (error, where) => {
    const incident = identifiers.handle().slice(0, 8);
    logger.log("error", "bug", { incident, where, error });
    return incident;
  };
}

function publishViews(
  dependencies: TerminalDependencies,
  { catalogue }: Watch,
  state: CounterState,
  shown: Omit<ViewContext, "licenseTypes">,
): void {
  const licenseTypes = catalogue.current()?.licenseTypes ?? [];
  dependencies.publish("counter.changed", counterView(state, { ...shown, licenseTypes }));
  dependencies.publish("citizen.changed", citizenView(state, dependencies.terminal, dependencies.clock.now()));
}

function accessOf(state: CounterState): ReturnType<Terminal["access"]> {
  return state.kind === "signed-out" ? { isLocked: false } : { role: state.clerk.role, isLocked: state.isLocked };
}

/** Somebody is signed in and has not locked. */
function isAttended(state: CounterState): boolean {
  return state.kind !== "signed-out" && !state.isLocked;
}

function lock(parts: TerminalParts, why: "idle" | "system"): void {
  if (parts.counter.state().kind !== "signed-out") void parts.counter.take({ kind: "locked", why });
}

interface ReaderWiring {
  readonly publishStatus: () => void;
  readonly onBug: OnBug;
}

function wireReaders(readers: Readers, parts: TerminalParts, { publishStatus, onBug }: ReaderWiring): void {
  readers.onReading((reading) => {
    if (reading.isRepeat) return;
    void takeScan(parts, reading.text, reading.way).catch((error: unknown) => void onBug(error, "reading"));
  });
  readers.onCard((reading) => {
    if (reading.isRepeat) return;
    void takeCard(parts, reading).catch((error: unknown) => void onBug(error, "card"));
  });
  readers.onUnreadable((reason, _deviceId, way) => {
    void refuseScan(parts, way, reason).catch((error: unknown) => void onBug(error, "unreadable scan"));
  });
  readers.onChange((lost) => {
    publishStatus();
    if (lost && parts.counter.state().kind !== "signed-out")
      void parts.counter.take({ kind: "device-lost", fault: lost });
  });
}

async function noteTrust({ storage, trust, clock }: TerminalDependencies, problem: Fault | undefined): Promise<void> {
  const { issue } = trust.status();
  const detail = present({ issue, fault: problem?.code });
  const action = problem ? "trust.refused" : "trust.refreshed";
  await storage.commit({ audit: [{ at: clock.now(), action, clerk: "system", detail }] });
}

async function noteInAudit(
  dependencies: TerminalDependencies,
  action: "terminal.started" | "terminal.stopped",
): Promise<Result<unknown>> {
  const { storage, clock, terminal } = dependencies;
  return storage.commit({
    audit: [
      {
        at: clock.now(),
        action,
        clerk: "system",
        detail: { version: terminal.version, policy: terminal.policyVersion },
      },
    ],
  });
}
