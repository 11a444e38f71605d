/** How the terminal is, always in sight: network, trust data, readers, queue, keys, clock, and who is signed in. */
import {
  Clock4,
  HardDriveUpload,
  KeyRound,
  LockKeyhole,
  LogOut,
  ShieldCheck,
  UserRound,
  Volume2,
  VolumeX,
} from "lucide-react";
import type { ReactNode } from "react";
import type { StatusView } from "../../../electron/contract/status.ts";
import { Button } from "../../components/button.tsx";
import { Facts } from "../../components/facts.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { usePreferences } from "../../state/preferences-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useStatus } from "../../state/status-store.ts";
import { ageText, clockTimeWithSeconds, dayAndTime, shortMoment } from "../../strings/format.ts";
import { faultText, todoOf } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AuditItem } from "./audit-item.tsx";
import { NetworkItem } from "./network-item.tsx";
import { ReadersItem } from "./readers-item.tsx";
import { StatusItem } from "./status-item.tsx";
import { BAND_TONES, queueTone } from "./status-tones.ts";

export function StatusBar(): ReactNode {
  const strings = useStrings();
  const view = useStatus((status) => status.view);
  return (
    <section className="status-bar" aria-label={strings.status.bar}>
      {view && (
        <>
          <NetworkItem view={view} />
          <TrustItem view={view} />
          <ReadersItem readers={view.readers} />
          <QueueItem view={view} />
          <KeysItem view={view} />
          <AuditItem />
        </>
      )}
      <span className="status-bar__gap" />
      <SoundItem />
      <ClockItem isDoubtful={view?.isClockDoubtful === true} />
      <ClerkItem />
    </section>
  );
}

/** The auditor looks; nobody acts at a locked terminal. */
function useCanAct(): boolean {
  return useCounter(({ view }) => view?.isLocked === false && view.clerk?.role !== "auditor");
}

interface ItemProps {
  readonly view: StatusView;
}

function TrustItem({ view: { trust, isClockDoubtful, policyVersion } }: ItemProps): ReactNode {
  const strings = useStrings();
  const canAct = useCanAct();
  const now = useClock((clock) => clock.now);
  const age = ageText(trust.listsAsOf, now, strings);
  const text =
    trust.listsAsOf === undefined
      ? strings.status.trustNone
      : `${strings.status.trustShort(age)} · ${strings.words.ageBands[trust.band]}`;
  const moment = (at: number | undefined) => (at === undefined ? "–" : shortMoment(at, now));
  return (
    <StatusItem icon={ShieldCheck} tone={BAND_TONES[trust.band]} text={text} title={strings.status.trust}>
      <p className="popover__lead">
        {isClockDoubtful ? strings.status.clockHint : strings.status.trustHints[trust.band]}
      </p>
      <Facts
        facts={[
          { name: strings.status.trustAsOf, value: moment(trust.listsAsOf) },
          { name: strings.status.trustIssue, value: trust.issue ?? "–" },
          { name: strings.status.trustNext, value: moment(trust.nextUpdate) },
          { name: strings.status.trustChecked, value: moment(trust.checkedAt) },
          { name: strings.evidence.policy, value: policyVersion, isCode: true },
        ]}
      />
      {trust.fault && <p className="popover__fault">{faultText(trust.fault, strings).what}</p>}
      {canAct && (
        <Button size="small" onPress={() => void useStatus.getState().refreshTrust()}>
          {strings.status.trustRefresh}
        </Button>
      )}
    </StatusItem>
  );
}

