/** A scanned, pasted or pictured text comes in: it opens a case, names the person again, or is refused by name. */
import type { CaseEntry, EntryWay } from "../../domain/case/case-file.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, type Result } from "../../domain/result.ts";
import { MAX_SCAN_LENGTH, routeScan } from "../../domain/scan/route.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { atCounter } from "./at-counter.ts";
import { caseAt } from "./open-case.ts";

export async function takeScan(parts: TerminalParts, text: string, way: EntryWay): Promise<Result<unknown>> {
  const result = await open(parts, text, way);
  if (!result.ok) await refuseScan(parts, way, result.fault);
  return result;
}

/** Every scan has an outcome that can be seen, heard and found again in the audit. */
export async function refuseScan(parts: TerminalParts, way: EntryWay, reason: Fault): Promise<void> {
  parts.signal("refused", reason);
  await auditRefusal(parts, way, reason);
}

async function open(parts: TerminalParts, text: string, way: EntryWay): Promise<Result<unknown>> {
  const state = parts.counter.state();
  if (state.kind !== "signed-out" && state.isLocked) return failed(fault("scan.while-locked"));
  const at = atCounter(state);
  if (!at.ok) return at;
  const seat = at.value;
  if (text.length > MAX_SCAN_LENGTH) return failed(fault("scan.too-long", { length: text.length }));
  const route = routeScan(text, parts.codePatterns);
  if (route.kind === "other") {
    return failed(
      route.what === "damaged" ? fault("scan.damaged") : fault("scan.not-service-code", { what: route.what }),
    );
  }
  const family = parts.province.families[route.family];
  if (!family) return failed(fault("code.refused", { family: route.family }));
  const entry: CaseEntry = { way, family: route.family, codeSm3: parts.digests.sm3Hex(route.text) };
  const naming = { kind: "code", family, code: route.text } as const;
  if (isInCase(seat)) {
    if (seat.kind !== "identifying" || !seat.file.notice) return failed(fault("scan.while-busy"));
    // Of whoever laid a card down before; a code has no photo.
    parts.photos.clear();
    return recognised(
      parts,
      parts.counter.take({ kind: "entered-again", entry, codeRef: parts.work.remember(naming) }),
    );
  }
  if (!seat.matter) return failed(fault("scan.no-matter"));
  const file = caseAt(parts, { matter: seat.matter, clerk: seat.clerk }, entry);
  return recognised(parts, parts.counter.take({ kind: "opened", file, codeRef: parts.work.remember(naming) }));
}

/** Of two scans at once only the one that opened the case sounds like it. */
async function recognised<T>(parts: TerminalParts, taking: Promise<Result<T>>): Promise<Result<T>> {
  const taken = await taking;
  if (taken.ok) parts.signal("recognised");
  return taken;
}

async function auditRefusal(parts: TerminalParts, way: EntryWay, reason: Fault): Promise<void> {
  const state = parts.counter.state();
  const clerk = state.kind === "signed-out" ? "system" : state.clerk.account;
  const what = reason.detail?.["what"];
  await parts.storage.commit({
    audit: [
      {
        at: parts.clock.now(),
        action: "scan.refused",
        clerk,
        detail: { way, fault: reason.code, ...(what === undefined ? {} : { what }) },
      },
    ],
  });
}
