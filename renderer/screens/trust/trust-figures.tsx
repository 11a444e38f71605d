/** Four figures an administrator looks at first: how old, which issue, when the next is due, when the province last answered. */

import type { LucideIcon } from "lucide-react";
import { CalendarClock, FileBadge2, History, Radio, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { TrustOverview } from "../../../electron/contract/trust.ts";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { ageText, dayAndTime, shortMoment } from "../../strings/format.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";

const BAND_CHIPS = {
  fresh: "good",
  aging: "good",
  late: "warn",
  stale: "warn",
  expired: "bad",
} as const satisfies Record<TrustOverview["band"], ChipTone>;

interface FigureProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly isBad?: boolean;
}

function Figure({ icon: Icon, name, value, note, isBad = false }: FigureProps): ReactNode {
  return (
    <div className="trust-figure" data-bad={isBad}>
      <dt>
        <Icon size="1.05em" aria-hidden="true" />
        {name}
      </dt>
      <dd>{value}</dd>
      {note && <dd className="trust-figure__note">{note}</dd>}
    </div>
  );
}

export function TrustFigures({ overview }: { readonly overview: TrustOverview }): ReactNode {
  const strings = useStrings();
  const { trustScreen: words } = strings;
  const { bundle, listsAsOf, now, band, highestIssue } = overview;
  const isOverdue = bundle !== undefined && bundle.nextUpdate < now;
  return (
    <>
      <dl className="trust__figures">
        <Figure
          icon={History}
          name={words.asOf}
          value={listsAsOf === undefined ? words.never : ageText(listsAsOf, now, strings)}
          isBad={band === "expired"}
          note={
            listsAsOf !== undefined && (
              <>
                {dayAndTime(listsAsOf)} <Chip tone={BAND_CHIPS[band]}>{strings.words.ageBands[band]}</Chip>
              </>
            )
          }
        />
        <Figure
          icon={FileBadge2}
          name={words.issue}
          value={bundle ? words.issueOf(bundle.issue) : "–"}
          note={bundle ? bundle.publisher : words.noBundle}
        />
        <Figure
          icon={CalendarClock}
          name={words.due}
          value={bundle ? shortMoment(bundle.nextUpdate, now) : "–"}
          isBad={isOverdue}
          note={
            bundle &&
            (isOverdue
              ? words.overdue(ageText(bundle.nextUpdate, now, strings))
              : words.issuedOn(dayAndTime(bundle.issuedAt)))
          }
        />
        <LastAnswer overview={overview} />
      </dl>
      {(overview.isRolledBack || listsAsOf === undefined) && (
        <p className="administration__warning">
          <TriangleAlert size="1.2em" aria-hidden="true" />
          {listsAsOf === undefined ? words.neverHint : words.rolledBack}
          {overview.isRolledBack && highestIssue !== undefined && ` ${words.highest(highestIssue)}`}
        </p>
      )}
    </>
  );
}

function LastAnswer({ overview: { refresh, now } }: { readonly overview: TrustOverview }): ReactNode {
  const strings = useStrings();
  const { trustScreen: words } = strings;
  const { checkedAt, attemptedAt, fault } = refresh;
  const attempt = fault && attemptedAt !== undefined ? words.attempted(shortMoment(attemptedAt, now)) : undefined;
  return (
    <Figure
      icon={Radio}
      name={words.checked}
      value={checkedAt === undefined ? words.neverChecked : ageText(checkedAt, now, strings)}
      isBad={fault !== undefined}
      note={fault ? `${attempt ?? ""} ${faultText(fault, strings).what}` : checkedAt && dayAndTime(checkedAt)}
    />
  );
}
