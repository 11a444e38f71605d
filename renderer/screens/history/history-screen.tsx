/** Today's cases: the counts, and a table to search, page by page. Everything personal in it is masked. */
import { FileCheck2, FolderSearch, Percent, Search, TicketCheck, Trophy } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { HistoryCaseView } from "../../../electron/contract/history.ts";
import { Blank } from "../../components/blank.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useClock } from "../../state/clock-store.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useHistory } from "../../state/history-store.ts";
import { percentage, shortMoment } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AdministrationTabs } from "../administration/administration-tabs.tsx";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { RecheckChip } from "./recheck-chip.tsx";

/** Between two keys of somebody who is still typing. */
const TYPING_PAUSE_MS = 150;

export function HistoryScreen(): ReactNode {
  const strings = useStrings();
  const { cases, total, page, pageSize, text } = useHistory();
  const go = useDesk((desk) => desk.go);
  const isClerk = useCounter(({ view }) => view?.clerk?.role === "clerk");
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const turn = (to: number) => {
    if (to >= 0 && to < pages) void useHistory.getState().search(text, to);
  };
  const table = useTableSize();
  useKeys(
    [
      ...(isClerk ? ([["Escape", () => go("counter")]] as const) : []),
      ["PageUp", () => turn(page - 1)],
      ["PageDown", () => turn(page + 1)],
    ],
    { inField: (name) => /^Page/.test(name) },
  );
  return (
    <main className="history" data-figures={isClerk}>
      <div className="history__head">
        {isClerk ? <h1 className="history__title">{strings.history.title}</h1> : <AdministrationTabs open="history" />}
        <HistorySearch />
        {isClerk && (
          <>
            <Button onPress={() => go("rechecks")}>{strings.rechecks.title}</Button>
            <Button keyName="Escape" onPress={() => go("counter")}>
              {strings.history.back}
            </Button>
          </>
        )}
      </div>
      {isClerk && <Figures />}
      <div className="history__table" ref={table}>
        {cases && cases.length > 0 && <CaseTable cases={cases} />}
        {cases?.length === 0 && (
          <Blank icon={FolderSearch} title={strings.history.none} hint={strings.history.noneHint} />
        )}
      </div>
      <div className="history__foot">
        <span>{strings.history.total(total)}</span>
        <span className="history__page">{strings.history.page(page + 1, pages)}</span>
        <Button size="small" keyName="PageUp" isDisabled={page === 0} onPress={() => turn(page - 1)}>
          {strings.history.previous}
        </Button>
        <Button size="small" keyName="PageDown" isDisabled={page >= pages - 1} onPress={() => turn(page + 1)}>
          {strings.history.next}
        </Button>
      </div>
      <CounterNotice />
    </main>
  );
}

/** As many rows as there is room for, so that nothing ever scrolls. */
function useTableSize() {
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { resizePage, loadToday } = useHistory.getState();
    void loadToday();
    const measure = () => {
      const { clientHeight } = table.current ?? { clientHeight: 0 };
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      void resizePage(Math.floor(clientHeight / (2.86 * rem)) - 1);
    };
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return table;
}

function HistorySearch(): ReactNode {
  const strings = useStrings();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text !== useHistory.getState().text) void useHistory.getState().search(text, 0);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="search-field search-field--history">
      <Search size="1.2em" aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label={strings.history.search}
        placeholder={strings.history.search}
        value={text}
        maxLength={60}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}

function Figures(): ReactNode {
  const strings = useStrings();
  const today = useHistory((history) => history.today);
  const figures = [
    { name: strings.ready.cases, value: today ? String(today.cases) : "–", icon: TicketCheck },
    { name: strings.history.submitted, value: today ? String(today.submitted) : "–", icon: Trophy },
    { name: strings.ready.exempted, value: today ? `${today.exempted} / ${today.materials}` : "–", icon: FileCheck2 },
    { name: strings.ready.rate, value: today ? percentage(today.exempted, today.materials) : "–", icon: Percent },
  ];
  return (
    <dl className="history__figures">
      {figures.map(({ name, value, icon: Icon }) => (
        <div className="history__figure" key={name}>
          <dt>
            <Icon size="1.05em" aria-hidden="true" />
            {name}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const OUTCOME_TONES = { submitted: "good", cancelled: "neutral", discarded: "outline" } as const;

function CaseTable({ cases }: { readonly cases: readonly HistoryCaseView[] }): ReactNode {
  const now = useClock((clock) => clock.now);
  const strings = useStrings();
  const { history: words } = strings;
  return (
    <table className="cases">
      <TableHead
        names={[words.time, words.caseNo, words.matter, words.person, words.exempted, words.outcome, words.delivery]}
      />
      <tbody>
        {cases.map((one) => (
          <tr key={one.caseId}>
            <td className="cases__time">{shortMoment(one.closedAt, now)}</td>
            <td className="cases__no">{one.caseNo}</td>
            <td className="cases__matter">{one.matterName}</td>
            <td>
              <span className="cases__person">{one.personName ?? "–"}</span>
              <span className="cases__number">{one.personNumber}</span>
            </td>
            <td className="cases__count">
              <ExemptedBar exempted={one.exempted} materials={one.materials} />
            </td>
            <td title={one.reason}>
              <Chip tone={OUTCOME_TONES[one.outcome]}>{strings.words.outcomes[one.outcome]}</Chip>
              {one.reason && <span className="cases__reason">{one.reason}</span>}
            </td>
            <td>
              {one.undelivered > 0 ? (
                <Chip tone="warn">{words.undelivered(one.undelivered)}</Chip>
              ) : (
                <span className="cases__sent">{one.outcome === "submitted" ? words.allDelivered : "–"}</span>
              )}{" "}
              <RecheckChip rechecks={one.rechecks} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ExemptedBar({ exempted, materials }: { readonly exempted: number; readonly materials: number }): ReactNode {
  return (
    <span className="exempted-bar">
      <svg viewBox="0 0 60 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="exempted-bar__track" width="60" height="6" rx="3" />
        <rect
          className="exempted-bar__part"
          width={materials > 0 ? (60 * exempted) / materials : 0}
          height="6"
          rx="3"
        />
      </svg>
      {exempted}/{materials}
    </span>
  );
}
