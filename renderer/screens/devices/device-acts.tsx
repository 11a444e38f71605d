/** What can be done with a device, and what became of it. */
import { type ReactNode, useState } from "react";
import type { DeviceProfileView, DeviceView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useDeviceLine } from "../../state/device-line-store.ts";
import { useDevices } from "../../state/devices-store.ts";
import { useRecordings } from "../../state/recordings-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

/** Ahead of the port of a reader without hardware: training mode has those, and they are what they are. */
const VIRTUAL = "virtual:";

interface DeviceActsProps {
  readonly device: DeviceView;
  readonly profiles: readonly DeviceProfileView[];
}

export function DeviceActs({ device, profiles }: DeviceActsProps): ReactNode {
  const { deviceDetail: words } = useStrings();
  const [isAsked, setAsked] = useState(false);
  const isTrying = useDeviceLine(({ trial }) => trial?.isRunning === true);
  const { deviceId, isEnabled, profileId, capabilities, fixedPath } = device;
  const isVirtual = fixedPath?.startsWith(VIRTUAL) === true;
  const profile = profiles.find(({ id }) => id === profileId);
  const { open, setEnabled, remove, openProfile } = useDevices.getState();
  const { tryOut, command } = useDeviceLine.getState();
  const tryIt = () => void tryOut(deviceId);
  useKeys([["T", tryIt]]);
  const takeAway = () => {
    if (isAsked) void remove(deviceId);
    setAsked(!isAsked);
  };
  return (
    <div className="device__acts">
      <Button tone="primary" size="small" keyName="T" isDisabled={isTrying || !isEnabled} onPress={tryIt}>
        {words.trial}
      </Button>
      {!isVirtual && (
        <>
          <Button size="small" onPress={() => void setEnabled(deviceId, !isEnabled)}>
            {isEnabled ? words.disable : words.enable}
          </Button>
          <Button size="small" onPress={() => open({ kind: "changing", device })}>
            {words.change}
          </Button>
        </>
      )}
      <Button size="small" isDisabled={!profile} onPress={() => void openProfile(profileId)}>
        {words.edit}
      </Button>
      <Button size="small" tone={isAsked ? "danger" : "quiet"} onPress={takeAway}>
        {isAsked ? words.removeConfirm : words.remove}
      </Button>
      {capabilities.length > 0 && (
        <div className="device__capabilities">
          {capabilities.map((capability) => (
            <Button key={capability} size="small" onPress={() => void command({ deviceId, capability })}>
              {words.capabilities[capability]}
            </Button>
          ))}
        </div>
      )}
      <DeviceTold deviceId={deviceId} profiles={profiles} />
    </div>
  );
}

interface DeviceToldProps extends Pick<DeviceActsProps, "profiles"> {
  readonly deviceId: string;
}

/** What became of the last thing that was asked of the device. */
function DeviceTold({ deviceId, profiles }: DeviceToldProps): ReactNode {
  const { deviceDetail: words, recordings } = useStrings();
  const told = useDevices((devices) => (devices.told?.deviceId === deviceId ? devices.told.outcome : undefined));
  if (told === undefined) return null;
  const text = () => {
    if (typeof told === "string") return words.commandOutcomes[told];
    if ("recording" in told) return words.recorded(told.recording.pieces, told.recording.replacedBytes);
    return words.changed(profiles.find(({ id }) => id === told.profileId)?.name ?? told.profileId);
  };
  return (
    <p className="device__told" role="status">
      {text()}
      {typeof told === "object" && "recording" in told && (
        <Button size="small" onPress={() => void useRecordings.getState().show(told.recording.fileName)}>
          {recordings.open}
        </Button>
      )}
    </p>
  );
}
