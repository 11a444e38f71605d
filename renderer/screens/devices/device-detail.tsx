/** One device: what is wrong and what to do, what can be done with it, what came of trying it, what passes on its line. */
import { type ReactNode, useState } from "react";
import type { DevicesView, DeviceView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { Facts } from "../../components/facts.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { DeviceState } from "./device-state.tsx";
import { DeviceTrial } from "./device-trial.tsx";
import { RawMonitor } from "./raw-monitor.tsx";

export function DeviceDetail({ view }: { readonly view: DevicesView }): ReactNode {
  const { deviceDetail: words } = useStrings();
  const chosen = useDevices((devices) => devices.chosen);
  const device = view.devices.find(({ deviceId }) => deviceId === chosen);
  if (!device) return <aside className="trust__side trust__empty">{words.choose}</aside>;
  const { deviceId, name, state, profileId, path, attempt, fault } = device;
  const profile = view.profiles.find(({ id }) => id === profileId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="trust__side device" key={deviceId} aria-label={name} tabIndex={0}>
      <div className="device__title">
        <h2>{name}</h2>
        <DeviceState state={state} />
      </div>
      {fault && <DeviceFault fault={fault} />}
      <Facts
        facts={[
          { name: words.profile, value: profile?.name ?? profileId },
          { name: words.port, value: path ?? words.noPort, isCode: path !== undefined },
          ...(attempt > 0 ? [{ name: words.attempts, value: words.times(attempt) }] : []),
        ]}
      />
      <Acts device={device} canEdit={profile !== undefined} />
      <DeviceTrial deviceId={deviceId} />
      <RawMonitor deviceId={deviceId} />
    </aside>
  );
}

function Acts({ device, canEdit }: { readonly device: DeviceView; readonly canEdit: boolean }): ReactNode {
  const { deviceDetail: words } = useStrings();
  const [isAsked, setAsked] = useState(false);
  const isTrying = useDevices(({ trial }) => trial?.isRunning === true);
  const { deviceId, isEnabled, profileId, capabilities } = device;
  const told = useDevices((devices) => (devices.told?.deviceId === deviceId ? devices.told.outcome : undefined));
  const { tryOut, setEnabled, remove, openProfile, command } = useDevices.getState();
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
      <Button size="small" onPress={() => void setEnabled(deviceId, !isEnabled)}>
        {isEnabled ? words.disable : words.enable}
      </Button>
      <Button size="small" isDisabled={!canEdit} onPress={() => void openProfile(profileId)}>
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
      {told !== undefined && (
        <p className="device__told" role="status">
          {typeof told === "string" ? words.commandOutcomes[told] : words.recorded(told.fileName)}
        </p>
      )}
    </div>
  );
}