function QueueItem({ view: { outbox, recheck } }: ItemProps): ReactNode {
  const strings = useStrings();
  const canAct = useCanAct();
  const now = useClock((clock) => clock.now);
  const isAdministrator = useCounter(({ view }) => view?.clerk?.role === "administrator");
  const { waiting, refused, auditPending, oldestAt, auditFault } = outbox;
  const text = [
    auditFault ? faultText(auditFault, strings).what : "",
    waiting > 0 ? strings.status.queueWaiting(waiting) : "",
    refused > 0 ? strings.status.queueRefused(refused) : "",
    recheck.waiting > 0 ? strings.status.recheckWaiting(recheck.waiting) : "",
    recheck.flagged > 0 ? strings.status.recheckFlagged(recheck.flagged) : "",
  ].filter((part) => part !== "");
  return (
    <StatusItem
      icon={HardDriveUpload}
      tone={queueTone(outbox, recheck)}
      text={text.length > 0 ? text.join(" · ") : strings.status.queueEmpty}
      title={strings.status.queue}
    >
      <p className="popover__lead">{strings.status.queueHint}</p>
      <Facts
        facts={[
          { name: strings.status.queue, value: `${waiting} ${strings.status.items}` },
          { name: strings.words.deliveries.refused, value: `${refused} ${strings.status.items}` },
          { name: strings.status.queueAudit, value: `${auditPending} ${strings.status.items}` },
          ...(oldestAt === undefined ? [] : [{ name: strings.status.queueOldest, value: shortMoment(oldestAt, now) }]),
        ]}
      />
      {auditFault && <p className="popover__fault">{todoOf(auditFault, isAdministrator, strings)}</p>}
      {refused > 0 && <p className="popover__fault">{strings.status.queueRefusedHint}</p>}
      {recheck.waiting > 0 && <p className="popover__hint">{strings.status.recheckWaitingHint}</p>}
      {recheck.flagged > 0 && <p className="popover__fault">{strings.status.recheckFlaggedHint}</p>}
      {canAct && (
        <div className="popover__acts">
          <Button size="small" isDisabled={waiting === 0} onPress={() => void useStatus.getState().hurryOutbox()}>
            {strings.status.queueHurry}
          </Button>
          <Button size="small" onPress={() => useDesk.getState().go("rechecks")}>
            {strings.rechecks.open}
          </Button>
        </div>
      )}
    </StatusItem>
  );
}

/** Local data: what protects their key, and when they were last copied. */
function KeysItem({ view: { keys, backup, records } }: ItemProps): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  const madeAt = backup.at === undefined ? strings.status.backupNone : shortMoment(backup.at, now);
  const recordsProblem = records.fault ?? records.setAside;
  const problem = recordsProblem ?? backup.fault;
  const tone = keys === "file" ? "note" : "good";
  return (
    <StatusItem
      icon={KeyRound}
      tone={problem ? "bad" : tone}
      text={recordsProblem ? faultText(recordsProblem, strings).what : strings.words.keyProtections[keys]}
      title={strings.status.keys}
    >
      <p className="popover__lead">{strings.status.keysHints[keys]}</p>
      <Facts facts={[{ name: strings.status.backup, value: madeAt }]} />
      {problem && <p className="popover__fault">{faultText(problem, strings).next}</p>}
    </StatusItem>
  );
}

function SoundItem(): ReactNode {
  const strings = useStrings();
  const { isMuted, setMuted } = usePreferences();
  const Icon = isMuted ? VolumeX : Volume2;
  return (
    <button
      type="button"
      className="status-item"
      aria-pressed={!isMuted}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => setMuted(!isMuted)}
    >
      <Icon size="1.15em" aria-hidden="true" />
      <span>{isMuted ? strings.status.soundOff : strings.status.soundOn}</span>
    </button>
  );
}

function ClockItem({ isDoubtful }: { readonly isDoubtful: boolean }): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  return (
    <StatusItem
      icon={Clock4}
      tone={isDoubtful ? "bad" : "off"}
      text={isDoubtful ? strings.status.clockDoubtful : clockTimeWithSeconds(now)}
      title={strings.status.time}
    >
      <Facts facts={[{ name: strings.status.time, value: dayAndTime(now) }]} />
      {isDoubtful && <p className="popover__fault">{strings.status.clockHint}</p>}
    </StatusItem>
  );
}

function ClerkItem(): ReactNode {
  const strings = useStrings();
  const clerk = useCounter((counter) => counter.view?.clerk);
  const isLocked = useCounter((counter) => counter.view?.isLocked === true);
  const canLeave = useCounter((counter) => counter.view?.case === undefined);
  if (!clerk) return null;
  return (
    <>
      <StatusItem icon={UserRound} tone="off" text={clerk.name} title={strings.status.clerk}>
        <Facts
          facts={[
            { name: clerk.name, value: strings.words.roles[clerk.role] },
            { name: strings.signIn.account, value: clerk.account },
          ]}
        />
        <div className="popover__acts">
          <Button
            size="small"
            icon={LogOut}
            isDisabled={!canLeave || isLocked}
            onPress={() => void useSession.getState().signOut()}
          >
            {strings.status.signOut}
          </Button>
          <Button
            size="small"
            icon={KeyRound}
            isDisabled={isLocked}
            onPress={() => useDesk.getState().openDialog({ kind: "password" })}
          >
            {strings.password.change}
          </Button>
        </div>
      </StatusItem>
      {!isLocked && (
        <button
          type="button"
          className="status-item"
          aria-keyshortcuts="Control+L"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void useSession.getState().lock()}
        >
          <LockKeyhole size="1.15em" aria-hidden="true" />
          <span>{strings.status.lock}</span>
        </button>
      )}
    </>
  );
}
