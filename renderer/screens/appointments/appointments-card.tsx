/** Beside the waiting counter: how many of today's appointments are prepared for an outage, and the way to their page. */
import { CalendarDays } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { KeyCap } from "../../components/key-cap.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { ACTION_KEYS } from "../../state/action-keys.ts";
import { useAppointments } from "../../state/appointments-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

const [KEY] = ACTION_KEYS.appointments;

export function AppointmentsCard(): ReactNode {
  const { appointments: words } = useStrings();
  const items = useAppointments((state) => state.items);
  const go = useDesk((desk) => desk.go);
  const open = () => go("appointments");
  useEffect(() => void useAppointments.getState().load(), []);
  useKeys([[KEY, open]]);
  const ready = items?.filter(({ state }) => state === "ready").length ?? 0;
  return (
    <button
      type="button"
      className="card appointments-card"
      aria-keyshortcuts={KEY}
      onMouseDown={(event) => event.preventDefault()}
      onClick={open}
    >
      <CalendarDays size="1.15em" aria-hidden="true" />
      <span className="appointments-card__name">{words.card}</span>
      <span className="appointments-card__count">
        {items && items.length > 0 ? words.cardCount(ready, items.length) : words.cardNone}
      </span>
      <KeyCap name={KEY} />
    </button>
  );
}
