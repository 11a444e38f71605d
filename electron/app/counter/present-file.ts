/** A license file that the citizen brings: it is judged like any other, and says for itself whose and which it is. */
import { MAX_PRESENTED_BYTES } from "../../contract/counter.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { atCounter } from "./at-counter.ts";
import { arrive } from "./fetching.ts";
import { caseAt } from "./open-case.ts";
import { presentedRecord } from "./presented.ts";

export async function presentFile(
  parts: TerminalParts,
  file: Uint8Array,
): Promise<Result<{ readonly caseId: string }>> {
  const at = atCounter(parts.counter.state());
  if (!at.ok) return at;
  if (file.length > MAX_PRESENTED_BYTES) return failed(fault("license.too-large", { bytes: file.length }));
  const examination = await parts.verifier.examine(file, parts.clock.now());
  const record = presentedRecord(
    examination.metadata,
    parts.catalogue.current()?.licenseTypes ?? [],
    parts.clock.now(),
  );
  if (!record) return failed(fault("license.unreadable", { format: examination.report.format }));
  const caseId = await openOrJoin(parts);
  if (!caseId.ok) return caseId;
  await arrive(parts.work.context, caseId.value, { record, file });
  return ok({ caseId: caseId.value });
}

async function openOrJoin(parts: TerminalParts): Promise<Result<string>> {
  const at = atCounter(parts.counter.state());
  if (!at.ok) return at;
  const state = at.value;
  if (isInCase(state)) {
    if (state.kind === "identifying") await giveUpLibrary(parts);
    return ok(state.file.id);
  }
  if (!state.matter) return failed(fault("scan.no-matter"));
  const file = caseAt(parts, { matter: state.matter, clerk: state.clerk }, { way: "file" });
  const opened = await parts.counter.take({ kind: "opened", file });
  return opened.ok ? ok(file.id) : opened;
}

/** The person could not be named to the library, so nothing will come from it: the files at hand are what there is. */
async function giveUpLibrary(parts: TerminalParts): Promise<void> {
  const state = parts.counter.state();
  if (!isInCase(state)) return;
  const reason = state.file.notice ?? fault("province.unreachable");
  for (const request of state.file.requests) {
    await parts.counter.take({ kind: "license-missing", typeCode: request.typeCode, fault: reason });
  }
}
