/** Commands of `contract/recheck.ts`. */
import type { FlaggedRecheckView } from "../../contract/recheck.ts";
import { worksCases } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { maskFreeText } from "../../domain/masking.ts";
import { failed, ok } from "../../domain/result.ts";
import type { FlaggedRecheck } from "../ports/storage.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { accountOf, type HandlersOf } from "./handler.ts";

const MOST_SHOWN = 200;

export function recheckHandlers(parts: TerminalParts): HandlersOf<"recheck.flagged" | "recheck.handle"> {
  const { storage, clock } = parts;
  return {
    "recheck.flagged": async () => {
      const state = parts.counter.state();
      const isClerk = state.kind !== "signed-out" && worksCases(state.clerk);
      const found = await storage.flaggedRechecks(MOST_SHOWN);
      return found.ok ? ok({ flagged: found.value.map((one) => viewOf(one, isClerk)) }) : found;
    },
    "recheck.handle": async ({ id, handling, note }) => {
      const found = await storage.flaggedRechecks(MOST_SHOWN);
      if (!found.ok) return found;
      const flagged = found.value.find((one) => one.id === id);
      if (!flagged) return failed(fault("recheck.unknown"));
      const handled = { at: clock.now(), by: accountOf(parts), handling, note: maskFreeText(note) };
      const { caseId, materialId, finding } = flagged;
      const detail = { finding, handling, note: handled.note };
      const row = { at: handled.at, clerk: handled.by, caseId, materialId, detail } as const;
      const kept = await storage.handleRecheck(id, handled, [{ ...row, action: "material.recheck-handled" }]);
      if (!kept.ok) return kept;
      if (!kept.value) return failed(fault("recheck.unknown"));
      await parts.status.refresh();
      parts.publish("status.changed", parts.status.view());
      return ok({});
    },
  };
}

function viewOf({ personName, ...one }: FlaggedRecheck, isClerk: boolean): FlaggedRecheckView {
  const decisions = one.decisions.map((decision) => ({ ...decision }));
  return { ...one, reasons: [...one.reasons], decisions, ...(isClerk && personName ? { personName } : {}) };
}
