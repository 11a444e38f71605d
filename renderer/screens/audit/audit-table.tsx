/** Rows of the chain as a person reads them: when, who, what; codes and digests as they are. */
import type { ReactNode } from "react";
import type { AuditEntryView } from "../../../electron/contract/audit.ts";
import { TableHead } from "../../components/table-head.tsx";
import { useAudit } from "../../state/audit-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { detailText } from "./detail-text.ts";

export function AuditTable({ entries }: { readonly entries: readonly AuditEntryView[] }): ReactNode {
  const { columns } = useStrings().audit;
  return (
    <table className="record-table audit-table">
      <TableHead names={[columns.seq, columns.time, columns.clerk, columns.action, columns.case, columns.detail]} />
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.seq} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry }: { readonly entry: AuditEntryView }): ReactNode {
  const strings = useStrings();
  const { seq, at, clerk, action, caseId, materialId } = entry;
  const names: Readonly<Record<string, string>> = strings.words.audit;
  return (
    <tr>
      <td className="record-table__number">{seq}</td>
      <td className="record-table__time">{at.slice(0, 19).replace("T", " ")}</td>
      <td>{clerk === "system" ? strings.audit.system : clerk}</td>
      <td className="record-table__name">{names[action] ?? action}</td>
      <td>
        {caseId !== undefined && (
          <button
            type="button"
            className="audit__case"
            title={strings.audit.onlyCase(caseId)}
            onClick={() => useAudit.getState().change({ caseId, period: "all" })}
          >
            {caseId.slice(0, 8)}
          </button>
        )}{" "}
        {materialId}
      </td>
      <td className="audit__detail">{detailText(entry.detail, strings)}</td>
    </tr>
  );
}
