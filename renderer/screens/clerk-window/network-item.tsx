/** The network in one quiet item of the status bar; behind it the three ends of the province, each on its own. */
import { Network } from "lucide-react";
import type { ReactNode } from "react";
import type { EndView, StatusView } from "../../../electron/contract/status.ts";
import { useClock } from "../../state/clock-store.ts";
import { shortMoment } from "../../strings/format.ts";
import { END_NAMES, isOnlyTrustAway, networkSummary, stillAllowed } from "../../strings/network-words.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { StatusItem } from "./status-item.tsx";
import { END_TONES } from "./status-tones.ts";

export function NetworkItem({ view }: { readonly view: StatusView }): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  const { state, text } = networkSummary(view.ends, strings, now);
  const tone = isOnlyTrustAway(view.ends) ? "warn" : END_TONES[state];
  return (
    <StatusItem icon={Network} tone={tone} text={text} title={strings.status.network}>
      <p className="popover__lead">{stillAllowed(view, strings)}</p>
      <dl className="facts">
        {END_NAMES.map((end) => (
          <End key={end} name={strings.words.ends[end]} view={view.ends[end]} now={now} />
        ))}
      </dl>
    </StatusItem>
  );
}

interface EndProps {
  readonly name: string;
  readonly view: EndView;
  readonly now: number;
}

function End({ name, view: { state, since, lastAnswerAt, roundTripMs, fault }, now }: EndProps): ReactNode {
  const strings = useStrings();
  const words = strings.status;
  const answered = lastAnswerAt === undefined ? words.answeredNever : words.answeredAt(shortMoment(lastAnswerAt, now));
  const details = roundTripMs === undefined ? [answered] : [answered, words.roundTrip(roundTripMs)];
  return (
    <div className="facts__row">
      <dt>{name}</dt>
      <dd>
        <span className="end-state" data-tone={END_TONES[state]}>
          {strings.words.endStates[state]}
        </span>
        {` · ${words.since(shortMoment(since, now))}`}
        <br />
        <span className="popover__hint">{details.join(" · ")}</span>
        {fault && (
          <>
            <br />
            <span className="popover__hint">{faultText(fault, strings).why}</span>
          </>
        )}
      </dd>
    </div>
  );
}
