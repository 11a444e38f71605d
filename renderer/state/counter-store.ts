/** The counter as the host last said, and every wish of the clerk. Rules stand on the host; here a fault is shown as it comes. */
import { create } from "zustand";
import type { InputOf } from "../../electron/contract/contract.ts";
import type { CounterView, MatterChoice } from "../../electron/contract/counter.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { host } from "../client/host.ts";
import { presentFile } from "../client/present-file.ts";
import { readCodeFromImage } from "../client/qr-image.ts";
import { newestDrawn } from "./newest-drawn.ts";
import { settle, useNotice } from "./notice-store.ts";
import { usePreferences } from "./preferences-store.ts";
import { inTurns } from "./present-turns.ts";

export type CounterCommand =
  | "consent.answer"
  | "decision.make"
  | "case.retry"
  | "case.cancel"
  | "case.close"
  | "case.resume"
  | "case.discard"
  | "person.enter";

interface Counter {
  readonly view: CounterView | undefined;
  readonly matters: readonly MatterChoice[] | undefined;
  load(): Promise<void>;
  loadMatters(): Promise<void>;
  chooseMatter(code: string): Promise<boolean>;
  scan(text: string, way: InputOf<"scan.submit">["way"]): Promise<void>;
  scanImage(file: Blob): Promise<void>;
  present(file: Blob): Promise<void>;
  /** A wish without a reply worth showing. @returns the fault, already shown, or undefined. */
  ask<Name extends CounterCommand>(command: Name, input: InputOf<Name>): Promise<Fault | undefined>;
  confirmAll(isSecondConfirmation: boolean): Promise<Fault | undefined>;
}

export const useCounter = create<Counter>((set) => ({
  view: undefined,
  matters: undefined,
  async load() {
    const result = await host.call("counter.view", {});
    if (result.ok) take(result.value);
  },
  async loadMatters() {
    const result = await host.call("matter.list", {});
    if (settle(result)) set({ matters: result.value.matters });
  },
  async chooseMatter(code) {
    const result = await host.call("matter.choose", { code });
    if (result.ok) usePreferences.getState().setLastMatter(code);
    return settle(result);
  },
  async scan(text, way) {
    settle(await host.call("scan.submit", { text, way }));
  },
  async scanImage(file) {
    const code = await readCodeFromImage(file);
    if (settle(code)) settle(await host.call("scan.submit", { text: code.value, way: "image" }));
  },
  async present(file) {
    const reason = await presentInTurn(file);
    if (reason) useNotice.getState().show(reason);
    else useNotice.getState().clear();
  },
  async ask(command, input) {
    const result = await host.call(command, input);
    return settle(result) ? undefined : faultOf(result);
  },
  async confirmAll(isSecondConfirmation) {
    const result = await host.call("decision.confirm-all", isSecondConfirmation ? { isSecondConfirmation } : {});
    // Asked for by the host although the screen did not expect it: the dialog opens, no notice is needed.
    if (!result.ok && result.fault.code === "decision.second-confirmation") return result.fault;
    return settle(result) ? undefined : faultOf(result);
  },
}));

const presentInTurn = inTurns(() => {
  const { view } = useCounter.getState();
  return { account: view?.clerk?.account, caseId: view?.case?.caseId };
}, presentFile);

function faultOf(result: { readonly ok: boolean; readonly fault?: Fault }): Fault | undefined {
  return result.ok ? undefined : result.fault;
}

/** States of a case that only add to what is on the screen. */
const GROWING: readonly CounterView["phase"][] = ["identifying", "consenting", "fetching", "verifying", "deciding"];

const isGrowing = (drawn: CounterView, next: CounterView): boolean =>
  drawn.case?.caseId === next.case?.caseId && drawn.isLocked === next.isLocked && [drawn, next].every(isOfGrowing);

const isOfGrowing = ({ case: open, phase }: CounterView): boolean => open !== undefined && GROWING.includes(phase);

const take = newestDrawn<CounterView>((view) => useCounter.setState({ view }), isGrowing);

host.on("counter.changed", take);
