/** 今日预约: who comes today, what was fetched for them, and the two ways a list comes in. */
import { CalendarDays, Download, FileInput, Trash2 } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Blank } from "../../components/blank.tsx";
import { Button } from "../../components/button.tsx";
import { useFilePicker } from "../../components/use-file-picker.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useAppointments } from "../../state/appointments-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { AppointmentTable } from "./appointment-table.tsx";
import { DeleteAllDialog } from "./delete-all-dialog.tsx";
import { TakenDialog } from "./taken-dialog.tsx";

export function AppointmentsScreen(): ReactNode {
  const { appointments: words } = useStrings();
  const { items, canReceive, taken, isAskingToDelete } = useAppointments();
  useEffect(() => {
    const { load, leave } = useAppointments.getState();
    void load();
    return leave;
  }, []);
  const ready = items?.filter(({ state }) => state === "ready").length ?? 0;
  return (
    <main className="administration" tabIndex={-1}>
      <Head />
      <section className="administration__tables people appointments" aria-label={words.title}>
        {items && items.length > 0 && <AppointmentTable items={items} />}
        {items?.length === 0 && (
          <Blank icon={CalendarDays} title={words.none} hint={canReceive ? words.noneHint : words.noneHintNoSource} />
        )}
        {items && items.length > 0 && <p className="people__count">{words.total(items.length, ready)}</p>}
      </section>
      {taken && <TakenDialog taken={taken} />}
      {isAskingToDelete && <DeleteAllDialog />}
      <CounterNotice />
    </main>
  );
}

function Head(): ReactNode {
  const { appointments: words } = useStrings();
  const { items, canReceive, isBusy, receive, take, askToDelete } = useAppointments();
  const go = useDesk((desk) => desk.go);
  const { pick, input } = useFilePicker(".csv,.txt,.json", take);
  const isEmpty = !items || items.length === 0;
  useKeys([
    ["Escape", () => go("counter")],
    ["F6", pick],
    ...(canReceive ? ([["F5", () => void receive()]] as const) : []),
    ...(isEmpty ? [] : ([["Delete", askToDelete]] as const)),
  ]);
  return (
    <div className="administration__head">
      <h1 className="history__title">{words.title}</h1>
      <span className="administration__hint">{words.hint}</span>
      {canReceive && (
        <Button icon={Download} keyName="F5" isDisabled={isBusy} onPress={() => void receive()}>
          {isBusy ? words.receiving : words.receive}
        </Button>
      )}
      <Button icon={FileInput} keyName="F6" isDisabled={isBusy} onPress={pick}>
        {words.import}
      </Button>
      <Button icon={Trash2} keyName="Delete" isDisabled={isEmpty} onPress={askToDelete}>
        {words.deleteAll}
      </Button>
      <Button keyName="Escape" onPress={() => go("counter")}>
        {words.back}
      </Button>
      {input}
    </div>
  );
}
