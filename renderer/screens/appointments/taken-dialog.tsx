/** What came of a list: how many rows were taken, and every row that was not, by its line. */
import { type ReactNode, useMemo } from "react";
import type { TakenListView } from "../../../electron/contract/appointments.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { useAppointments } from "../../state/appointments-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

const COUNTS = ["added", "changed", "unchanged", "done", "gone"] as const;

export function TakenDialog({ taken }: { readonly taken: TakenListView }): ReactNode {
  const { appointmentList: words } = useStrings();
  const { leave } = useAppointments.getState();
  const keys = useMemo(() => [["Enter", leave] as const], [leave]);
  const { refused, unconsented } = taken;
  const counts = COUNTS.filter((count) => taken[count] > 0).map((count) => words[count](taken[count]));
  const hint = [words.taken(taken.added + taken.changed + taken.unchanged), ...counts].join(" · ");
  return (
    <Dialog title={words.title} hint={hint} onClose={leave} keys={keys} width="medium">
      <div className="appointment-list">
        {refused.length > 0 && (
          <Remarks
            title={words.refused(refused.length)}
            rows={refused.map(({ line, code }) => [line, words.problems[code]])}
          />
        )}
        {unconsented.length > 0 && (
          <Remarks
            title={words.unconsented(unconsented.length)}
            rows={unconsented.map(({ line, code }) => [line, words.notes[code]])}
          />
        )}
      </div>
      <div className="dialog__foot">
        <Button tone="primary" keyName="Enter" size="large" onPress={leave} keepsFocus>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}

interface RemarksProps {
  readonly title: string;
  readonly rows: readonly (readonly [line: number, text: string])[];
}

function Remarks({ title, rows }: RemarksProps): ReactNode {
  const { appointmentList: words } = useStrings();
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {rows.map(([line, text]) => (
          <li key={line}>
            <span className="appointment-list__line">{words.line(line)}</span>
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
