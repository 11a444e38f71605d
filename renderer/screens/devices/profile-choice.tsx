/** Which profile reads a device: the proposals first, with how sure they are; then every other one. */
import { type ReactNode, useId } from "react";
import type { DevicePortView, DeviceProfileView } from "../../../electron/contract/devices.ts";
import { useStrings } from "../../strings/use-strings.ts";

interface ProfileChoiceProps {
  readonly port: DevicePortView | undefined;
  readonly profiles: readonly DeviceProfileView[];
  readonly value: string;
  readonly onChange: (profileId: string) => void;
}

export function ProfileChoice({ port, profiles, value, onChange }: ProfileChoiceProps): ReactNode {
  const { plugDialog: words } = useStrings();
  const id = useId();
  const proposals = port?.proposals ?? [];
  const others = profiles.filter((profile) => !proposals.some(({ profileId }) => profileId === profile.id));
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {words.profile}
      </label>
      <select id={id} className="field__input" value={value} onChange={({ target }) => onChange(target.value)}>
        {value === "" && <option value="">{words.chooseProfile}</option>}
        {proposals.map(({ profileId, name, score }) => (
          <option key={profileId} value={profileId}>
            {words.profileOption(name, score)}
          </option>
        ))}
        {others.map((profile) => (
          <option key={profile.id} value={profile.id}>
            {profile.name}
          </option>
        ))}
      </select>
    </div>
  );
}
