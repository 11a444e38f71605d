/** Whether the province answers: told from every contact made anyway, never from a ping. Says when it changed. */
import type { StatusView } from "../contract/status.ts";
import type { Fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import type { Clock } from "./ports/surroundings.ts";

export interface NetworkWatch {
  /** A contact succeeded (`undefined`) or failed for the network's sake. */
  note(problem: Fault | undefined): void;
  view(): StatusView["library"];
}

export function createNetworkWatch(clock: Clock, onChange: (isReachable: boolean) => void): NetworkWatch {
  let state: StatusView["library"]["state"] = "unknown";
  let since = clock.now();
  let lastAnswerAt: number | undefined;
  let lastFault: Fault | undefined;
  return {
    note(problem) {
      const next = problem ? "unreachable" : "reachable";
      const hasChanged = next !== state;
      if (!problem) lastAnswerAt = clock.now();
      lastFault = problem;
      if (!hasChanged) return;
      state = next;
      since = clock.now();
      onChange(next === "reachable");
    },
    view: () => present({ state, since, lastAnswerAt, fault: lastFault }),
  };
}
