/** Commands of `contract/appointments.ts`. */
import type { ReplyOf } from "../../contract/contract.ts";
import type { Clerk } from "../../domain/case/case-file.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { fromBase64 } from "../../seal/base64.ts";
import { appointmentView } from "../appointments/appointment-view.ts";
import { importAppointments, receiveAppointments, type TakenList } from "../appointments/take-list.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { accountOf, type HandlersOf } from "./handler.ts";

type Names = "appointments.list" | "appointments.import" | "appointments.receive" | "appointments.delete";

export function appointmentHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { storage, catalogue, clock, province } = parts;
  return {
    "appointments.list": async () => {
      const stored = await storage.appointments(clock.now());
      if (!stored.ok) return stored;
      const items = stored.value.map((one) => appointmentView(one, catalogue.current()));
      return ok({ items, canReceive: province.appointments !== undefined });
    },
    "appointments.import": async ({ file }) => {
      const bytes = fromBase64(file);
      if (!bytes) return failed(fault("call.invalid", { command: "appointments.import", path: "file" }));
      return taken(parts, (by) => importAppointments(parts, bytes, by));
    },
    "appointments.receive": (_, { signal }) => taken(parts, (by) => receiveAppointments(parts, by, signal)),
    "appointments.delete": async ({ id }) => {
      const deleted = await storage.deleteAppointments(id, accountOf(parts), clock.now());
      if (!deleted.ok) return deleted;
      parts.publish("appointments.changed", {});
      return ok({ deleted: deleted.value });
    },
  };
}

/** What was taken is fetched at once, as far as the counter leaves the library free. */
async function taken(
  parts: TerminalParts,
  take: (by: Clerk) => Promise<Result<TakenList>>,
): Promise<Result<ReplyOf<"appointments.import">>> {
  const state = parts.counter.state();
  if (state.kind === "signed-out") return failed(fault("session.none"));
  const list = await take(state.clerk);
  if (!list.ok) return list;
  parts.publish("appointments.changed", {});
  parts.prefetcher.kick();
  const { refused, unconsented, ...counts } = list.value;
  return ok({ ...counts, refused: [...refused], unconsented: [...unconsented] });
}
