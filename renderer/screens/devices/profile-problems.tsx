/** What is wrong with a profile: where, in which line and column. */
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { ProfileProblemView } from "../../../electron/contract/devices.ts";
import { problemText } from "../../strings/profile-problem.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function ProfileProblems({
  problems,
}: {
  readonly problems: readonly ProfileProblemView[] | undefined;
}): ReactNode {
  const strings = useStrings();
  const { profileDialog: words } = strings;
  if (!problems) return <p className="profile__state">{words.checking}</p>;
  if (problems.length === 0) {
    return (
      <p className="profile__state" data-good="true" role="status">
        <CircleCheck size="1.1em" aria-hidden="true" /> {words.good}
      </p>
    );
  }
  return (
    <div className="profile__problems" role="status">
      <strong>
        <TriangleAlert size="1.1em" aria-hidden="true" /> {words.problems(problems.length)}
      </strong>
      <ul>
        {problems.map(({ where, message, line, column }) => (
          <li key={`${where} ${message}`}>
            {line !== undefined && column !== undefined && <span>{words.at(line, column)}</span>}
            {where && <code>{where}</code>} {problemText(message, strings)}
          </li>
        ))}
      </ul>
    </div>
  );
}
