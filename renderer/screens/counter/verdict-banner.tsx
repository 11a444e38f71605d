/** The verdict on the selected material, over its license: face, why, what next, and how old the trust data are. */
import { CalendarCheck, CircleSlash2, Clock4, FileText, type LucideIcon, SearchX, Stamp } from "lucide-react";
import type { ReactNode } from "react";
import type { CaseView, LicenseView, MaterialView } from "../../../electron/contract/counter.ts";
import { FaceIcon } from "../../components/face.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useClock } from "../../state/clock-store.ts";
import { ageText, clockTime, shortMoment } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { type VerdictText, verdictText } from "./verdict-text.ts";

export interface VerdictBannerProps {
  readonly material: MaterialView;
  readonly open: CaseView;
  readonly license: LicenseView | undefined;
}

export function VerdictBanner({ material, open, license }: VerdictBannerProps): ReactNode {
  const strings = useStrings();
  const text = verdictText(material, open, strings);
  return (
    <section className="verdict" data-look={text.look} aria-label={material.name}>
      <span className="verdict__disc">
        <LookIcon look={text.look} />
      </span>
      <div className="verdict__words">
        <p className="verdict__head">
          <span className="verdict__word">{text.word}</span>
          <span className="verdict__material">{material.name}</span>
        </p>
        <p className="verdict__why">
          {text.why} <strong className="verdict__next">{text.next}</strong>
        </p>
        {text.more.length > 0 && <p className="verdict__more">{text.more.join(" ")}</p>}
        <p className="only-read" aria-live="polite">
          {strings.verdict.live(material.name, text.word, text.why)}
        </p>
      </div>
      <Aside material={material} license={license} />
    </section>
  );
}

function LookIcon({ look }: { readonly look: VerdictText["look"] }): ReactNode {
  const icons: Readonly<Record<"paper" | "missing", LucideIcon>> = { paper: FileText, missing: SearchX };
  if (look === "waiting") return <Spinner size="1.5em" />;
  if (look === "paper" || look === "missing") {
    const Icon = icons[look];
    return <Icon size="1.5em" strokeWidth={1.9} aria-hidden="true" />;
  }
  return <FaceIcon face={look} size="1.6em" />;
}

/** On the right: the age of the trust data, and the decision once there is one. */
function Aside({
  material,
  license,
}: {
  readonly material: MaterialView;
  readonly license: LicenseView | undefined;
}): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  const { decision } = material;
  const asOf = license?.verdict?.trustListsAsOf;
  return (
    <div className="verdict__aside">
      {license?.verdict && (
        <p className="verdict__age" data-none={asOf === undefined}>
          {asOf === undefined ? (
            <>
              <CircleSlash2 size="1.05em" aria-hidden="true" />
              {strings.verdict.noAsOf}
            </>
          ) : (
            <>
              <Clock4 size="1.05em" aria-hidden="true" />
              {strings.verdict.asOf(shortMoment(asOf, now), ageText(asOf, now, strings))}
            </>
          )}
        </p>
      )}
      {license?.prefetchedAt !== undefined && (
        <p className="verdict__age">
          <CalendarCheck size="1.05em" aria-hidden="true" />
          {strings.words.sources.prefetched} · {clockTime(license.prefetchedAt)}
        </p>
      )}
      {decision && (
        <p className="verdict__decision" data-kind={decision.kind}>
          <Stamp size="1.05em" aria-hidden="true" />
          {strings.verdict.decided(strings.words.decisions[decision.kind], clockTime(decision.at))}
          {decision.receiptNo && (
            <span className="verdict__receipt">{strings.verdict.receiptNo(decision.receiptNo)}</span>
          )}
        </p>
      )}
    </div>
  );
}
