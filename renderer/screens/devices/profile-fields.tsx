/** The fields of a profile in groups, each with what it is for. */
import { type ReactNode, useState } from "react";
import type { ProfileProblemView } from "../../../electron/contract/devices.ts";
import { FIELD_GROUPS, fieldsOf, type Json, type JsonObject, valueAt, withValue } from "../../state/profile-fields.ts";
import { problemText } from "../../strings/profile-problem.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { ProfileFieldRow } from "./profile-field.tsx";

interface ProfileFieldsProps {
  readonly profile: JsonObject;
  readonly problems: readonly ProfileProblemView[];
  readonly onChange: (profile: JsonObject) => void;
  /** Paths of fields that are not written whole; nothing is kept meanwhile. */
  readonly onUnwritten: (paths: ReadonlySet<string>) => void;
}

export function ProfileFields({ profile, problems, onChange, onUnwritten }: ProfileFieldsProps): ReactNode {
  const strings = useStrings();
  const { profileDialog: words } = strings;
  const [unwritten, setUnwritten] = useState<ReadonlySet<string>>(new Set());
  const fields = fieldsOf(profile);
  const mark = (path: string, isUnwritten: boolean) => {
    if (unwritten.has(path) === isUnwritten) return;
    const next = new Set(unwritten);
    if (isUnwritten) next.add(path);
    else next.delete(path);
    setUnwritten(next);
    onUnwritten(next);
  };
  const change = (path: string, value: Json | undefined) => onChange(withValue(profile, path, value));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="profile__fields" tabIndex={0} aria-label={words.byField}>
      {FIELD_GROUPS.filter((group) => fields.some((field) => field.group === group)).map((group) => (
        <fieldset className="profile__group" key={group}>
          <legend>{words.groups[group]}</legend>
          {fields
            .filter((field) => field.group === group)
            .map((field) => {
              const { path } = field;
              const problem = problems.find(({ where }) => where === path || where.startsWith(`${path}.`));
              return (
                <ProfileFieldRow
                  key={path}
                  field={field}
                  value={valueAt(profile, path)}
                  problem={problem && problemText(problem.message, strings)}
                  onChange={(value) => change(path, value)}
                  onUnwritten={(isUnwritten) => mark(path, isUnwritten)}
                />
              );
            })}
        </fieldset>
      ))}
    </section>
  );
}
