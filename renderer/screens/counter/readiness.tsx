/** The inviting middle of a waiting counter; or the case that was left unfinished, which comes first. */
import { ClipboardPaste, History, ScanLine, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import type { CounterView } from "../../../electron/contract/counter.ts";
import type { ReaderView } from "../../../electron/contract/status.ts";
import { Facts } from "../../components/facts.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { ScanPicture } from "../../components/scan-picture.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useIntake } from "../../state/intake-store.ts";
import { useStatus } from "../../state/status-store.ts";
import { shortMoment } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { StandingNotices } from "./standing-notices.tsx";

export function Readiness({ view }: { readonly view: CounterView }): ReactNode {
  return (
    <>
      <StandingNotices />
      {view.interrupted ? <Interrupted interrupted={view.interrupted} /> : <Invitation />}
    </>
  );
}

function Invitation(): ReactNode {
  const strings = useStrings();
  const readers = useStatus((status) => status.view?.readers ?? NO_READERS);
  const isAwaitingPaste = useIntake((intake) => intake.isAwaitingPaste);
  const hasReader = readers.some(
    ({ kind, state }) => kind === "barcode-scanner" && (state === "ready" || state === "reading"),
  );
  return (
    <div className="invitation">
      <ScanPicture />
      <h1 className="invitation__title">{strings.ready.title}</h1>
      <p className="invitation__hint">{hasReader ? strings.ready.hint : strings.ready.hintNoReader}</p>
      <ul className="invitation__readers" aria-label={strings.status.readers}>
        {readers.map((reader) => (
          <ReaderPill key={reader.deviceId} reader={reader} />
        ))}
        {readers.length === 0 && (
          <li className="reader-pill" data-state="absent">
            <Unplug size="1.1em" aria-hidden="true" />
            {strings.ready.noReader}
          </li>
        )}
      </ul>
      {isAwaitingPaste ? (
        <p className="invitation__paste" role="status">
          <ClipboardPaste size="1.2em" aria-hidden="true" />
          <KeyCap name="Ctrl+V" />
          {strings.actions.paste}
        </p>
      ) : (
        <p className="invitation__drop">{strings.ready.drop}</p>
      )}
    </div>
  );
}

const NO_READERS: readonly ReaderView[] = [];

function ReaderPill({ reader }: { readonly reader: ReaderView }): ReactNode {
  const strings = useStrings();
  return (
    <li className="reader-pill" data-state={reader.state}>
      <ScanLine size="1.1em" aria-hidden="true" />
      <span>{reader.name}</span>
      <span className="reader-pill__state">{strings.words.readerStates[reader.state]}</span>
    </li>
  );
}

function Interrupted({ interrupted }: { readonly interrupted: NonNullable<CounterView["interrupted"]> }): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  const phase = (strings.steps as Readonly<Record<string, string>>)[interrupted.phase] ?? interrupted.phase;
  return (
    <div className="interrupted">
      <span className="interrupted__disc">
        <History size="1.8em" strokeWidth={1.7} aria-hidden="true" />
      </span>
      <h1 className="interrupted__title">{strings.ready.interruptedTitle}</h1>
      <p className="interrupted__hint">{strings.ready.interruptedHint}</p>
      <Facts
        facts={[
          { name: strings.history.matter, value: interrupted.matterName },
          { name: strings.person.label, value: interrupted.personName ?? strings.person.unknown },
          { name: strings.person.caseNo, value: interrupted.caseNo },
          { name: strings.person.opened, value: shortMoment(interrupted.openedAt, now) },
          { name: strings.person.stoppedAt, value: phase },
        ]}
      />
    </div>
  );
}
