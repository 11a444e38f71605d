/** Training: who can come to the counter today, and how the province behaves. */
import { GraduationCap, QrCode, ScanLine, Search, X } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { CastLine } from "../../../electron/contract/training.ts";
import { Button } from "../../components/button.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useSession } from "../../state/session-store.ts";
import {
  BEHAVIOURS,
  type Behaviour,
  PROVINCE_ENDS,
  type ProvinceEnd,
  useTraining,
} from "../../state/training-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { arrangeCast } from "./arrange-cast.ts";
import { TrainingCode } from "./training-code.tsx";

export function TrainingDrawer(): ReactNode {
  const isOpen = useDesk((desk) => desk.isTrainingOpen);
  const isTraining = useSession((session) => session.about?.mode === "training");
  return isOpen && isTraining ? <Drawer /> : null;
}

function Drawer(): ReactNode {
  const strings = useStrings();
  const toggle = useDesk((desk) => desk.toggleTraining);
  const cast = useTraining((training) => training.cast);
  const matter = useCounter((counter) => counter.view?.matter?.code);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const lines = useMemo(() => arrangeCast(cast ?? [], matter, text), [cast, matter, text]);
  useEffect(() => {
    field.current?.focus();
    void useTraining.getState().load();
  }, []);
  const move = (step: number) => setAt((now) => Math.min(lines.length - 1, Math.max(0, now + step)));
  useKeys(
    [
      ["Escape", toggle],
      ["ArrowUp", () => move(-1)],
      ["ArrowDown", () => move(1)],
      ["Enter", () => lines[at] && void play(lines[at], matter)],
    ],
    { inField: (name) => /^(Arrow(Up|Down)|Enter)$/.test(name) },
  );
  return (
    <aside className="training" aria-label={strings.training.title}>
      <header className="training__head">
        <GraduationCap size="1.3em" aria-hidden="true" />
        <h2>{strings.training.title}</h2>
        <IconButton icon={X} label={strings.dialogs.close} keyName="F9" onPress={toggle} />
      </header>
      <p className="training__hint">{strings.training.hint}</p>
      <ProvinceMood />
      <div className="search-field search-field--small">
        <Search size="1.1em" aria-hidden="true" />
        <input
          ref={field}
          type="search"
          aria-label={strings.training.search}
          placeholder={strings.training.search}
          value={text}
          maxLength={60}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
        />
      </div>
      <CastList lines={lines} at={at} matter={matter} />
    </aside>
  );
}

/** Scans for the person; for another matter the counter changes to that first. */
async function play(line: CastLine, matter: string | undefined): Promise<void> {
  const desk = useDesk.getState();
  if (line.matter !== matter && !(await useCounter.getState().chooseMatter(line.matter))) return;
  if (await useTraining.getState().scan(line.code)) {
    desk.go("counter");
    if (useDesk.getState().isTrainingOpen) desk.toggleTraining();
  }
}

/** First whom it is about, the whole province or one end of it, then how that behaves. */
function ProvinceMood(): ReactNode {
  const strings = useStrings();
  const { end, behaviours, choose, behave } = useTraining();
  const name = (what: Behaviour) => (what === "well" ? strings.training.well : strings.training.badDays[what]);
  const endName = (one: ProvinceEnd) => (one === "all" ? strings.training.everything : strings.words.ends[one]);
  return (
    <div className="moods">
      <Mood label={strings.training.province} choices={PROVINCE_ENDS} name={endName} chosen={end} choose={choose} />
      <Mood
        label={endName(end)}
        choices={BEHAVIOURS}
        name={name}
        chosen={behaviours[end] ?? "well"}
        choose={(what) => void behave(what)}
      />
    </div>
  );
}

interface MoodProps<Choice extends string> {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly name: (choice: Choice) => string;
  readonly chosen: Choice;
  readonly choose: (choice: Choice) => void;
}

function Mood<Choice extends string>({ label, choices, name, chosen, choose }: MoodProps<Choice>): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in one line with its buttons
    <div className="mood" role="group" aria-label={label}>
      <span className="mood__label">{label}</span>
      <div className="mood__choices">
        {choices.map((one) => (
          <button
            key={one}
            type="button"
            className="mood__one"
            aria-pressed={one === chosen}
            data-well={one === "well" || one === "all"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
          >
            {name(one)}
          </button>
        ))}
      </div>
    </div>
  );
}

interface CastListProps {
  readonly lines: readonly CastLine[];
  readonly at: number;
  readonly matter: string | undefined;
}

function CastList({ lines, at, matter }: CastListProps): ReactNode {
  const strings = useStrings();
  const fitting = lines.filter((line) => line.matter === matter);
  const others = lines.slice(fitting.length);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <div className="training__list" tabIndex={0}>
      {lines.length === 0 && <p className="training__none">{strings.training.none}</p>}
      {fitting.length > 0 && <h3 className="training__group">{strings.training.fitting}</h3>}
      <ul>
        {fitting.map((line, index) => (
          <CastRow key={line.code} line={line} isChosen={index === at} matter={matter} />
        ))}
      </ul>
      {others.length > 0 && <h3 className="training__group">{strings.training.others}</h3>}
      <ul>
        {others.map((line, index) => (
          <CastRow key={line.code} line={line} isChosen={index + fitting.length === at} matter={matter} />
        ))}
      </ul>
    </div>
  );
}

interface CastRowProps {
  readonly line: CastLine;
  readonly isChosen: boolean;
  readonly matter: string | undefined;
}

function CastRow({ line, isChosen, matter }: CastRowProps): ReactNode {
  const strings = useStrings();
  const [isCodeShown, setCodeShown] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const isOther = line.matter !== matter;
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <li className="cast" ref={row} data-chosen={isChosen}>
      <div className="cast__text">
        <p className="cast__person">
          {line.person}
          <span className="cast__expect">{strings.training.expect(line.exempted, line.of)}</span>
        </p>
        <p className="cast__special">{line.special}</p>
        <p className="cast__matter">
          {strings.training.families[line.family]}
          {isOther && ` · ${line.matterName}`}
        </p>
      </div>
      <div className="cast__buttons">
        <IconButton
          icon={QrCode}
          label={isCodeShown ? strings.training.hideCode : strings.training.showCode}
          isPressed={isCodeShown}
          onPress={() => setCodeShown(!isCodeShown)}
        />
        <Button
          size="small"
          tone={isChosen ? "primary" : "plain"}
          icon={ScanLine}
          keyName={isChosen ? "Enter" : undefined}
          onPress={() => void play(line, matter)}
        >
          {isOther ? strings.training.scanOther : strings.training.scan}
        </Button>
      </div>
      {isCodeShown && <TrainingCode code={line.code} />}
    </li>
  );
}
