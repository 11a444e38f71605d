/** Every port that exists now, recognised or not: what it says it is, who has it, and what it could be. */
import type { ReactNode } from "react";
import type { DevicePortView, DevicesView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { idsOf } from "./port-ids.ts";

export function PortTable({ view }: { readonly view: DevicesView }): ReactNode {
  const { devicesScreen: words } = useStrings();
  const { columns } = words;
  const ports = useDevices((devices) => devices.ports);
  if (!ports) return <p className="administration__empty">{words.looking}</p>;
  if (ports.length === 0) return <p className="administration__empty">{words.noPorts}</p>;
  return (
    <table className="record-table devices-table">
      <TableHead names={[columns.port, columns.ids, columns.use, columns.acts]} />
      <tbody>
        {ports.map((port) => (
          <Row key={`${port.path} ${port.usagePage ?? ""} ${port.usage ?? ""}`} port={port} view={view} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ port, view }: { readonly port: DevicePortView; readonly view: DevicesView }): ReactNode {
  const { devicesScreen: words } = useStrings();
  const { bus, path, maker, serialNumber, usagePage, usage, deviceId, proposals } = port;
  const owner = view.devices.find((device) => device.deviceId === deviceId)?.name ?? deviceId;
  const [best] = proposals;
  return (
    <tr>
      <td>
        <span className="record-table__name">{maker ?? words.buses[bus]}</span>
        <code className="record-table__note">{path}</code>
      </td>
      <td>
        <code>{idsOf(port)}</code>
        <span className="record-table__note">
          {[usagePage && `HID ${usagePage}:${usage ?? ""}`, serialNumber].filter(Boolean).join(" · ")}
        </span>
      </td>
      <td>
        {owner !== undefined && <Chip tone="good">{words.usedBy(owner)}</Chip>}
        {owner === undefined && best && <Chip tone="accent">{words.score(best.name, best.score)}</Chip>}
        {owner === undefined && !best && <Chip tone="warn">{words.unknownPort}</Chip>}
      </td>
      <td>
        {owner === undefined && (
          <Button size="small" onPress={() => useDevices.getState().open({ kind: "adding", ports: [port] })}>
            {words.useAs}
          </Button>
        )}
      </td>
    </tr>
  );
}
