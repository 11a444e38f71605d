/** The profiles to choose from: what ships, and the hall's own, which go first. */
import type { ReactNode } from "react";
import type { DevicesView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function ProfileTable({ profiles }: Pick<DevicesView, "profiles">): ReactNode {
  const { devicesScreen: words } = useStrings();
  const { columns } = words;
  return (
    <table className="record-table devices-table">
      <TableHead names={[columns.profile, columns.kind, columns.origin, columns.acts]} />
      <tbody>
        {profiles.map(({ id, name, kind, origin, isBroken, findsItself }) => (
          <tr key={id}>
            <td>
              <span className="record-table__name">{name}</span>
              <code className="record-table__note">{id}</code>
            </td>
            <td>
              {words.kinds[kind] ?? kind}
              {!findsItself && <span className="record-table__note">{words.needsPath}</span>}
            </td>
            <td>
              <Chip tone={origin === "hall" ? "accent" : "neutral"}>{words.origins[origin]}</Chip>{" "}
              {isBroken && <Chip tone="bad">{words.broken}</Chip>}
            </td>
            <td>
              <Button size="small" onPress={() => void useDevices.getState().openProfile(id)}>
                {words.editProfile}
              </Button>{" "}
              {findsItself && !isBroken && (
                <Button
                  size="small"
                  onPress={() => useDevices.getState().open({ kind: "adding", ports: [], profileId: id })}
                >
                  {words.useProfile}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
