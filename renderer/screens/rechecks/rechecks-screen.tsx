/** 复核有异: what a re-check did not confirm, with its history, and who saw to it. The decisions themselves stay as they were made. */
import { BadgeCheck } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { FlaggedRecheckView } from "../../../electron/contract/recheck.ts";
import { Blank } from "../../components/blank.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useRechecks } from "../../state/recheck-store.ts";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AdministrationTabs } from "../administration/administration-tabs.tsx";
import { RowsPane } from "../administration/rows-pane.tsx";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { HandleDialog } from "./handle-dialog.tsx";

export function RechecksScreen(): ReactNode {
  const { rechecks: words } = useStrings();
  const { flagged, open } = useRechecks();
  useEffect(() => {
    void useRechecks.getState().load();
    return () => useRechecks.getState().choose(undefined);
  }, []);
  useKeys([["F5", () => void useRechecks.getState().load()]]);
  return (
    <main className="administration" tabIndex={-1}>
      <div className="administration__head">
        <Title />
      </div>
      <RowsPane label={words.title}>
        {flagged && flagged.length > 0 && <FlaggedTable flagged={flagged} />}
        {flagged?.length === 0 && <Blank icon={BadgeCheck} title={words.none} hint={words.noneHint} />}
      </RowsPane>
      {open && <HandleDialog flagged={open} />}
      <CounterNotice />
    </main>
  );
}

/** The administrator's is one of several tabs; the clerk goes back to the counter. */
function Title(): ReactNode {
  const { rechecks: words } = useStrings();
  const isClerk = useCounter(({ view }) => view?.clerk?.role === "clerk");
  const go = useDesk((desk) => desk.go);
  useKeys(isClerk ? [["Escape", () => go("counter")]] : []);
  return (
    <>
      {isClerk ? <h1 className="history__title">{words.title}</h1> : <AdministrationTabs open="rechecks" />}
      <span className="administration__hint">{words.hint}</span>
      {isClerk && (
        <Button keyName="Escape" onPress={() => go("counter")}>
          {words.back}
        </Button>
      )}
    </>
  );
}

function FlaggedTable({ flagged }: { readonly flagged: readonly FlaggedRecheckView[] }): ReactNode {
  const { columns } = useStrings().rechecks;
  return (
    <table className="record-table audit-table">
      <TableHead names={[columns.case, columns.decisions, columns.finding, columns.handled]} />
      <tbody>
        {flagged.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ one }: { readonly one: FlaggedRecheckView }): ReactNode {
  const { words: terms } = useStrings();
  return (
    <tr data-dim={one.handled !== undefined}>
      <td>
        <span className="record-table__name">{one.matterName ?? one.caseNo}</span>
        <span className="record-table__note">{one.caseNo}</span>
        <span className="record-table__note">{[one.materialId, one.personName].filter(Boolean).join(" · ")}</span>
      </td>
      <td>
        {one.decisions.map((decision) => (
          <span className="recheck__decision" key={decision.revision}>
            {dayAndTime(decision.at)} {decision.clerk} <strong>{terms.decisions[decision.kind]}</strong>
            {decision.reason && <span className="record-table__note">{decision.reason}</span>}
          </span>
        ))}
      </td>
      <td className="recheck__finding">
        {terms.recheckFindings[one.finding]}
        <Reasons one={one} />
      </td>
      <td>
        <Handled one={one} />
      </td>
    </tr>
  );
}

function Reasons({ one }: { readonly one: FlaggedRecheckView }): ReactNode {
  const { reasons } = useStrings();
  const texts = one.reasons.map((code) => reasons[code]?.short ?? code);
  return <span className="record-table__note">{[dayAndTime(one.settledAt), ...texts].join(" · ")}</span>;
}

function Handled({ one }: { readonly one: FlaggedRecheckView }): ReactNode {
  const { rechecks: words } = useStrings();
  const { handled } = one;
  if (!handled) {
    return (
      <Button size="small" tone="primary" onPress={() => useRechecks.getState().choose(one)}>
        {words.handle}
      </Button>
    );
  }
  return (
    <>
      <Chip tone="good">{words.handlings[handled.handling]}</Chip>
      <span className="record-table__note">{`${dayAndTime(handled.at)} ${handled.by}`}</span>
      <span className="record-table__note">{handled.note}</span>
    </>
  );
}
