/** What every piece of a case's work shares: the open case, its abort signal, and the way back into the counter. */
import type { CaseEvent } from "../../domain/case/case-event.ts";
import type { CaseFile } from "../../domain/case/case-file.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, type Result } from "../../domain/result.ts";
import type { Province } from "../ports/province.ts";
import type { LicenseBody, Storage } from "../ports/storage.ts";
import type { Clock, Identifiers } from "../ports/surroundings.ts";
import type { Verifier } from "../ports/verifier.ts";
import type { Counter } from "./counter.ts";
import type { Examinations } from "./examinations.ts";
import { pause } from "./pause.ts";
import type { PhotoKeep } from "./photo-keep.ts";

export interface CaseWorkDependencies {
  readonly counter: () => Counter;
  readonly province: Province;
  readonly storage: Storage;
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly examinations: Examinations;
  readonly photos: PhotoKeep;
  /** Type codes whose holder is the applicant beyond doubt (identity cards). */
  readonly identityTypes: readonly string[];
  readonly kickDeliveries: () => void;
  /** A sentence for the clerk, beside the case. */
  readonly tell: (problem: Fault) => void;
  /** What the citizen left outside the counter's own memory: the clipboard. */
  readonly wipeOutside: () => Promise<void>;
  readonly onBug: (error: unknown, where: string) => string;
}

type TakeFor = (caseId: string, event: CaseEvent, bodies?: readonly LicenseBody[]) => Promise<Result<unknown>>;

/** Between two tries to write down what is kept. */
const AGAIN_MS = 500;

export interface WorkContext extends CaseWorkDependencies {
  /** The open case as it is now; none once it is being wiped: nothing of it is held any more. */
  file(): CaseFile | undefined;
  /** Aborted when the case is closed or cancelled. */
  signal(): AbortSignal;
  /**
   * An answer from outside, which nobody gives a second time. Where it cannot be written down the clerk is told, and it is kept and tried
   * again while the case is open. One that comes after its case is gone is not an event of the next one: `case.none`.
   */
  takeFor: TakeFor;
  /** The same for what somebody at the window waits for, who is told at once when it cannot be written down. */
  tryFor: TakeFor;
}

export function workContext(dependencies: CaseWorkDependencies, signal: () => AbortSignal): WorkContext {
  const file = () => {
    const state = dependencies.counter().state();
    return isInCase(state) && state.kind !== "closing" ? state.file : undefined;
  };
  const tryFor: TakeFor = async (caseId, event, bodies) => {
    if (file()?.id !== caseId) return failed(fault("case.none"));
    return dependencies.counter().take(event, bodies);
  };
  return {
    ...dependencies,
    file,
    signal,
    tryFor,
    async takeFor(caseId, event, bodies) {
      const ended = signal();
      let taken = await tryFor(caseId, event, bodies);
      if (isUnwritten(taken)) dependencies.tell(taken.fault);
      while (isUnwritten(taken)) {
        await pause(AGAIN_MS, ended);
        // Also of a case that was come back to: its work was asked for anew.
        if (ended.aborted) return failed(fault("case.none"));
        taken = await tryFor(caseId, event, bodies);
      }
      return taken;
    },
  };
}

/** Refused by the disk, and not by the case. */
function isUnwritten(taken: Result<unknown>): taken is Extract<Result<unknown>, { ok: false }> {
  return !taken.ok && taken.fault.code.startsWith("storage.");
}
