/** What fails from when on, soonest first; and the files that could not be used. */
import type { ReactNode } from "react";
import type { TrustOverview } from "../../../electron/contract/trust.ts";
import { dayAndTime } from "../../strings/format.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { commonName } from "./holder.tsx";

const MOST_SHOWN = 60;
const DAY_MS = 86_400_000;

function urgency(at: number, now: number): "past" | "soon" | "later" {
  if (at <= now) return "past";
  return at < now + DAY_MS ? "soon" : "later";
}

export function DeadlineList({ overview }: { readonly overview: TrustOverview }): ReactNode {
  const strings = useStrings();
  const { trustScreen: words } = strings;
  const { deadlines, problems, now } = overview;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="administration__side" aria-label={words.deadlines} tabIndex={0}>
      <h2 className="administration__side-title">{words.deadlines}</h2>
      <ol className="deadlines">
        {deadlines.slice(0, MOST_SHOWN).map(({ kind, at, name }) => (
          <li className="deadline" key={`${kind} ${at} ${name ?? ""}`} data-urgency={urgency(at, now)}>
            <time className="deadline__at">{dayAndTime(at)}</time>
            <span className="deadline__what">{words.deadlineKinds[kind]}</span>
            {name !== undefined && (
              <span className="deadline__name" title={name}>
                {commonName(name)}
              </span>
            )}
          </li>
        ))}
        {deadlines.length === 0 && <li className="deadline__name">{words.noDeadlines}</li>}
      </ol>
      {problems.length > 0 && (
        <>
          <h2 className="administration__side-title">{words.problems}</h2>
          <ul className="deadlines">
            {problems.map((problem) => (
              <li className="deadline" data-urgency="past" key={JSON.stringify(problem)}>
                <span className="deadline__what">{faultText(problem, strings).what}</span>
                <span className="deadline__name">{problem.code}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
