/** What a file would change: before and after side by side, then the elements that come and go. */
import { ArrowRight, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { TrustCertificateView, TrustDifference } from "../../../electron/contract/trust.ts";
import { Chip } from "../../components/chip.tsx";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { Holder } from "./holder.tsx";

const MOST_SHOWN = 12;
const CHANGE_CHIPS = { added: "good", replaced: "accent", removed: "warn" } as const;

export function Difference({ difference }: { readonly difference: TrustDifference }): ReactNode {
  const { trustImport: words } = useStrings();
  const { certificates, newlyRevoked, noLongerRevoked, seals, sampleSigners, unreadable } = difference;
  return (
    <>
      <BeforeAndAfter difference={difference} />
      {isUnchanged(difference) && <p className="trust-look__line">{words.nothing}</p>}
      <Certificates title={words.certificatesAdded(certificates.added.length)} certificates={certificates.added} />
      <Certificates
        title={words.certificatesRemoved(certificates.removed.length)}
        certificates={certificates.removed}
      />
      <Lists difference={difference} />
      <div className="trust-look__chips">
        {newlyRevoked > 0 && <Chip tone="accent">{words.newlyRevoked(newlyRevoked)}</Chip>}
        {noLongerRevoked > 0 && <Chip tone="warn">{words.noLongerRevoked(noLongerRevoked)}</Chip>}
        {seals.added + seals.removed > 0 && <Chip>{words.seals(seals.added, seals.removed)}</Chip>}
        {sampleSigners.added + sampleSigners.removed > 0 && (
          <Chip>{words.sampleSigners(sampleSigners.added, sampleSigners.removed)}</Chip>
        )}
        {unreadable.length > 0 && <Chip tone="warn">{words.unreadable(unreadable.length)}</Chip>}
      </div>
      {noLongerRevoked > 0 && (
        <p className="dialog__warning">
          <TriangleAlert size="1.2em" aria-hidden="true" />
          {words.noLongerHint}
        </p>
      )}
    </>
  );
}

function isUnchanged({ before, after, certificates, lists, seals, sampleSigners }: TrustDifference): boolean {
  const counts = [certificates.added, certificates.removed, lists].every(({ length }) => length === 0);
  const others = seals.added + seals.removed + sampleSigners.added + sampleSigners.removed === 0;
  return counts && others && before?.issue === after?.issue;
}

function BeforeAndAfter({ difference }: { readonly difference: TrustDifference }): ReactNode {
  const { trustImport: words, trustScreen } = useStrings();
  const { before, after, listsAsOf, fileName, fileSm3 } = difference;
  const moment = (at: number | undefined) => (at === undefined ? words.none : dayAndTime(at));
  const rows: readonly (readonly [string, string, string])[] = [
    ...(after
      ? ([
          [words.issue, before ? trustScreen.issueOf(before.issue) : words.none, trustScreen.issueOf(after.issue)],
          [words.issuedAt, moment(before?.issuedAt), moment(after.issuedAt)],
          [words.publisher, before?.publisher ?? words.none, after.publisher],
        ] as const)
      : []),
    [words.asOf, moment(listsAsOf.before), moment(listsAsOf.after)],
  ];
  return (
    <>
      <p className="trust-look__line">
        {words.file} <strong>{fileName}</strong> · SM3 <Fingerprint value={fileSm3} />
      </p>
      <table className="trust-look__table">
        <thead>
          <tr>
            <td />
            <th scope="col">{words.now}</th>
            <td />
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, now, then]) => (
            <tr key={name} data-changed={now !== then}>
              <th scope="row">{name}</th>
              <td>{now}</td>
              <td aria-hidden="true">
                <ArrowRight size="1em" />
              </td>
              <td>{then}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface CertificatesProps {
  readonly title: string;
  readonly certificates: readonly TrustCertificateView[];
}

function Certificates({ title, certificates }: CertificatesProps): ReactNode {
  const { trustImport: words, trustScreen } = useStrings();
  if (certificates.length === 0) return null;
  return (
    <section className="trust-look__part">
      <h3>{title}</h3>
      <ul>
        {certificates.slice(0, MOST_SHOWN).map(({ fingerprint, subject, role }) => (
          <li key={fingerprint}>
            <Chip tone={role === "anchor" ? "accent" : "outline"}>{trustScreen.roles[role]}</Chip>
            <Holder name={subject} />
            <Fingerprint value={fingerprint} />
          </li>
        ))}
        {certificates.length > MOST_SHOWN && <li>{words.more(certificates.length - MOST_SHOWN)}</li>}
      </ul>
    </section>
  );
}

function Lists({ difference: { lists } }: { readonly difference: TrustDifference }): ReactNode {
  const { trustImport: words } = useStrings();
  if (lists.length === 0) return null;
  return (
    <section className="trust-look__part">
      <h3>{words.lists}</h3>
      <ul>
        {lists.slice(0, MOST_SHOWN).map(({ issuer, scope, change, before, after, newlyRevoked }) => (
          <li key={`${issuer} ${scope}`}>
            <Chip tone={CHANGE_CHIPS[change]}>{words.listChanges[change]}</Chip>
            <Holder name={issuer} />
            <span className="trust-look__times">
              {before && dayAndTime(before.thisUpdate)}
              {before && after && " → "}
              {after && dayAndTime(after.thisUpdate)}
              {newlyRevoked > 0 && ` · ${words.newlyRevoked(newlyRevoked)}`}
            </span>
          </li>
        ))}
        {lists.length > MOST_SHOWN && <li>{words.more(lists.length - MOST_SHOWN)}</li>}
      </ul>
    </section>
  );
}
