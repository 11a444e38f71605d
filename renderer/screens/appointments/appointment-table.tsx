/** One row for each appointment: whether its licenses are here, and what to do where they are not. */
import type { ReactNode } from "react";
import type { AppointmentView } from "../../../electron/contract/appointments.ts";
import { Button } from "../../components/button.tsx";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useAppointments } from "../../state/appointments-store.ts";
import { clockSpan, clockTime, dayAndTime } from "../../strings/format.ts";
import type { Strings } from "../../strings/language.ts";
import { useStrings } from "../../strings/use-strings.ts";

const TONES: Readonly<Record<AppointmentView["state"], ChipTone>> = {
  "no-consent": "neutral",
  "matter-unknown": "bad",
  waiting: "outline",
  failed: "warn",
  nothing: "warn",
  ready: "good",
};

export function AppointmentTable({ items }: { readonly items: readonly AppointmentView[] }): ReactNode {
  const { appointments: words } = useStrings();
  const { columns } = words;
  return (
    <div className="administration__scroll">
      <table className="record-table">
        <TableHead
          names={[
            columns.time,
            columns.person,
            columns.matter,
            columns.consent,
            columns.state,
            columns.next,
            columns.acts,
          ]}
        />
        <tbody>
          {items.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ one }: { readonly one: AppointmentView }): ReactNode {
  const strings = useStrings();
  const { appointments: words } = strings;
  const { id, person, consent, state, needed, fetched, askedAt, fetchedAt } = one;
  return (
    <tr>
      <td className="record-table__time">{clockSpan(one.from, one.until)}</td>
      <td>
        <span className="cases__person">{person.name}</span>
        <span className="appointment__note">{person.number}</span>
      </td>
      <td>{one.matterName}</td>
      <td>
        {consent ? (
          <>
            {consent.means}
            <span className="appointment__note">{dayAndTime(consent.at)}</span>
          </>
        ) : (
          words.noConsent
        )}
      </td>
      <td>
        <Chip tone={TONES[state]}>{words.states[state]}</Chip> {askedAt !== undefined && words.count(fetched, needed)}
        {askedAt !== undefined && (
          <span className="appointment__note">{words.askedAt(clockTime(fetchedAt ?? askedAt))}</span>
        )}
      </td>
      <td>
        {words.advice[state]}
        {missingText(one, strings).map((text) => (
          <span key={text} className="appointment__note">
            {text}
          </span>
        ))}
      </td>
      <td>
        <Button size="small" onPress={() => void useAppointments.getState().remove(id)}>
          {words.delete}
        </Button>
      </td>
    </tr>
  );
}

/** What the library has not, in one line; every other reason in its own words. */
function missingText({ missing }: AppointmentView, { appointments: words, faults }: Strings): readonly string[] {
  const absent = missing.filter(({ fault }) => fault === "license.not-found").map(({ typeName }) => typeName);
  const others = new Set(missing.flatMap(({ fault }) => (fault === "license.not-found" ? [] : [faults[fault].what])));
  return [...(absent.length > 0 ? [words.missing(absent.join(words.comma))] : []), ...others];
}
