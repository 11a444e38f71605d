/** Choosing the matter of this counter: type to filter, arrows and Enter, digits for the first nine. */
import { Building2, Search, SearchX } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { MatterChoice } from "../../../electron/contract/counter.ts";
import { Blank } from "../../components/blank.tsx";
import { Chip } from "../../components/chip.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { usePreferences } from "../../state/preferences-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { filterMatters } from "./filter-matters.ts";

export function MatterScreen({ canGoBack }: { readonly canGoBack: boolean }): ReactNode {
  const strings = useStrings();
  const matters = useCounter((counter) => counter.matters);
  const lastMatter = usePreferences((preferences) => preferences.lastMatter);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => filterMatters(matters ?? [], text, lastMatter), [matters, text, lastMatter]);
  const go = useDesk((desk) => desk.go);
  useEffect(() => {
    field.current?.focus();
    void useCounter.getState().loadMatters();
  }, []);

  const choose = (matter: MatterChoice | undefined) => {
    if (!matter) return;
    void useCounter
      .getState()
      .chooseMatter(matter.code)
      .then((isChosen) => isChosen && go("counter"));
  };
  const leave = () => {
    if (text !== "") setText("");
    else if (canGoBack) go("counter");
  };
  const move = (step: number) => setAt((now) => Math.min(shown.length - 1, Math.max(0, now + step)));
  const digits = shown.slice(0, 9).map((matter, index) => [String(index + 1), () => choose(matter)] as const);
  useKeys(
    [
      ...(text === "" ? digits : []),
      ["ArrowUp", () => move(-1)],
      ["ArrowDown", () => move(1)],
      ["Enter", () => choose(shown[at])],
      ["Escape", leave],
    ],
    { inField: (name) => /^(Arrow(Up|Down)|Enter)$/.test(name) || (text === "" && /^[1-9]$/.test(name)) },
  );

  return (
    <main className="matter-screen">
      <div className="matter-screen__head">
        <h1 className="matter-screen__title">{strings.matter.title}</h1>
        <p className="matter-screen__subtitle">{strings.matter.subtitle}</p>
        <div className="search-field">
          <Search size="1.2em" aria-hidden="true" />
          <input
            ref={field}
            type="search"
            role="combobox"
            aria-expanded="true"
            aria-controls="matter-list"
            aria-activedescendant={shown[at] ? `matter-${shown[at].code}` : undefined}
            aria-label={strings.matter.search}
            placeholder={strings.matter.search}
            value={text}
            maxLength={60}
            spellCheck={false}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
            }}
          />
          <span className="search-field__count">{strings.matter.count(shown.length)}</span>
        </div>
      </div>
      <MatterList matters={matters ? shown : undefined} at={at} hasDigits={text === ""} onChoose={choose} />
      <p className="matter-screen__keys">{strings.matter.keys}</p>
      <CounterNotice />
    </main>
  );
}

interface MatterListProps {
  readonly matters: readonly MatterChoice[] | undefined;
  readonly at: number;
  readonly hasDigits: boolean;
  readonly onChoose: (matter: MatterChoice) => void;
}

function MatterList({ matters, at, hasDigits, onChoose }: MatterListProps): ReactNode {
  const strings = useStrings();
  if (!matters) {
    return (
      <p className="matter-screen__loading" role="status">
        <Spinner /> {strings.matter.loading}
      </p>
    );
  }
  return (
    <>
      <div className="matter-list" id="matter-list" role="listbox" aria-label={strings.matter.title} tabIndex={-1}>
        {matters.map((matter, index) => (
          <MatterRow
            key={matter.code}
            matter={matter}
            isChosen={index === at}
            digit={hasDigits && index < 9 ? String(index + 1) : undefined}
            onChoose={() => onChoose(matter)}
          />
        ))}
      </div>
      {matters.length === 0 && <Blank icon={SearchX} title={strings.matter.none} hint={strings.matter.noneHint} />}
    </>
  );
}

interface MatterRowProps {
  readonly matter: MatterChoice;
  readonly isChosen: boolean;
  readonly digit: string | undefined;
  readonly onChoose: () => void;
}

function MatterRow({ matter, isChosen, digit, onChoose }: MatterRowProps): ReactNode {
  const strings = useStrings();
  const lastMatter = usePreferences((preferences) => preferences.lastMatter);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox's keys are handled for the whole screen
    // biome-ignore lint/a11y/useFocusableInteractive: the search field keeps the focus and points here (aria-activedescendant)
    <div
      ref={row}
      id={`matter-${matter.code}`}
      className="matter-row"
      role="option"
      aria-selected={isChosen}
      onClick={onChoose}
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className="matter-row__digit">{digit && <KeyCap name={digit} />}</span>
      <span className="matter-row__body">
        <span className="matter-row__name">{matter.name}</span>
        <span className="matter-row__department">
          <Building2 size="1em" aria-hidden="true" />
          {matter.department}
        </span>
      </span>
      <span className="matter-row__chips">
        {matter.code === lastMatter && <Chip tone="accent">{strings.matter.last}</Chip>}
        {matter.highRisk && <Chip tone="warn">{strings.matter.highRisk}</Chip>}
      </span>
      <span className="matter-row__counts">
        <span>{strings.matter.materials(matter.materials)}</span>
        <span className="matter-row__exemptable">{strings.matter.exemptable(matter.exemptable)}</span>
      </span>
    </div>
  );
}
