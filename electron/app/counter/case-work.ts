/** Carries out the machine's effects: identify, await consent, pull, verify, deliver, wipe. Answers come back as events. */
import type { CaseEffect } from "../../domain/case/case-event.ts";
import { pull, pullAgain, verify } from "./fetching.ts";
import { awaitConsent, identify, type Naming } from "./identifying.ts";
import { takeSettled } from "./settled-deliveries.ts";
import { type CaseWorkDependencies, type WorkContext, workContext } from "./work-context.ts";

export interface CaseWork {
  readonly context: WorkContext;
  /** Remembers a naming and gives the reference that an `opened` event carries. */
  remember(naming: Naming): string;
  perform(effect: CaseEffect): void;
}

export function createCaseWork(dependencies: CaseWorkDependencies): CaseWork {
  const namings = new Map<string, Naming>();
  let abort = new AbortController();
  const context = workContext(dependencies, () => abort.signal);

  const stop = () => {
    abort.abort();
    abort = new AbortController();
    namings.clear();
    dependencies.photos.clear();
  };

  const forget = async () => {
    dependencies.examinations.clear();
    dependencies.photos.clear();
    await dependencies.wipeOutside();
  };

  const wipe = async (caseId: string) => {
    const counter = dependencies.counter();
    const isStillHere = () => {
      const state = counter.state();
      return state.kind === "closing" && state.file.id === caseId;
    };
    if (!isStillHere()) return undefined;
    await forget();
    return isStillHere() ? counter.take({ kind: "wiped" }) : undefined;
  };

  const run = async (effect: CaseEffect): Promise<unknown> => {
    if (effect.kind === "stop-work") return stop();
    if (effect.kind === "forget") return forget();
    if (effect.kind === "wipe") return wipe(effect.caseId);
    const open = context.file();
    if (!open) return undefined;
    switch (effect.kind) {
      case "identify": {
        const naming = namings.get(effect.codeRef);
        namings.delete(effect.codeRef);
        return identify(context, open, naming);
      }
      case "await-consent":
        return awaitConsent(context, open);
      case "pull":
        return effect.isAgain
          ? pullAgain(context, open, effect.typeCodes)
          : Promise.all(effect.typeCodes.map((typeCode) => pull(context, open, typeCode)));
      case "verify":
        return Promise.all(effect.licenseIds.map((licenseId) => verify(context, open, licenseId)));
      case "deliver":
        dependencies.kickDeliveries();
        return takeSettled(context, open);
    }
  };

  return {
    context,
    remember(naming) {
      const reference = dependencies.identifiers.handle();
      namings.set(reference, naming);
      return reference;
    },
    perform: (effect) => void run(effect).catch((error: unknown) => dependencies.onBug(error, `effect ${effect.kind}`)),
  };
}
