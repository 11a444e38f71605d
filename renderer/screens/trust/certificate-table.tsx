/** Roots and intermediate certificates: whose, how long, and why they are trusted. */
import type { ReactNode } from "react";
import type { TrustCertificateView } from "../../../electron/contract/trust.ts";
import { Chip } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { calendarDay } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { commonName, Holder } from "./holder.tsx";
import { OriginCell } from "./origin-cell.tsx";

interface CertificateTableProps {
  readonly certificates: readonly TrustCertificateView[];
  readonly now: number;
}

export function CertificateTable({ certificates, now }: CertificateTableProps): ReactNode {
  const { trustScreen: words } = useStrings();
  const { columns } = words;
  if (certificates.length === 0) return null;
  return (
    <table className="record-table">
      <TableHead names={[columns.subject, columns.role, columns.validity, columns.fingerprint, columns.origin]} />
      <tbody>
        {certificates.map(({ fingerprint, subject, issuer, role, notBefore, notAfter, origin }) => (
          <tr key={fingerprint}>
            <td>
              <Holder name={subject}>
                {issuer !== subject && <span className="record-table__note">{words.issuedBy(commonName(issuer))}</span>}
              </Holder>
            </td>
            <td>
              <Chip tone={role === "anchor" ? "accent" : "outline"}>{words.roles[role]}</Chip>
            </td>
            <td className="record-table__time" data-bad={notAfter < now}>
              {calendarDay(notBefore)} – {calendarDay(notAfter)}
            </td>
            <td>
              <Fingerprint value={fingerprint} />
            </td>
            <td>
              <OriginCell origin={origin} fingerprint={fingerprint} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
