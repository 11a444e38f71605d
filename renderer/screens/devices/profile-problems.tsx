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
  const { profileDialog: words } = useStrings();
  if (!problems) return <p className="profile__state">{words.checking}</p>;
  if (problems.length === 0) {
    return (
      <p className="profile__state" data-good="true" role="status">
        <CircleCheck size="1.1em" aria-hidden="true" /> {words.good}
      </p>
    );
  }
  return <ProfileProblemList problems={problems} title={words.problems(problems.length)} />;
}

interface ProfileProblemListProps {
  readonly problems: readonly ProfileProblemView[];
  readonly title: string;
}

export function ProfileProblemList({ problems, title }: ProfileProblemListProps): ReactNode {
  const strings = useStrings();
  const { profileDialog: words } = strings;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="profile__problems" role="status" tabIndex={0} aria-label={title}>
      <strong>
        <TriangleAlert size="1.1em" aria-hidden="true" /> {title}
      </strong>
      <ul>
        {problems.map(({ profile, where, message, line, column }) => (
          <li key={`${profile} ${where} ${message}`}>
            {profile !== undefined && <strong>{profile}</strong>}
            {line !== undefined && column !== undefined && <span>{words.at(line, column)}</span>}
            {where && <code>{where}</code>} {problemText(message, strings)}
          </li>
        ))}
      </ul>
    </div>
  );
}
