/** A list of appointments comes in, from a file or from the province: good rows are kept, every other is told by line and reason. */
import { type AppointmentList, appointmentsOf, readAppointments } from "../../domain/appointment/read-list.ts";
import type { ListContext } from "../../domain/appointment/read-row.ts";
import type { Clerk } from "../../domain/case/case-file.ts";
import { fault } from "../../domain/fault.ts";
import { shanghaiDate } from "../../domain/license/license-record.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { BatchOutcome } from "../ports/appointments.ts";
import type { TerminalParts } from "../terminal-parts.ts";

export interface TakenList extends BatchOutcome, Pick<AppointmentList, "refused" | "unconsented"> {}

type Parts = Pick<TerminalParts, "storage" | "province" | "catalogue" | "clock" | "terminal">;

export async function importAppointments(parts: Parts, file: Uint8Array, by: Clerk): Promise<Result<TakenList>> {
  const context = contextOf(parts);
  if (!context.ok) return context;
  if (isWorkbook(file)) return failed(fault("appointments.unreadable", { reason: "workbook" }));
  const text = decoded(file);
  if (text === undefined) return failed(fault("appointments.unreadable", { reason: "encoding" }));
  const list = readAppointments(text, context.value);
  return list.ok ? keep(parts, list.value, { origin: "file", by }) : list;
}

export async function receiveAppointments(parts: Parts, by: Clerk, signal: AbortSignal): Promise<Result<TakenList>> {
  const context = contextOf(parts);
  if (!context.ok) return context;
  const source = parts.province.appointments;
  if (!source) return failed(fault("appointments.no-source"));
  const entries = await source.load(context.value.today, signal);
  return entries.ok ? keep(parts, appointmentsOf(entries.value, context.value), { origin: "province", by }) : entries;
}

function contextOf({ catalogue, clock, terminal }: Parts): Result<ListContext> {
  const matters = catalogue.current()?.matters;
  if (!matters) return failed(fault("catalogue.none"));
  const now = clock.now();
  const { hallName, counterName } = terminal;
  return ok({ matters, now, today: shanghaiDate(now), hallName, counterName });
}

async function keep(
  { storage, clock }: Parts,
  { appointments, refused, unconsented }: AppointmentList,
  from: { readonly origin: "file" | "province"; readonly by: Clerk },
): Promise<Result<TakenList>> {
  const kept = await storage.putAppointments({ appointments, ...from, at: clock.now(), refused: refused.length });
  return kept.ok ? ok({ ...kept.value, refused, unconsented }) : kept;
}

/** A spreadsheet program's own file: a ZIP package, or the compound file before it. Nothing of it is a list to us. */
function isWorkbook(file: Uint8Array): boolean {
  return [ZIP, COMPOUND_FILE].some((signature) => signature.every((byte, index) => file[index] === byte));
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/** UTF-8, else GB18030; UTF-16 where its mark says so. Undefined when none fits. */
function decoded(file: Uint8Array): string | undefined {
  const isUtf16 = file[0] === 0xff && file[1] === 0xfe;
  for (const charset of isUtf16 ? ["utf-16le"] : ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(file);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
}
