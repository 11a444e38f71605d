/** The applicant, masked. Full details only for a stated reason, and only for ten seconds. */
import {
  Building2,
  CalendarCheck,
  Eye,
  EyeOff,
  Handshake,
  IdCard,
  QrCode,
  ScanLine,
  Smartphone,
  TriangleAlert,
  UserRound,
} from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { CaseView } from "../../../electron/contract/counter.ts";
import { Chip } from "../../components/chip.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { PersonPhoto } from "./person-photo.tsx";
import { runAction } from "./run-action.ts";

const CONSENT_ICONS = {
  "by-code": QrCode,
  "by-phone": Smartphone,
  "on-site": Handshake,
  "by-appointment": CalendarCheck,
} as const;
const CONSENT_TONES = { waiting: "warn", granted: "good", refused: "bad" } as const;

export function PersonCard({ open }: { readonly open: CaseView }): ReactNode {
  const strings = useStrings();
  const { person, consent, entry } = open;
  const ways: Readonly<Record<string, string>> = strings.words.entryWays;
  return (
    <div className="person__body" data-photo={open.photo !== undefined}>
      {open.photo ? <PersonPhoto photo={open.photo} /> : <Disc isOrganization={person?.isOrganization ?? false} />}
      <Names open={open} />
      <div className="person__chips">
        {entry.card ? (
          <CardChips card={entry.card} />
        ) : (
          <Chip tone="outline" icon={ScanLine}>
            {ways[entry.way] ?? entry.way}
          </Chip>
        )}
        {consent && (
          <Chip tone={CONSENT_TONES[consent.state]} icon={CONSENT_ICONS[consent.kind]}>
            {strings.words.consents[consent.kind]} · {strings.words.consentStates[consent.state]}
          </Chip>
        )}
      </div>
    </div>
  );
}

function Disc({ isOrganization }: { readonly isOrganization: boolean }): ReactNode {
  const Picture = isOrganization ? Building2 : UserRound;
  return (
    <span className="person__disc">
      <Picture size="1.6em" strokeWidth={1.7} aria-hidden="true" />
    </span>
  );
}

/** Read from the chip: which form of card, and what of it must be looked at by eye. */
function CardChips({ card }: { readonly card: NonNullable<CaseView["entry"]["card"]> }): ReactNode {
  const { person, words } = useStrings();
  // What nothing shows to be genuine is not shown as good.
  const isProven = !card.notes.some(({ code }) => code === "not-authenticated" || code === "from-service");
  const type = person.cardTypes[card.type];
  return (
    <>
      <Chip tone={isProven ? "good" : "outline"} icon={IdCard}>
        {card.type === "social-security" ? type : `${words.entryWays["id-card"]} · ${type}`}
      </Chip>
      {card.notes.map(({ code, detail = "" }) => (
        <Chip key={`${code}${detail}`} tone="warn" icon={TriangleAlert}>
          {person.cardNotes[code](detail)}
        </Chip>
      ))}
    </>
  );
}

function Names({ open: { person } }: { readonly open: CaseView }): ReactNode {
  const strings = useStrings();
  const revealed = useRevealed();
  if (!person) return <p className="person__unknown">{strings.person.unknown}</p>;
  return (
    <>
      <div className="person__names">
        <p className="person__name" data-organization={person.isOrganization}>
          {revealed?.fullName ?? person.name}
        </p>
        <p className="person__number">{revealed?.fullNumber ?? person.number}</p>
      </div>
      <div className="person__reveal">
        <IconButton
          icon={revealed ? EyeOff : Eye}
          label={revealed ? strings.person.revealed(revealed.leftSeconds) : strings.person.reveal}
          keyName="S"
          isPressed={revealed !== undefined}
          onPress={() => runAction("reveal")}
        />
        {revealed && <span className="person__left">{strings.person.revealed(revealed.leftSeconds)}</span>}
      </div>
    </>
  );
}

function useRevealed() {
  const revealed = useDesk((desk) => desk.revealed);
  const hidePerson = useDesk((desk) => desk.hidePerson);
  const now = useClock((clock) => clock.now);
  const leftMs = revealed ? revealed.until - now : 0;
  useEffect(() => {
    if (revealed && leftMs <= 0) hidePerson();
  }, [revealed, leftMs, hidePerson]);
  return revealed && leftMs > 0 ? { ...revealed, leftSeconds: Math.ceil(leftMs / 1_000) } : undefined;
}
