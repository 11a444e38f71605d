/**
 * A license file that the citizen brings: it is judged like any other, and says for itself whose and which it is. It belongs to the case
 * that was open when it was presented, or to the one it opens itself; nobody else's takes it in.
 */
import { MAX_PRESENTED_BYTES } from "../../contract/counter.ts";
import { type CounterState, isInCase, type SignedOutState } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { atCounter } from "./at-counter.ts";
import { arrive } from "./fetching.ts";
import { caseAt } from "./open-case.ts";
import { presentedRecord } from "./presented.ts";

type Presented = Result<{ readonly caseId: string }>;

/** Where a file was presented. */
interface Place {
  readonly state: Exclude<CounterState, SignedOutState>;
  /** Aborted once the case of then, or one that was open since, has ended. */
  readonly ended: AbortSignal;
}

/** @param given the file, or the reading of it: it is presented now, however long that takes. Overwritten when it is refused. */
export async function presentFile(parts: TerminalParts, given: Uint8Array | Promise<Uint8Array>): Promise<Presented> {
  const at = atCounter(parts.counter.state());
  const ended = parts.work.context.signal();
  const file = await given;
  const taken = at.ok ? await judge(parts, { state: at.value, ended }, file) : at;
  if (!taken.ok) file.fill(0);
  return taken;
}

async function judge(parts: TerminalParts, place: Place, file: Uint8Array): Promise<Presented> {
  if (file.length > MAX_PRESENTED_BYTES) return failed(fault("license.too-large", { bytes: file.length }));
  const examination = await parts.verifier.examine(file, parts.clock.now());
  const record = presentedRecord(
    examination.metadata,
    parts.catalogue.current()?.licenseTypes ?? [],
    parts.clock.now(),
  );
  if (!record) return failed(fault("license.unreadable", { format: examination.report.format }));
  const caseId = await openOrJoin(parts, place);
  if (!caseId.ok) return caseId;
  const { context } = parts.work;
  const arrived = await arrive(context, caseId.value, { record, file });
  if (arrived.ok) return ok({ caseId: caseId.value });
  return context.file()?.id === caseId.value ? arrived : failed(fault("license.case-gone"));
}

async function openOrJoin(parts: TerminalParts, place: Place): Promise<Result<string>> {
  const at = atCounter(parts.counter.state());
  if (!at.ok) return at;
  const state = at.value;
  if (!isSamePlace(place, state)) return failed(fault("license.case-gone"));
  if (isInCase(state)) {
    const given = state.kind === "identifying" ? await giveUpLibrary(parts) : ok(undefined);
    return given.ok ? ok(state.file.id) : given;
  }
  if (!state.matter) return failed(fault("scan.no-matter"));
  const file = caseAt(parts, { matter: state.matter, clerk: state.clerk }, { way: "file" });
  const opened = await parts.counter.take({ kind: "opened", file });
  return opened.ok ? ok(file.id) : opened;
}

/** While a file is examined the next citizen may have sat down, and whoever was at the window may have left it. */
function isSamePlace({ state: then, ended }: Place, now: Place["state"]): boolean {
  if (ended.aborted || now.kind === "closing" || now.clerk.account !== then.clerk.account) return false;
  if (isInCase(then)) return isInCase(now) && now.file.id === then.file.id;
  // Each signing in brings a clerk of its own, each choice a matter of its own.
  return !isInCase(now) && now.clerk === then.clerk && now.matter === then.matter;
}

/** The person could not be named to the library, so nothing will come from it: the files at hand are what there is. */
async function giveUpLibrary({ work: { context } }: TerminalParts): Promise<Result<unknown>> {
  const open = context.file();
  let given: Result<unknown> = ok(undefined);
  const reason = open?.notice ?? fault("province.unreachable");
  for (const { typeCode } of open?.requests ?? []) {
    if (open && given.ok) given = await context.tryFor(open.id, { kind: "license-missing", typeCode, fault: reason });
  }
  return given;
}
