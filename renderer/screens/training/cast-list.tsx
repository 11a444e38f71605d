/** The cast: who fits the matter at hand, and everybody else; each comes with a code to scan and a card to lay down. */
import { IdCard, QrCode, ScanLine } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CastLine } from "../../../electron/contract/training.ts";
import { Button } from "../../components/button.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { useStrings } from "../../strings/use-strings.ts";
import { layCard, scanCode } from "./play-line.ts";
import { TrainingCode } from "./training-code.tsx";

/** Lays the chosen person's card down, from the search field as well. */
export const PLACE_KEY = "Ctrl+Enter";

interface CastListProps {
  readonly lines: readonly CastLine[];
  readonly at: number;
  readonly matter: string | undefined;
}

export function CastList({ lines, at, matter }: CastListProps): ReactNode {
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
          icon={IdCard}
          keyName={isChosen ? PLACE_KEY : undefined}
          onPress={() => void layCard(line, matter)}
        >
          {strings.training.placeCard}
        </Button>
        <Button
          size="small"
          tone={isChosen ? "primary" : "plain"}
          icon={ScanLine}
          keyName={isChosen ? "Enter" : undefined}
          onPress={() => void scanCode(line, matter)}
        >
          {isOther ? strings.training.scanOther : strings.training.scan}
        </Button>
      </div>
      {isCodeShown && <TrainingCode code={line.code} />}
    </li>
  );
}
