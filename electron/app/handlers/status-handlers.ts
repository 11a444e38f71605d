/** Commands of `contract/status.ts` and `contract/training.ts`. */
import { fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import { failed, ok } from "../../domain/result.ts";
import { takeScan } from "../counter/take-scan.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import type { HandlersOf } from "./handler.ts";

type Names =
  | "status.view"
  | "outbox.hurry"
  | "trust.refresh"
  | "audit.check"
  | "training.cast"
  | "training.scan"
  | "training.misbehave";

export function statusHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { storage, status, courier, training } = parts;
  const liveOnly = () => failed<never>(fault("call.unknown-command", { mode: parts.terminal.mode }));
  return {
    "status.view": async () => {
      await status.refresh();
      return ok(status.view());
    },
    "outbox.hurry": async () => {
      const hurried = await storage.hurryDeliveries(parts.clock.now());
      if (hurried.ok) courier.kick();
      return hurried.ok ? ok({ hurried: hurried.value }) : hurried;
    },
    "trust.refresh": async () => {
      const problem = await parts.refreshTrust();
      return problem ? failed(problem) : ok({});
    },
    "audit.check": async () => {
      const checked = await storage.verifyAudit();
      return checked.ok ? ok(present({ ...checked.value })) : checked;
    },
    "training.cast": async () => {
      if (!training) return liveOnly();
      const lines = await training.cast();
      return lines.ok ? ok({ lines: lines.value.map(({ idNumber: _, ...line }) => line) }) : lines;
    },
    "training.scan": async ({ code }) => {
      if (!training) return liveOnly();
      const way = await training.scan(code);
      if (!way.ok) return way;
      // A system without pseudo-terminals has no virtual scanner: the code goes in as if it were pasted.
      const taken = way.value === "paste" ? await takeScan(parts, code, "paste") : way;
      return taken.ok ? ok({ way: way.value }) : taken;
    },
    "training.misbehave": async ({ what, end }) => {
      if (!training) return liveOnly();
      const result = await training.misbehave(what, end);
      return result.ok ? ok({}) : result;
    },
  };
}
