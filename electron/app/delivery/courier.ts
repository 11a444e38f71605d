/** Runs deliveries and audit upload in turn: when kicked, and by itself while something waits. Never two runs at once. */
import type { Fault } from "../../domain/fault.ts";
import { isLineFault } from "../../domain/outage.ts";
import { backOffMs } from "../network/back-off.ts";
import { askedWaitMs } from "../network/evidence.ts";
import type { AuditReceiver } from "../ports/province.ts";
import type { Storage } from "../ports/storage.ts";
import { uploadAudit } from "./audit-upload.ts";
import { drainDeliveries, type OutboxDependencies } from "./outbox.ts";

const IDLE_MS = 5_000;
/** Between rounds that find nobody there; a kick cuts it short. */
const AWAY = { firstMs: IDLE_MS, longestMs: 60_000 } as const;

export interface CourierDependencies extends Omit<OutboxDependencies, "signal" | "storage"> {
  readonly storage: Storage;
  readonly receiver: AuditReceiver;
  /** What stopped the upload of the audit, if anything did. */
  readonly onRound: (auditProblem: Fault | undefined) => void;
  readonly onBug: (error: unknown, where: string) => string;
}

export interface Courier {
  /** Something was queued, or the network is back: go now. */
  kick(): void;
  /** One whole round, for the command line and for shutting down. */
  round(): Promise<Fault | undefined>;
  start(): void;
  stop(): Promise<void>;
}

export function createCourier(dependencies: CourierDependencies): Courier {
  const abort = new AbortController();
  let running: Promise<Fault | undefined> | undefined;
  let isKicked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Rounds in a row that found nobody there. */
  let away: { readonly rounds: number; readonly reason?: Fault } = { rounds: 0 };

  const noteAway = (reason: Fault | undefined) => {
    away = reason && isLineFault(reason) ? { rounds: away.rounds + 1, reason } : { rounds: 0 };
  };
  const waitMs = () =>
    away.rounds === 0 ? IDLE_MS : backOffMs(AWAY, away.rounds, dependencies.random(), askedWaitMs(away.reason));

  const work = async (): Promise<Fault | undefined> => {
    let problem: Fault | undefined;
    do {
      isKicked = false;
      const { cutOff } = await drainDeliveries({ ...dependencies, signal: abort.signal });
      const uploaded = await uploadAudit({
        storage: dependencies.storage,
        receiver: dependencies.receiver,
        signal: abort.signal,
      });
      problem = uploaded.ok ? undefined : uploaded.fault;
      noteAway(cutOff);
    } while (isKicked && !abort.signal.aborted);
    dependencies.onRound(problem);
    return problem;
  };

  const round = () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };

  const tick = () => {
    clearTimeout(timer);
    round()
      .catch((error: unknown) => void dependencies.onBug(error, "courier"))
      .finally(() => {
        if (abort.signal.aborted) return;
        timer = setTimeout(tick, waitMs());
        timer.unref?.();
      });
  };

  return {
    kick() {
      isKicked = true;
      if (!running) tick();
    },
    round,
    start: tick,
    async stop() {
      abort.abort();
      clearTimeout(timer);
      await running?.catch((error: unknown) => void dependencies.onBug(error, "courier"));
    },
  };
}
