/** Commands that look at licenses and records: `contract/license.ts`, `history.ts`, `citizen.ts`. */
import type { ReplyOf } from "../../contract/contract.ts";
import type { HistoryCaseView } from "../../contract/history.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { citizenView } from "../counter/citizen-view.ts";
import { examineAgain } from "../counter/fetching.ts";
import { receiptOf } from "../counter/receipt.ts";
import { reportOf } from "../counter/report-of.ts";
import type { HistoryCase } from "../ports/storage.ts";
import type { Examination } from "../ports/verifier.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import type { HandlersOf } from "./handler.ts";

type Names =
  | "license.open"
  | "license.report"
  | "history.search"
  | "history.today"
  | "case.receipt"
  | "receipt.print"
  | "citizen.view";

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

export function recordHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { storage, clock, counter, terminal } = parts;
  return {
    "license.open": async ({ licenseId }) => {
      const state = counter.state();
      const examination = await examinationOf(parts, licenseId);
      if (!isInCase(state) || !examination) return failed(fault("document.unknown"));
      const row = {
        at: clock.now(),
        action: "license.viewed",
        clerk: state.clerk.account,
        caseId: state.file.id,
      } as const;
      const kept = await storage.commit({ audit: [{ ...row, detail: { license: licenseId } }] });
      if (!kept.ok) return kept;
      const { report, ms, drawing, pdf } = examination;
      return ok(
        present({ drawing: drawing?.screen, pdf: pdf?.screen, blobBase: `/document/${licenseId}/`, report, ms }),
      );
    },
    "license.report": ({ licenseId }) => printReport(parts, licenseId),
    "history.search": async ({ from, to, text, limit, offset }) => {
      const page = await storage.history(present({ from, to, text, limit, offset }));
      return page.ok ? ok({ total: page.value.total, cases: page.value.cases.map(caseView) }) : page;
    },
    "history.today": () => {
      const from = Math.floor((clock.now() + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS;
      return storage.dayCounts(from, from + DAY_MS);
    },
    "case.receipt": () => {
      const state = counter.state();
      return isInCase(state) ? ok(receiptOf(state.file, terminal, clock.now())) : failed(fault("case.none"));
    },
    "receipt.print": () => printReceipt(parts),
    "citizen.view": () => ok(citizenView(counter.state(), terminal, clock.now())),
  };
}

function caseView(one: HistoryCase): HistoryCaseView {
  return { ...one, rechecks: one.rechecks.map((recheck) => ({ ...recheck, reasons: [...recheck.reasons] })) };
}

async function examinationOf(parts: TerminalParts, licenseId: string): Promise<Examination | undefined> {
  const state = parts.counter.state();
  if (isInCase(state) && !parts.examinations.get(licenseId))
    await examineAgain(parts.work.context, state.file, licenseId);
  return parts.examinations.get(licenseId);
}

/** As with a report: no row, no print. */
async function printReceipt(parts: TerminalParts): Promise<Result<ReplyOf<"receipt.print">>> {
  const state = parts.counter.state();
  if (!isInCase(state)) return failed(fault("case.none"));
  const printed = receiptOf(state.file, parts.terminal, parts.clock.now());
  const row = {
    at: printed.printedAt,
    action: "receipt.printed",
    clerk: state.clerk.account,
    caseId: state.file.id,
    detail: { decisions: printed.lines.length },
  } as const;
  const kept = await parts.storage.commit({ audit: [row] });
  return kept.ok ? ok(printed) : kept;
}

/** The row comes first: what was printed must be known, even when the printer is out of paper. */
async function printReport(parts: TerminalParts, licenseId: string): Promise<Result<ReplyOf<"license.report">>> {
  const state = parts.counter.state();
  const examination = await examinationOf(parts, licenseId);
  const file = parts.examinations.file(licenseId);
  if (!isInCase(state) || !examination || !file) return failed(fault("document.unknown"));
  const trust = parts.trust.status();
  const printed = reportOf(state.file, licenseId, {
    terminal: parts.terminal,
    clerk: state.clerk,
    now: parts.clock.now(),
    trustAge: parts.status.trustAge(),
    trustIssuedAt: trust.issue === examination.report.trust.issue ? trust.issuedAt : undefined,
    sha256: parts.digests.sha256Hex(file),
  });
  if (!printed) return failed(fault("document.unknown"));
  const row = {
    at: printed.printedAt,
    action: "report.printed",
    clerk: state.clerk.account,
    caseId: state.file.id,
    detail: { license: licenseId, sm3: examination.report.sm3, decision: examination.report.decision },
  } as const;
  const kept = await parts.storage.commit({ audit: [row] });
  return kept.ok ? ok(printed) : kept;
}
