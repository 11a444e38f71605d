/** No license stands for the material: the ways to settle it, each with its key and what it means. */
import { Clock, FileText, type LucideIcon, PenLine } from "lucide-react";
import type { ReactNode } from "react";
import type { MaterialView } from "../../../electron/contract/counter.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { ACTION_KEYS } from "../../state/action-keys.ts";
import { materialActions } from "../../state/next-step.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { runAction } from "./run-action.ts";

const WAYS = [
  ["paper", FileText],
  ["defer", Clock],
  ["pledge", PenLine],
] as const satisfies readonly (readonly [string, LucideIcon])[];

export function PaperGuide({ material }: { readonly material: MaterialView }): ReactNode {
  const strings = useStrings();
  const open = materialActions(material);
  return (
    <div className="paper-guide">
      <svg className="paper-guide__picture" viewBox="0 0 120 100" aria-hidden="true" focusable="false">
        <path className="paper-guide__sheet" d="M38 10h36l14 14v58H38z" />
        <path className="paper-guide__fold" d="M74 10v14h14z" />
        <path className="paper-guide__lines" d="M48 34h30M48 44h30M48 54h22" />
        <path className="paper-guide__tray" d="M14 70h22l6 10h36l6-10h22v18a4 4 0 0 1-4 4H18a4 4 0 0 1-4-4z" />
      </svg>
      <p className="paper-guide__title">{material.name}</p>
      <ul className="paper-guide__ways">
        {WAYS.filter(([id]) => open.includes(id)).map(([id, Icon]) => (
          <li key={id}>
            <button
              type="button"
              className="way"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => runAction(id)}
            >
              <Icon size="1.4em" strokeWidth={1.8} aria-hidden="true" />
              <span className="way__words">
                <span className="way__name">{strings.actions[id]}</span>
                <span className="way__hint">{strings.ways[id]}</span>
              </span>
              <KeyCap name={ACTION_KEYS[id][0]} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
