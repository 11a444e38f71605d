/** Revocation lists: whose, for which certificates, how old, and from when on nothing that hangs on them can be confirmed. */
import type { ReactNode } from "react";
import type { TrustListView } from "../../../electron/contract/trust.ts";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { Holder } from "./holder.tsx";
import { OriginCell } from "./origin-cell.tsx";

interface ListTableProps {
  readonly lists: readonly TrustListView[];
  readonly now: number;
}

export function ListTable({ lists, now }: ListTableProps): ReactNode {
  const { trustScreen: words } = useStrings();
  const { columns } = words;
  if (lists.length === 0) return null;
  return (
    <table className="record-table">
      <thead>
        <tr>
          <th scope="col">{columns.issuer}</th>
          <th scope="col">{columns.scope}</th>
          <th scope="col">{columns.thisUpdate}</th>
          <th scope="col">{columns.failsFrom}</th>
          <th scope="col" className="record-table__number">
            {columns.entries}
          </th>
          <th scope="col">{columns.origin}</th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => (
          <tr key={list.fingerprint} data-dim={!list.isActive}>
            <td>
              <Holder name={list.issuer}>
                <ListNote list={list} />
              </Holder>
            </td>
            <td className="record-table__time">{words.scopes[list.scope]}</td>
            <td className="record-table__time">{dayAndTime(list.thisUpdate)}</td>
            <td className="record-table__time" data-bad={list.isActive && list.failsFrom <= now}>
              {dayAndTime(list.failsFrom)}
            </td>
            <td className="record-table__number">{list.entries.toLocaleString("en-US")}</td>
            <td>
              <OriginCell origin={list.origin} fingerprint={list.fingerprint} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ListNote({ list: { isActive, problem, speaksFor } }: { readonly list: TrustListView }): ReactNode {
  const { trustScreen: words } = useStrings();
  if (problem !== undefined) {
    return <span className="record-table__note record-table__note--bad">{words.listProblems[problem] ?? problem}</span>;
  }
  if (!isActive) return <span className="record-table__note">{words.replacedByNewer}</span>;
  return speaksFor.length > 0 ? (
    <span className="record-table__note">{words.speaksFor(speaksFor.join(words.comma))}</span>
  ) : null;
}
