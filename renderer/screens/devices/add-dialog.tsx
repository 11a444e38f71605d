/** A port becomes a device: which profile reads it, and what the clerks call it. */
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { DevicePortView } from "../../../electron/contract/devices.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useDeviceLine } from "../../state/device-line-store.ts";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { deviceToAdd } from "./device-to-add.ts";
import { likelyProfile, readerToAsk } from "./likely-profile.ts";
import { idsOf, lastingPath } from "./port-ids.ts";
import { ProfileChoice } from "./profile-choice.tsx";
import { ReaderQuestion } from "./reader-question.tsx";

const surest = (port: DevicePortView) => port.proposals[0]?.score ?? 0;

const keyOf = (port: DevicePortView | undefined) => `${port?.path ?? ""} ${port?.usage ?? ""}`;

interface AddDialogProps {
  readonly ports: readonly DevicePortView[];
  /** Without a port: the profile that finds the device. */
  readonly wanted: string | undefined;
}

export function AddDialog({ ports, wanted }: AddDialogProps): ReactNode {
  const { plugDialog: words, devicesScreen } = useStrings();
  const { view, fault, isBusy, add, leaveTask } = useDevices();
  const sorted = [...ports].sort((a, b) => surest(b) - surest(a));
  const [port, setPort] = useState(sorted[0]);
  /** By port: what was chosen or answered for one says nothing of another, also when the answer comes later. */
  const [choices, setChoices] = useState<ReadonlyMap<string, string>>(new Map());
  const profiles = view?.profiles.filter(({ findsItself }) => port !== undefined || findsItself) ?? [];
  const likely = port && likelyProfile(port, profiles);
  const profileId = choices.get(keyOf(port)) ?? wanted ?? likely ?? "";
  const chooseFor = (one: DevicePortView | undefined, id: string) =>
    setChoices((before) => new Map(before).set(keyOf(one), id));
  const question = port && readerToAsk(port, profiles);
  const profile = profiles.find(({ id }) => id === profileId);
  const [written, setWritten] = useState<string>();
  const name = written ?? (profile ? (devicesScreen.kinds[profile.kind] ?? profile.kind) : "");
  const first = useRef<HTMLInputElement>(null);
  const owner = view?.devices.find(({ deviceId }) => deviceId === port?.deviceId)?.name;
  const isReady = owner === undefined && profile !== undefined && name.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    void add(deviceToAdd(profile, port, name.trim())).then((deviceId) => {
      if (deviceId !== undefined) void useDeviceLine.getState().tryOut(deviceId);
    });
  };
  return (
    <Dialog title={words.addTitle} onClose={leaveTask} focusFirst={first} width="medium">
      <form className="dialog__form" onSubmit={submit}>
        {sorted.length > 1 && (
          <fieldset className="people__roles">
            <legend className="field__label">{words.which}</legend>
            {sorted.map((one) => (
              <label key={keyOf(one)} className="plug__port" data-chosen={one === port}>
                <input type="radio" name="port" checked={one === port} onChange={() => setPort(one)} />
                <strong>{one.maker ?? devicesScreen.buses[one.bus]}</strong>
                <code className="plug__path">
                  {one.path} · {idsOf(one)}
                </code>
              </label>
            ))}
          </fieldset>
        )}
        {port ? (
          <Verdict port={port} owner={owner} isSure={likely !== undefined} />
        ) : (
          <p className="plug__known">{words.withoutPort}</p>
        )}
        {port && question !== undefined && owner === undefined && (
          <ReaderQuestion
            key={port.path}
            profileId={question}
            path={lastingPath(port)}
            onReader={() => chooseFor(port, question)}
          />
        )}
        <ProfileChoice port={port} profiles={profiles} value={profileId} onChange={(id) => chooseFor(port, id)} />
        <TextField
          label={words.name}
          value={name}
          onChange={setWritten}
          fieldRef={first}
          maxLength={60}
          note={words.nameNote}
        />
        {fault && <DeviceFault fault={fault} />}
        <FormFoot cancel={words.cancel} submit={words.submit} isReady={isReady && !isBusy} onCancel={leaveTask} />
      </form>
    </Dialog>
  );
}

/** Whether the port was recognised, and as what. */
interface VerdictProps {
  readonly port: DevicePortView;
  readonly owner: string | undefined;
  readonly isSure: boolean;
}

function Verdict({ port, owner, isSure }: VerdictProps): ReactNode {
  const { plugDialog: words } = useStrings();
  const [best] = port.proposals;
  if (owner !== undefined) return <p className="dialog__warning">{words.taken(owner)}</p>;
  if (!best) return <p className="dialog__warning">{words.unknown(idsOf(port))}</p>;
  if (!isSure) return <p className="dialog__warning">{words.severalKinds(idsOf(port))}</p>;
  return <p className="plug__known">{words.known(best.name, best.score)}</p>;
}
