/** The citizen's receipt: how every material of the case was handled. Masked like the screen. Pure. */
import type { ReceiptView } from "../../contract/history.ts";
import { type CaseFile, currentDecision } from "../../domain/case/case-file.ts";
import type { TerminalIdentity } from "../ports/surroundings.ts";
import { maskedPerson } from "./counter-view.ts";
import { recordOf } from "./decide.ts";

export function receiptOf(file: CaseFile, terminal: TerminalIdentity, now: number): ReceiptView {
  const person = file.person ? maskedPerson(file.person) : { name: "", number: "" };
  const lists = file.licenses.flatMap((held) => held.verdict?.trustListsAsOf ?? []);
  return {
    hallName: terminal.hallName,
    counterName: terminal.counterName,
    clerkName: file.openedBy.name,
    caseNo: file.caseNo,
    matterName: file.matter.name,
    personName: person.name,
    personNumber: person.number,
    printedAt: now,
    isTraining: terminal.mode === "training",
    lines: file.matter.materials.flatMap((material) => {
      const decision = currentDecision(file, material.id);
      if (!decision) return [];
      const license = decision.kind === "exempted" ? recordOf(file, decision.licenseId) : undefined;
      return [
        {
          materialName: material.name,
          kind: decision.kind,
          ...(license ? { licenseName: license.name } : {}),
          ...(decision.receiptNo ? { receiptNo: decision.receiptNo } : {}),
          ...(decision.reason ? { reason: decision.reason } : {}),
          isRecheckRequired: decision.isRecheckRequired,
        },
      ];
    }),
    ...(lists.length > 0 ? { trustListsAsOf: Math.min(...lists) } : {}),
  };
}
