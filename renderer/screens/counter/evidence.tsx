/** 依据: every check as a question and its answer, what failed first, with seal, certificate and codes for those who want them. */
import { CircleAlert, CircleCheck, CircleHelp, CircleX, ListChecks, type LucideIcon } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { LicenseView } from "../../../electron/contract/counter.ts";
import { Blank } from "../../components/blank.tsx";
import { type Fact, Facts } from "../../components/facts.tsx";
import { useDesk } from "../../state/desk-store.ts";
import { type CheckResult, type OpenedLicense, type SignatureReport, sealCount } from "../../state/license-store.ts";
import { calendarDay, dayAndTime } from "../../strings/format.ts";
import type { Strings } from "../../strings/language.ts";
import { checkQuestion, codeText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { answerOf, type CheckAnswer, checkDetail, checkTally, worstFirst } from "./check-order.ts";
import { ReportPrint } from "./report-print.tsx";

/** Whether answers that passed show what they rest on, too. */
const ShowsAll = createContext(false);

export interface EvidenceProps {
  readonly license: LicenseView;
  readonly opened: OpenedLicense | undefined;
}

export function Evidence({ license, opened }: EvidenceProps): ReactNode {
  const strings = useStrings();
  const [showsAll, setShowsAll] = useState(false);
  if (!opened) return <Blank icon={ListChecks} title={strings.evidence.none} />;
  const { report, ms } = opened;
  return (
    <ShowsAll value={showsAll}>
      <div className="evidence">
        <Summary opened={opened} />
        <SealHint opened={opened} />
        {license.prefetchedAt !== undefined && (
          <p className="evidence__hint">{strings.evidence.prefetched(dayAndTime(license.prefetchedAt))}</p>
        )}
        <div className="evidence__tools">
          <button
            type="button"
            className="evidence__all"
            aria-pressed={showsAll}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setShowsAll(!showsAll)}
          >
            {showsAll ? strings.evidence.less : strings.evidence.all}
          </button>
          <ReportPrint key={license.licenseId} licenseId={license.licenseId} report={report} />
        </div>
        {report.signatures.map((signature, index) => (
          <Signature key={signature.id} signature={signature} index={index} />
        ))}
        {report.checks.length > 0 && (
          <section className="evidence__part">
            <h3 className="evidence__heading">{strings.evidence.file}</h3>
            <Checks checks={report.checks} />
          </section>
        )}
        <p className="evidence__foot">
          {strings.evidence.took(ms < 10 ? ms.toFixed(1) : String(Math.round(ms)))} · {strings.evidence.policy}{" "}
          <code>{report.policyVersion}</code>
        </p>
      </div>
    </ShowsAll>
  );
}

/** What looks like a seal and what is one (seals.md section 3): only a signature puts a seal on a page. */
function SealHint({ opened }: { readonly opened: OpenedLicense }): ReactNode {
  const strings = useStrings();
  const count = sealCount(opened);
  return count === undefined ? null : <p className="evidence__hint">{strings.evidence.sealsShown(count)}</p>;
}

function Summary({ opened: { report } }: { readonly opened: OpenedLicense }): ReactNode {
  const strings = useStrings();
  const tally = checkTally([...report.checks, ...report.signatures.flatMap((signature) => signature.checks)]);
  return (
    <section className="evidence__summary" data-decision={report.decision}>
      <p className="evidence__tally">{strings.evidence.summary(tally)}</p>
      <p className="evidence__indication">
        {strings.words.indications[report.indication]} · {strings.words.decisionsOfPolicy[report.decision]}
        <code>{report.subIndication ?? report.indication}</code>
      </p>
    </section>
  );
}

function Signature({ signature, index }: { readonly signature: SignatureReport; readonly index: number }): ReactNode {
  const strings = useStrings();
  const isAsked = useDesk((desk) => desk.openSeal === signature.id);
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isAsked) part.current?.scrollIntoView({ block: "start" });
  }, [isAsked]);
  const title = signature.seal ? strings.evidence.seal(signature.seal.name) : strings.evidence.signature(index + 1);
  return (
    <section className="evidence__part" ref={part} data-asked={isAsked}>
      <h3 className="evidence__heading">{title}</h3>
      <Checks checks={signature.checks} />
      {signature.coverage.uncovered.length > 0 && <Uncovered signature={signature} />}
      <Facts facts={signatureFacts(signature, strings)} />
    </section>
  );
}

const ANSWER_ICONS: Readonly<Record<CheckAnswer, LucideIcon>> = {
  passed: CircleCheck,
  remark: CircleAlert,
  failed: CircleX,
  undetermined: CircleHelp,
};

function Checks({ checks }: { readonly checks: readonly CheckResult[] }): ReactNode {
  return (
    <ul className="checks">
      {worstFirst(checks).map((check, index) => (
        <Check key={`${check.id}.${String(index)}`} check={check} />
      ))}
    </ul>
  );
}

function Check({ check }: { readonly check: CheckResult }): ReactNode {
  const strings = useStrings();
  const answer = answerOf(check);
  const Icon = ANSWER_ICONS[answer];
  const detail = useContext(ShowsAll) || answer !== "passed" ? checkDetail(check, strings.details) : "";
  return (
    <li className="check" data-answer={answer}>
      <Icon className="check__icon" size="1.15em" strokeWidth={2.1} aria-hidden="true" />
      <span className="check__question">{checkQuestion(check.id, strings)}</span>
      <span className="check__answer">{strings.evidence[answer]}</span>
      {check.codes.length > 0 && (
        <span className="check__codes">
          {check.codes.map((code) => (
            <span key={code}>
              {codeText(code, strings)} <code>{code}</code>
            </span>
          ))}
        </span>
      )}
      {detail !== "" && <span className="check__detail">{detail}</span>}
    </li>
  );
}

function Uncovered({ signature }: { readonly signature: SignatureReport }): ReactNode {
  const strings = useStrings();
  return (
    <div className="evidence__uncovered">
      <p>{strings.evidence.uncovered}</p>
      <ul>
        {signature.coverage.uncovered.map(({ path, class: kind }) => (
          <li key={path}>
            <code>{path}</code> <span>{kind}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function signatureFacts(signature: SignatureReport, { evidence: words, license }: Strings): Fact[] {
  const { signer, seal, signedAt, timeBasis } = signature;
  const between = (from: number, to: number) => license.fromTo(calendarDay(from), calendarDay(to));
  return [
    ...(signedAt === undefined
      ? []
      : [{ name: license.signedAt, value: `${dayAndTime(signedAt)} · ${words[timeBasis]}` }]),
    ...(signer
      ? [
          { name: words.certificate, value: signer.organization ?? signer.commonName },
          { name: words.certificateIssuer, value: signer.issuer },
          { name: words.certificateValidity, value: between(signer.notBefore, signer.notAfter) },
          { name: words.serial, value: signer.serialNumber, isCode: true },
        ]
      : []),
    ...(seal
      ? [
          { name: words.sealId, value: seal.id, isCode: true },
          { name: words.sealMaker, value: seal.maker },
          { name: words.sealValidity, value: between(seal.validFrom, seal.validTo) },
        ]
      : []),
    { name: words.standard, value: signature.standard },
  ];
}
