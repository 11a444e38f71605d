/** 用证: who used which license for what. */
import { FileSearch } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { LicenseUseView } from "../../../electron/contract/audit.ts";
import { Blank } from "../../components/blank.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useAudit } from "../../state/audit-store.ts";
import { usePeople } from "../../state/people-store.ts";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AdministrationHead } from "../administration/administration-head.tsx";
import { RowsPane } from "../administration/rows-pane.tsx";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { AuditFilterBar } from "./audit-filter-bar.tsx";

export function UsesScreen(): ReactNode {
  const { uses: words } = useStrings();
  const { uses, usesTotal } = useAudit();
  useEffect(() => {
    void useAudit.getState().loadUses(false);
    void usePeople.getState().load();
  }, []);
  const isAll = uses === undefined || uses.length >= usesTotal;
  return (
    <main className="administration" tabIndex={-1}>
      <AdministrationHead open="uses" hint={words.hint} />
      <AuditFilterBar />
      <RowsPane
        label={words.hint}
        foot={
          <>
            <span>{words.total(usesTotal)}</span>
            <Button size="small" isDisabled={isAll} onPress={() => void useAudit.getState().loadUses(true)}>
              {words.more}
            </Button>
          </>
        }
      >
        {uses && uses.length > 0 && <UseTable uses={uses} />}
        {uses?.length === 0 && <Blank icon={FileSearch} title={words.none} hint={words.noneHint} />}
      </RowsPane>
      <CounterNotice />
    </main>
  );
}

function UseTable({ uses }: { readonly uses: readonly LicenseUseView[] }): ReactNode {
  const strings = useStrings();
  const { columns } = strings.uses;
  return (
    <table className="record-table audit-table">
      <TableHead
        names={[columns.time, columns.clerk, columns.license, columns.matter, columns.material, columns.decision]}
      />
      <tbody>
        {uses.map((use) => (
          <tr key={`${use.caseId} ${use.materialId} ${use.revision}`}>
            <td className="record-table__time">{dayAndTime(use.at)}</td>
            <td>{use.clerk}</td>
            <td>
              <span className="record-table__name">{use.licenseName ?? strings.uses.noLicense}</span>
              {use.licenseIdentifier && <span className="record-table__note">{use.licenseIdentifier}</span>}
            </td>
            <td>
              {use.matterName ?? strings.uses.stillOpen}
              <span className="record-table__note">{use.caseNo ?? use.caseId.slice(0, 8)}</span>
            </td>
            <td>{use.materialId}</td>
            <td>
              <Chip tone={use.kind === "exempted" ? "good" : "neutral"}>{strings.words.decisions[use.kind]}</Chip>
              {use.isRecheckRequired && <span className="record-table__note">{strings.uses.provisional}</span>}
              {use.reason && <span className="record-table__note">{use.reason}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
