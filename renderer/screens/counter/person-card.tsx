/** The applicant, masked. Full details only for a stated reason, and only while somebody holds on to them (`person-reveal.tsx`). */
import {
  Building2,
  CalendarCheck,
  Handshake,
  IdCard,
  QrCode,
  ScanLine,
  Smartphone,
  TriangleAlert,
  UserRound,
} from "lucide-react";
import type { ReactNode } from "react";
import type { CaseView } from "../../../electron/contract/counter.ts";
import { Chip } from "../../components/chip.tsx";
import { useReveal } from "../../state/reveal-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { PersonPhoto } from "./person-photo.tsx";
import { PersonReveal } from "./person-reveal.tsx";

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
  const revealed = useReveal(({ granted, how }) => (how === "shown" ? granted : undefined));
  if (!person) return <p className="person__unknown">{strings.person.unknown}</p>;
  return (
    <>
      <div className="person__names">
        <p className="person__name" data-organization={person.isOrganization}>
          {revealed?.fullName ?? person.name}
        </p>
        <p className="person__number">{revealed?.fullNumber ?? person.number}</p>
      </div>
      <PersonReveal />
    </>
  );
}
