/** The real counter with its real work, over a disk, a library and a verifier that do as a test says. */
import { type CaseWork, createCaseWork } from "../../../electron/app/counter/case-work.ts";
import { type Counter, createCounter } from "../../../electron/app/counter/counter.ts";
import { createExaminations, type Examinations } from "../../../electron/app/counter/examinations.ts";
import type { CaseWorkDependencies } from "../../../electron/app/counter/work-context.ts";
import type { Province } from "../../../electron/app/ports/province.ts";
import type { Commit, Storage } from "../../../electron/app/ports/storage.ts";
import type { Examination } from "../../../electron/app/ports/verifier.ts";
import type { TerminalParts } from "../../../electron/app/terminal-parts.ts";
import { type CaseState, type CounterState, isInCase } from "../../../electron/domain/case/case-state.ts";
import type { Fault } from "../../../electron/domain/fault.ts";
import { failed, ok } from "../../../electron/domain/result.ts";
import { clerk, ID_CARD_TYPE, matter, NOW } from "../domain/builders.ts";
import { report } from "../fixtures/reports.ts";

export interface WorldOptions {
  readonly start?: CounterState;
  readonly province?: Partial<Province>;
  /** What is asked of the storage besides `commit`. */
  readonly storage?: Partial<Storage>;
  /** Windows and print queue: the wiping of them. */
  readonly wipeOutside?: () => Promise<void>;
}

export interface CounterWorld {
  readonly counter: Counter;
  readonly work: CaseWork;
  readonly parts: TerminalParts;
  readonly examinations: Examinations;
  /** Every license file that was kept in memory, however long. */
  readonly kept: Uint8Array[];
  readonly written: Commit[];
  /** What the clerk was told beside the case. */
  readonly told: string[];
  /** While set, nothing can be written. */
  disk: Fault | undefined;
  /** While set, examinations wait for it. */
  verifying: Promise<unknown> | undefined;
  /** Fails the test when no case is open. */
  open(): CaseState;
}

const EXAMINATION: Examination = {
  report: report({ verifiedAt: NOW }),
  metadata: { ZZLXDM: ID_CARD_TYPE, ZZMC: "居民身份证", CZZT: "样例甲" },
  ms: 1,
};

export const READY: CounterState = { kind: "ready", clerk, isLocked: false, matter: matter() };

export function counterWorld(options: WorldOptions = {}): CounterWorld {
  const examinations = createExaminations();
  let handles = 0;
  const storage = {
    ...options.storage,
    async commit(step: Commit) {
      if (world.disk) return failed(world.disk);
      world.written.push(step);
      return ok({ auditSeq: world.written.length });
    },
  } as unknown as Storage;
  const shared = {
    storage,
    verifier: { examine: async () => Promise.resolve(world.verifying).then(() => EXAMINATION) },
    clock: { now: () => NOW },
    identifiers: { handle: () => `handle-${++handles}` },
    photos: { clear: () => undefined, keep: () => undefined },
    province: { families: {}, ...options.province } as Province,
    identityTypes: [ID_CARD_TYPE],
    wipeOutside: options.wipeOutside ?? (async () => undefined),
    kickDeliveries: () => undefined,
    tell: ({ code }: Fault) => void world.told.push(code),
    onBug(error: unknown): string {
      throw error;
    },
  };
  const work = createCaseWork({
    ...shared,
    counter: () => world.counter,
    examinations: {
      ...examinations,
      keepFile(licenseId: string, file: Uint8Array) {
        world.kept.push(file);
        examinations.keepFile(licenseId, file);
      },
    },
  } as unknown as CaseWorkDependencies);
  const counter = createCounter(options.start ?? READY, {
    storage,
    clock: shared.clock,
    terminal: { terminalId: "T1" } as never,
    perform: work.perform,
    onChange: () => undefined,
    onBug: shared.onBug,
  });
  const parts = {
    ...shared,
    ...{ counter, work, examinations },
    terminal: { terminalId: "T1" },
    catalogue: { current: () => ({ licenseTypes: [{ code: ID_CARD_TYPE, name: "居民身份证", aliases: [] }] }) },
  } as unknown as TerminalParts;
  const world: CounterWorld = {
    ...{ counter, work, parts, examinations, kept: [], written: [], told: [] },
    disk: undefined,
    verifying: undefined,
    open() {
      const state = counter.state();
      if (!isInCase(state)) throw new Error(`no case is open: ${state.kind}`);
      return state;
    },
  };
  return world;
}
