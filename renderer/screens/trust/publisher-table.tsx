/** Keys whose signature a bundle must bear, and until when. */
import type { ReactNode } from "react";
import type { TrustOverview } from "../../../electron/contract/trust.ts";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { Fingerprint } from "./fingerprint.tsx";

const STATE_CHIPS = { "in-force": "good", "not-yet": "outline", retiring: "warn", retired: "neutral" } as const;

export function PublisherTable({ keys }: { readonly keys: TrustOverview["publishers"] }): ReactNode {
  const { trustScreen: words } = useStrings();
  const { columns } = words;
  if (keys.length === 0) return null;
  return (
    <table className="record-table">
      <TableHead names={[columns.key, columns.state, columns.period, columns.origin]} />
      <tbody>
        {keys.map(({ keyId, state, origin, from, until }) => (
          <tr key={keyId}>
            <td>
              <Fingerprint value={keyId} isWhole />
            </td>
            <td>
              <Chip tone={STATE_CHIPS[state]}>{words.keyStates[state]}</Chip>
            </td>
            <td className="record-table__time">
              {from === undefined ? "…" : dayAndTime(from)} – {until === undefined ? "…" : dayAndTime(until)}
            </td>
            <td>{words.keyOrigins[origin]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
