/** 材料免交告知单: each material and how it was handled. */
import type { ReactNode } from "react";
import type { ReceiptView } from "../../../electron/contract/history.ts";
import { TableHead } from "../../components/table-head.tsx";
import { dayAndTime } from "../../strings/format.ts";
import type { Strings } from "../../strings/language.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function ReceiptSheet({ receipt }: { readonly receipt: ReceiptView }): ReactNode {
  const strings = useStrings();
  const { receipt: words } = strings;
  const head: readonly (readonly [string, string])[] = [
    [words.caseNo, receipt.caseNo],
    [words.matter, receipt.matterName],
    [words.person, receipt.personName],
    [words.number, receipt.personNumber],
  ];
  return (
    <article className="receipt">
      {receipt.isTraining && <p className="receipt__training">{words.training}</p>}
      <p className="receipt__hall">
        {receipt.hallName} {receipt.counterName}
      </p>
      <h2 className="receipt__title">{words.title}</h2>
      <dl className="receipt__head">
        {head.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className="receipt__table">
        <TableHead names={[words.material, words.handling, words.basis]} />
        <tbody>
          {receipt.lines.map((line) => (
            <tr key={line.materialName}>
              <td>{line.materialName}</td>
              <td>{strings.words.decisions[line.kind]}</td>
              <td>{basisOf(line, strings)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="receipt__note">{words.note}</p>
      <footer className="receipt__foot">
        <span>
          {words.clerk} {receipt.clerkName}
        </span>
        <span>
          {words.printedAt} {dayAndTime(receipt.printedAt)}
        </span>
        {receipt.trustListsAsOf !== undefined && <span>{words.asOf(dayAndTime(receipt.trustListsAsOf))}</span>}
      </footer>
    </article>
  );
}

function basisOf(line: ReceiptView["lines"][number], strings: Strings): string {
  return [
    line.licenseName,
    line.reason,
    line.isRecheckRequired ? strings.materials.recheck : undefined,
    line.receiptNo ? `${strings.receipt.receiptNo} ${line.receiptNo}` : undefined,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(strings.tongue === "zh" ? "；" : "; ");
}
