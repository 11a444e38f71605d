/** A new case, before anything is known of the person. */
import type { CaseEntry, CaseFile, Clerk } from "../../domain/case/case-file.ts";
import { type Matter, neededLicenseTypes } from "../../domain/matter/matter.ts";
import type { TerminalParts } from "../terminal-parts.ts";

/** The case that this counter would open now. */
export function caseAt(
  parts: Pick<TerminalParts, "identifiers" | "terminal" | "clock">,
  { matter, clerk }: { readonly matter: Matter; readonly clerk: Clerk },
  entry: CaseEntry,
): CaseFile {
  const { terminalId } = parts.terminal;
  return newCase({ handle: parts.identifiers.handle(), terminalId, matter, clerk, entry, now: parts.clock.now() });
}

interface NewCase {
  readonly handle: string;
  readonly terminalId: string;
  readonly matter: Matter;
  readonly clerk: Clerk;
  readonly entry: CaseEntry;
  readonly now: number;
}

function newCase({ handle, terminalId, matter, clerk, entry, now }: NewCase): CaseFile {
  return {
    id: handle,
    caseNo: caseNumber(terminalId, handle, now),
    matter,
    openedBy: clerk,
    openedAt: now,
    entry,
    requests:
      entry.way === "file"
        ? []
        : neededLicenseTypes(matter).map((typeCode) => ({ typeCode, state: "pending" as const })),
    licenses: [],
    decisions: [],
  };
}

/** `<terminal>-<yyyyMMdd>-<HHmmss>-<4 characters>`, China time: readable aloud, and unique without a counter. */
function caseNumber(terminalId: string, handle: string, now: number): string {
  const stamp = new Date(now + 8 * 3_600_000).toISOString().replace(/[-:]/g, "");
  const tail = handle
    .replace(/[^0-9a-z]/gi, "")
    .slice(0, 4)
    .toUpperCase();
  return `${terminalId}-${stamp.slice(0, 8)}-${stamp.slice(9, 15)}-${tail}`;
}
