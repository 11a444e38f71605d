/** Another profile, port or name for a device that is there; it is opened anew with it. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { DeviceView } from "../../../electron/contract/devices.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { lastingPath } from "./port-ids.ts";
import { ProfileChoice } from "./profile-choice.tsx";

/** The choice of no port. */
const FINDS_ITSELF = "";

export function ChangeDialog({ device }: { readonly device: DeviceView }): ReactNode {
  const { changeDialog: words, plugDialog } = useStrings();
  const { view, ports = [], fault, isBusy, change, leaveTask } = useDevices();
  const [name, setName] = useState(device.name);
  const [profileId, setProfileId] = useState(device.profileId);
  const [chosen, setChosen] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => void useDevices.getState().loadPorts(), []);
  const profiles = view?.profiles ?? [];
  const profile = profiles.find(({ id }) => id === profileId);
  const findsItself = profile?.findsItself === true;
  const portAt = (path: string | undefined) => ports.find((one) => one.path === path || one.stablePath === path);
  const present = portAt(device.path);
  const presentPath = present ? lastingPath(present) : device.path;
  const path = chosen ?? device.fixedPath ?? (findsItself ? FINDS_ITSELF : (presentPath ?? FINDS_ITSELF));
  const isNamed = findsItself || path !== FINDS_ITSELF;
  const port = portAt(path || device.path);
  const free = ports.filter(({ deviceId }) => deviceId === undefined || deviceId === device.deviceId);
  const paths = new Set([device.fixedPath, presentPath, ...free.map(lastingPath)]);
  const isReady = profile !== undefined && !profile.isBroken && isNamed && name.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isBusy) return;
    const { deviceId } = device;
    void change({ deviceId, profileId, name: name.trim(), ...(path !== FINDS_ITSELF && { path }) });
  };
  return (
    <Dialog title={words.title(device.name)} hint={words.hint} onClose={leaveTask} focusFirst={first} width="medium">
      <form className="dialog__form" onSubmit={submit}>
        <TextField label={plugDialog.name} value={name} onChange={setName} fieldRef={first} maxLength={60} />
        <ProfileChoice port={port} profiles={profiles} value={profileId} onChange={setProfileId} />
        <PortChoice
          paths={[...paths].filter((one) => one !== undefined)}
          value={path}
          findsItself={findsItself}
          onChange={setChosen}
        />
        {fault && <DeviceFault fault={fault} />}
        <FormFoot
          cancel={plugDialog.cancel}
          submit={isBusy ? words.opening : words.submit}
          isReady={isReady && !isBusy}
          onCancel={leaveTask}
        />
      </form>
    </Dialog>
  );
}

interface PortChoiceProps {
  readonly paths: readonly string[];
  readonly value: string;
  readonly findsItself: boolean;
  readonly onChange: (path: string) => void;
}

function PortChoice({ paths, value, findsItself, onChange }: PortChoiceProps): ReactNode {
  const { changeDialog: words } = useStrings();
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {words.port}
      </label>
      <select id={id} className="field__input" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value={FINDS_ITSELF}>{findsItself ? words.findsItself : words.choosePort}</option>
        {paths.map((path) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </select>
    </div>
  );
}
