/** What was taken and when, newest first; which of it is in use and which can still be gone back to. */
import type { ReactNode } from "react";
import type { TrustOverview } from "../../../electron/contract/trust.ts";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function GenerationTable({ generations }: Pick<TrustOverview, "generations">): ReactNode {
  const { trustScreen: words } = useStrings();
  const { columns } = words;
  if (generations.length === 0) return null;
  return (
    <table className="record-table">
      <TableHead
        names={[columns.when, columns.event, columns.issue, columns.thisUpdate, columns.content, columns.way]}
      />
      <tbody>
        {generations.map(({ at, event, issue, issuedAt, certificates, lists, way, by, isCurrent, isKept }) => (
          <tr key={`${at} ${issue}`}>
            <td className="record-table__time">{dayAndTime(at)}</td>
            <td>{words.events[event]}</td>
            <td>
              <span className="record-table__name">{words.issueOf(issue)}</span>{" "}
              {isCurrent && <Chip tone="good">{words.current}</Chip>}
              {isKept && !isCurrent && <Chip tone="outline">{words.kept}</Chip>}
            </td>
            <td className="record-table__time">{dayAndTime(issuedAt)}</td>
            <td>{words.contents(certificates, lists)}</td>
            <td>
              {words.ways[way]}
              {by !== undefined && ` · ${by}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
