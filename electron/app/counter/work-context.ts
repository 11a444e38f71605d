/** What every piece of a case's work shares: the open case, its abort signal, and the way back into the counter. */
import type { CaseEvent } from "../../domain/case/case-event.ts";
import type { CaseFile } from "../../domain/case/case-file.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import type { Province } from "../ports/province.ts";
import type { LicenseBody, Storage } from "../ports/storage.ts";
import type { Clock, Identifiers } from "../ports/surroundings.ts";
import type { Verifier } from "../ports/verifier.ts";
import type { Counter } from "./counter.ts";
import type { Examinations } from "./examinations.ts";
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
  /** What the citizen left outside the counter's own memory: the clipboard. */
  readonly wipeOutside: () => Promise<void>;
  readonly onBug: (error: unknown, where: string) => string;
}

export interface WorkContext extends CaseWorkDependencies {
  /** The open case as it is now. */
  file(): CaseFile | undefined;
  /** Aborted when the case is closed or cancelled. */
  signal(): AbortSignal;
  /** An answer that comes after its case is gone is not an event of the next one. */
  takeFor(caseId: string, event: CaseEvent, bodies?: readonly LicenseBody[]): Promise<void>;
}

export function workContext(dependencies: CaseWorkDependencies, signal: () => AbortSignal): WorkContext {
  const file = () => {
    const state = dependencies.counter().state();
    return isInCase(state) ? state.file : undefined;
  };
  return {
    ...dependencies,
    file,
    signal,
    async takeFor(caseId, event, bodies) {
      if (file()?.id === caseId) await dependencies.counter().take(event, bodies);
    },
  };
}
