/** Handlers for the contract suite: a few that do something telling, and a fault for every other command. */
import { commands } from "../../electron/contract/contract.ts";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok } from "../../electron/domain/result.ts";
import type { Handlers } from "../../electron/transport/dispatch.ts";

export interface StubWorld {
  readonly handlers: Handlers;
  /** Calls that were started and those that were aborted. */
  readonly seen: { started: number; aborted: number };
}

export function stubWorld(): StubWorld {
  const seen = { started: 0, aborted: 0 };
  const rest = Object.fromEntries(
    Object.keys(commands).map((name) => [name, () => failed(fault("case.none", { command: name }))]),
  ) as unknown as Handlers;
  return {
    seen,
    handlers: {
      ...rest,
      "matter.list": () => ok({ matters: [] }),
      "matter.choose": ({ code }) => {
        if (code === "throws") throw new Error("a bug with 11010519491231002X in it");
        return ok({});
      },
      // The reply is wrong on purpose: a host must not send what the contract does not allow.
      "history.today": () => ok({ cases: "many" } as never),
      "outbox.hurry": async (_input, { signal }) => {
        seen.started += 1;
        await new Promise<void>((done) => {
          const timer = setTimeout(done, 5_000);
          signal.addEventListener("abort", () => {
            seen.aborted += 1;
            clearTimeout(timer);
            done();
          });
        });
        return ok({ hurried: 0 });
      },
      "counter.view": () => ok({ phase: "signed-out", isLocked: false }),
      "citizen.view": () =>
        ok({
          phase: "rest",
          mode: "training",
          hallName: "厅",
          counterName: "窗",
          items: [],
          exempted: 0,
          total: 0,
          since: 0,
        }),
    },
  };
}
