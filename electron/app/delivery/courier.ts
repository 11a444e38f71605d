/** Runs deliveries and audit upload in turn: when kicked, and by itself while something waits. Never two runs at once. */
import type { Fault } from "../../domain/fault.ts";
import type { AuditReceiver } from "../ports/province.ts";
import { uploadAudit } from "./audit-upload.ts";
import { drainDeliveries, isContactFault, type OutboxDependencies } from "./outbox.ts";

const IDLE_MS = 5_000;

export interface CourierDependencies extends Omit<OutboxDependencies, "signal"> {
  readonly receiver: AuditReceiver;
  readonly onRound: () => void;
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

  const work = async (): Promise<Fault | undefined> => {
    let problem: Fault | undefined;
    do {
      isKicked = false;
      await drainDeliveries({ ...dependencies, signal: abort.signal });
      const uploaded = await uploadAudit({
        storage: dependencies.storage,
        receiver: dependencies.receiver,
        signal: abort.signal,
      });
      problem = uploaded.ok ? undefined : uploaded.fault;
      if (!problem || isContactFault(problem)) dependencies.onContact(problem);
    } while (isKicked && !abort.signal.aborted);
    dependencies.onRound();
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
        timer = setTimeout(tick, IDLE_MS);
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
