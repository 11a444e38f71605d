/** Before there is anything to verify: the code being resolved, the consent being waited for; and the wiping at the end. */
import { Eraser, Handshake, ScanLine, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import type { CaseView, CounterView } from "../../../electron/contract/counter.ts";
import { CountdownRing } from "../../components/countdown-ring.tsx";
import { ScanPicture } from "../../components/scan-picture.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { CONSENT_MS, consentLeftMs, stepSentence } from "./step-sentence.ts";
import { useOutageHint } from "./use-outage-hint.ts";

const NAMING = ["identifying", "consenting", "closing"] as const;
type NamingPhase = (typeof NAMING)[number];

export function isNaming(phase: CounterView["phase"]): phase is NamingPhase {
  return NAMING.some((one) => one === phase);
}

export function Naming({ open, phase }: { readonly open: CaseView; readonly phase: NamingPhase }): ReactNode {
  if (phase === "identifying") return <Identifying hasFailed={open.notice !== undefined} />;
  return phase === "consenting" ? <Consenting open={open} /> : <Closing />;
}

function Identifying({ hasFailed }: { readonly hasFailed: boolean }): ReactNode {
  const strings = useStrings();
  const outage = useOutageHint(useCounter(({ view }) => view));
  if (hasFailed) {
    const { title, hint } = stepSentence({ kind: "scan-again" }, strings, 0, outage);
    return (
      <div className="invitation">
        <ScanPicture isIdle />
        <h1 className="invitation__title">{title}</h1>
        <p className="invitation__hint">{hint}</p>
      </div>
    );
  }
  return (
    <div className="naming">
      <span className="naming__disc">
        <ScanLine size="2.4em" strokeWidth={1.5} aria-hidden="true" />
        <Spinner size="7.2rem" />
      </span>
      <h1 className="naming__title">{strings.next.identifying}</h1>
      <p className="naming__hint">{strings.next.identifyingHint}</p>
    </div>
  );
}

function Consenting({ open }: { readonly open: CaseView }): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  const outage = useOutageHint(useCounter(({ view }) => view));
  const isOnSite = open.consent?.kind === "on-site";
  const leftMs = consentLeftMs(open.consent?.at ?? open.openedAt, now);
  const Icon = isOnSite ? Handshake : Smartphone;
  return (
    <div className="naming">
      {isOnSite ? (
        <span className="naming__disc">
          <Icon size="2.6em" strokeWidth={1.4} aria-hidden="true" />
        </span>
      ) : (
        <CountdownRing leftMs={leftMs} totalMs={CONSENT_MS} label={strings.next.consentPhone} />
      )}
      <h1 className="naming__title">{isOnSite ? strings.next.consentOnSite : strings.next.consentPhone}</h1>
      <p className="naming__hint">
        {isOnSite ? strings.next.consentOnSiteHint : outage ? strings.next.outage[outage] : strings.citizen.phoneHint}
      </p>
      <ul className="naming__licenses" aria-label={strings.materials.list}>
        {[...new Set(open.materials.flatMap((material) => material.licenseTypeNames))].map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}

function Closing(): ReactNode {
  const strings = useStrings();
  return (
    <div className="naming">
      <span className="naming__disc">
        <Eraser size="2.4em" strokeWidth={1.5} aria-hidden="true" />
        <Spinner size="7.2rem" />
      </span>
      <h1 className="naming__title">{strings.next.closing}</h1>
      <p className="naming__hint">{strings.next.closingHint}</p>
    </div>
  );
}
