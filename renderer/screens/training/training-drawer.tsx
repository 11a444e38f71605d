/** Training: who can come to the counter today, and how the province behaves. */
import { GraduationCap, Search, X } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "../../components/icon-button.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useTraining } from "../../state/training-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { arrangeCast } from "./arrange-cast.ts";
import { CastList, PLACE_KEY } from "./cast-list.tsx";
import { layCard, scanCode } from "./play-line.ts";
import { ProvinceMood } from "./province-mood.tsx";
import { VirtualReaders } from "./virtual-readers.tsx";

const IN_SEARCH: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "Enter", PLACE_KEY]);

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
      ["Enter", () => lines[at] && void scanCode(lines[at], matter)],
      [PLACE_KEY, () => lines[at] && void layCard(lines[at], matter)],
    ],
    // A text to be scanned has its own Enter.
    { inField: (name) => IN_SEARCH.has(name) && document.activeElement === field.current },
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
      <VirtualReaders />
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
