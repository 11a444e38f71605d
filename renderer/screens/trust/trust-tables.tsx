/** Lists, certificates, past updates and publishers' keys, each as a table that can be filtered. */
import { Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { TrustOverview } from "../../../electron/contract/trust.ts";
import { useKeys } from "../../components/use-keys.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { CertificateTable } from "./certificate-table.tsx";
import { GenerationTable } from "./generation-table.tsx";
import { ListTable } from "./list-table.tsx";
import { PublisherTable } from "./publisher-table.tsx";

const TABS = ["lists", "certificates", "generations", "publishers"] as const;
type Tab = (typeof TABS)[number];

/** A table of five thousand rows would hold the screen up; nobody reads it to the end. */
const MOST_ROWS = 200;

export function TrustTables({ overview }: { readonly overview: TrustOverview }): ReactNode {
  const { trustScreen: words } = useStrings();
  const [tab, setTab] = useState<Tab>("lists");
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = overview[tab].filter((row) => contains(row, wanted)).length;
  useKeys(TABS.map((name, index) => [String(index + 1), () => setTab(name)] as const));
  return (
    <section className="administration__tables" aria-label={words.tabs[tab]}>
      <div className="administration__tabs">
        <div className="administration__tab-row" role="tablist">
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              className="administration__tab"
              aria-selected={tab === name}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => setTab(name)}
            >
              {words.tabs[name]}
              <span className="administration__tab-count">{overview[name].length}</span>
            </button>
          ))}
        </div>
        <div className="search-field search-field--trust">
          <Search size="1.1em" aria-hidden="true" />
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={text}
            maxLength={80}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="administration__scroll" role="tabpanel" tabIndex={0} aria-label={words.tabs[tab]}>
        <Rows tab={tab} overview={overview} wanted={wanted} />
        {found === 0 && <p className="administration__empty">{wanted ? words.noMatch : emptyWord(tab, words)}</p>}
        {found > MOST_ROWS && <p className="administration__empty">{words.shownOf(MOST_ROWS, found)}</p>}
      </div>
    </section>
  );
}

function emptyWord(tab: Tab, words: { readonly noKeys: string; readonly noneYet: string }): string {
  return tab === "publishers" ? words.noKeys : words.noneYet;
}

interface RowsProps {
  readonly tab: Tab;
  readonly overview: TrustOverview;
  readonly wanted: string;
}

function Rows({ tab, overview, wanted }: RowsProps): ReactNode {
  const narrow = <Row extends object>(rows: readonly Row[]) =>
    rows.filter((row) => contains(row, wanted)).slice(0, MOST_ROWS);
  const { lists, certificates, generations, publishers, now } = overview;
  switch (tab) {
    case "lists":
      return <ListTable lists={narrow(lists)} now={now} />;
    case "certificates":
      return <CertificateTable certificates={narrow(certificates)} now={now} />;
    case "generations":
      return <GenerationTable generations={narrow(generations)} />;
    case "publishers":
      return <PublisherTable keys={narrow(publishers)} />;
  }
}

/** Names and fingerprints are what people look for. */
function contains(row: object, wanted: string): boolean {
  if (wanted === "") return true;
  const compact = wanted.replaceAll(/[\s:]/g, "");
  return Object.values(row).some(
    (value) =>
      typeof value === "string" &&
      (value.toLowerCase().includes(wanted) || (compact !== "" && value.includes(compact))),
  );
}
