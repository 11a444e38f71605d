/** Recordings that were kept: of which device, how long, and how much of them is a stand-in. */
import { type ReactNode, useEffect } from "react";
import type { DevicesView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useRecordings } from "../../state/recordings-store.ts";
import { shortMoment } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function RecordingTable({ view }: { readonly view: DevicesView }): ReactNode {
  const { recordings: words } = useStrings();
  const now = useClock((clock) => clock.now);
  const all = useRecordings(({ all: known }) => known);
  useEffect(() => void useRecordings.getState().load(), []);
  if (!all) return null;
  if (all.length === 0) return <p className="administration__empty">{words.none}</p>;
  const nameOf = (id: string) => view.devices.find(({ deviceId }) => deviceId === id)?.name ?? id;
  const profileOf = (id: string) => view.profiles.find((profile) => profile.id === id)?.name ?? id;
  return (
    <table className="record-table devices-table">
      <TableHead
        names={[words.columns.device, words.columns.at, words.columns.size, words.columns.replaced, words.columns.acts]}
      />
      <tbody>
        {all.map(({ fileName, at, deviceId, profileId, pieces, sizeBytes, replacedBytes, ms }) => (
          <tr key={fileName}>
            <td>
              <span className="record-table__name">{nameOf(deviceId)}</span>
              <span className="record-table__note">{profileOf(profileId)}</span>
            </td>
            <td className="record-table__time">{shortMoment(at, now)}</td>
            <td>
              {words.length(ms)}
              <span className="record-table__note">{words.size(pieces, sizeBytes)}</span>
            </td>
            <td>{words.replaced(replacedBytes)}</td>
            <td>
              <Button size="small" onPress={() => void useRecordings.getState().show(fileName)}>
                {words.open}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
