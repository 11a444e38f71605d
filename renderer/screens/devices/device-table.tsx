/** One row for each device: how it is, since when, and what it read last. The arrow keys choose one. */
import { type ReactNode, useEffect, useRef } from "react";
import type { DevicesView, DeviceView } from "../../../electron/contract/devices.ts";
import { TableHead } from "../../components/table-head.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useClock } from "../../state/clock-store.ts";
import { useDevices } from "../../state/devices-store.ts";
import { clockTimeWithSeconds, shortMoment } from "../../strings/format.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceState } from "./device-state.tsx";

export function DeviceTable({ view: { devices, profiles } }: { readonly view: DevicesView }): ReactNode {
  const { devicesScreen: words } = useStrings();
  const { columns } = words;
  const chosen = useDevices((store) => store.chosen);
  const step = (by: number) => {
    const next = devices[devices.findIndex(({ deviceId }) => deviceId === chosen) + by];
    if (next) useDevices.getState().choose(next.deviceId);
  };
  useKeys([
    ["ArrowDown", () => step(1)],
    ["ArrowUp", () => step(-1)],
  ]);
  if (devices.length === 0) return <p className="administration__empty">{words.noDevices}</p>;
  return (
    <table className="record-table devices-table">
      <TableHead names={[columns.device, columns.state, columns.last]} />
      <tbody>
        {devices.map((device) => (
          <Row
            key={device.deviceId}
            device={device}
            profile={profiles.find(({ id }) => id === device.profileId)?.name ?? device.profileId}
            isChosen={device.deviceId === chosen}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly device: DeviceView;
  readonly profile: string;
  readonly isChosen: boolean;
}

function Row({ device, profile, isChosen }: RowProps): ReactNode {
  const strings = useStrings();
  const { devicesScreen: words } = strings;
  const now = useClock((clock) => clock.now);
  const { deviceId, name, path, state, since, fault, identity, lastReading } = device;
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <tr ref={row} data-chosen={isChosen} data-dim={state === "disabled"}>
      <td>
        <button
          type="button"
          className="devices-table__name record-table__name"
          aria-pressed={isChosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => useDevices.getState().choose(deviceId)}
        >
          {name}
        </button>
        <span className="record-table__note">
          {profile}
          {path !== undefined && <code> {path}</code>}
        </span>
      </td>
      <td>
        <DeviceState state={state} />
        <span className="record-table__note">{words.since(shortMoment(since, now))}</span>
        {identity && <span className="record-table__note">{words.identity(identity.said)}</span>}
        {fault && <span className="record-table__note record-table__note--bad">{faultText(fault, strings).what}</span>}
      </td>
      <td>
        {lastReading ? (
          <>
            <code>{lastReading.masked}</code>
            <span className="record-table__note">
              {words.readIn(clockTimeWithSeconds(lastReading.at), lastReading.ms, lastReading.size)}
            </span>
          </>
        ) : (
          <span className="record-table__note">{words.neverRead}</span>
        )}
      </td>
    </tr>
  );
}
