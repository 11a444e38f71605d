/** One device: what is wrong and what to do, what can be done with it, what came of trying it, what passes on its line. */
import type { ReactNode } from "react";
import type { DevicesView } from "../../../electron/contract/devices.ts";
import { Facts } from "../../components/facts.tsx";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceActs } from "./device-acts.tsx";
import { DeviceFault } from "./device-fault.tsx";
import { DeviceState } from "./device-state.tsx";
import { DeviceTrial } from "./device-trial.tsx";
import { RawMonitor } from "./raw-monitor.tsx";

export function DeviceDetail({ view }: { readonly view: DevicesView }): ReactNode {
  const { deviceDetail: words, devicesScreen } = useStrings();
  const chosen = useDevices((devices) => devices.chosen);
  const device = view.devices.find(({ deviceId }) => deviceId === chosen);
  if (!device) return <aside className="administration__side administration__empty">{words.choose}</aside>;
  const { deviceId, name, state, profileId, path, attempt, fault, identity } = device;
  const profile = view.profiles.find(({ id }) => id === profileId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="administration__side device" key={deviceId} aria-label={name} tabIndex={0}>
      <div className="device__title">
        <h2>{name}</h2>
        <DeviceState state={state} />
      </div>
      {fault && <DeviceFault fault={fault} />}
      <Facts
        facts={[
          { name: words.profile, value: profile?.name ?? profileId },
          { name: words.port, value: path ?? words.noPort, isCode: path !== undefined },
          ...(identity
            ? [{ name: words.identity, value: `${devicesScreen.identity(identity.said)} · ${words.ms(identity.ms)}` }]
            : []),
          ...(attempt > 0 ? [{ name: words.attempts, value: words.times(attempt) }] : []),
        ]}
      />
      <DeviceActs device={device} profiles={view.profiles} />
      <DeviceTrial deviceId={deviceId} />
      <RawMonitor deviceId={deviceId} />
    </aside>
  );
}
