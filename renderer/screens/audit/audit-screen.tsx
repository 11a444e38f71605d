/** 留痕: the auditor's look through the chain, its check and its export. Nothing here can change a row. */
import { Download, FileSearch, Link2 } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Blank } from "../../components/blank.tsx";
import { Button } from "../../components/button.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useAudit } from "../../state/audit-store.ts";
import { useClock } from "../../state/clock-store.ts";
import { usePeople } from "../../state/people-store.ts";
import { useSession } from "../../state/session-store.ts";
import { calendarDay } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AdministrationHead } from "../administration/administration-head.tsx";
import { RowsPane } from "../administration/rows-pane.tsx";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { AuditFilterBar } from "./audit-filter-bar.tsx";
import { AuditTable } from "./audit-table.tsx";

export function AuditScreen(): ReactNode {
  const { audit: words } = useStrings();
  const { entries, next, isBusy } = useAudit();
  const { search, searchOn, checkChain } = useAudit.getState();
  useEffect(() => {
    void useAudit.getState().search();
    void usePeople.getState().load();
  }, []);
  useKeys([
    ["F5", () => void search()],
    ["F6", () => void checkChain()],
    ["F7", exportNow],
  ]);
  return (
    <main className="administration" tabIndex={-1}>
      <AdministrationHead open="audit" hint={words.hint}>
        <Button icon={Link2} keyName="F6" isDisabled={isBusy} onPress={() => void checkChain()}>
          {words.check}
        </Button>
        <Button icon={Download} keyName="F7" isDisabled={isBusy} onPress={exportNow}>
          {words.exportNow}
        </Button>
      </AdministrationHead>
      <AuditFilterBar withAction />
      <Outcome />
      <RowsPane
        label={words.hint}
        foot={
          <>
            <span>{entries && words.shown(entries.length)}</span>
            <Button size="small" isDisabled={next === undefined || isBusy} onPress={() => void searchOn()}>
              {next === undefined ? words.noneOlder : words.older}
            </Button>
          </>
        }
      >
        {entries && entries.length > 0 && <AuditTable entries={entries} />}
        {entries?.length === 0 && <Blank icon={FileSearch} title={words.none} hint={words.noneHint} />}
      </RowsPane>
      <CounterNotice />
    </main>
  );
}

function exportNow(): void {
  const terminal = useSession.getState().about?.terminalId ?? "";
  void useAudit.getState().exportFile(`audit-${terminal}-${calendarDay(useClock.getState().now)}.jsonl`);
}

/** Of the check and of the export, until the next one. */
function Outcome(): ReactNode {
  const { audit: words, status } = useStrings();
  const { check, exported } = useAudit();
  if (!check && exported === undefined) return null;
  return (
    <p className="audit__outcome" role="status" data-bad={check?.ok === false}>
      {check && (check.ok ? status.auditWhole(check.rows) : status.auditBroken(check.firstBad ?? 0))}
      {check?.problem && <code> {check.problem}</code>} {exported !== undefined && words.exported(exported)}
    </p>
  );
}
