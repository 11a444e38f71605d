/** The second confirmation that old trust data ask for. It has a key of its own, so that a quick Enter cannot answer it. */
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { MaterialView } from "../../../electron/contract/counter.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useStatus } from "../../state/status-store.ts";
import { ageText, shortMoment } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { materialsForSecondConfirmation } from "./run-action.ts";

export interface SecondConfirmationDialogProps {
  /** Absent = all that can be exempted. */
  readonly material: MaterialView | undefined;
  readonly onClose: () => void;
}

export function SecondConfirmationDialog({ material, onClose }: SecondConfirmationDialogProps): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  const asOf = useStatus((status) => status.view?.trust.listsAsOf);
  const materials = material ? [material] : materialsForSecondConfirmation();
  const keys = useMemo(() => [["Y", () => confirm(material, onClose)] as const], [material, onClose]);
  return (
    <Dialog title={strings.dialogs.secondTitle} hint={strings.dialogs.secondHint} onClose={onClose} keys={keys}>
      {asOf !== undefined && (
        <p className="dialog__warning">
          <TriangleAlert size="1.2em" aria-hidden="true" />
          {strings.verdict.asOf(shortMoment(asOf, now), ageText(asOf, now, strings))}
        </p>
      )}
      <ul className="dialog__list">
        {materials.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={onClose} keepsFocus>
          {strings.dialogs.back}
        </Button>
        <Button tone="primary" size="large" keyName="Y" onPress={() => confirm(material, onClose)} keepsFocus>
          {strings.dialogs.secondConfirm}
        </Button>
      </div>
    </Dialog>
  );
}

function confirm(material: MaterialView | undefined, onClose: () => void): void {
  onClose();
  const counter = useCounter.getState();
  if (!material) void counter.confirmAll(true);
  else void counter.ask("decision.make", { materialId: material.id, kind: "exempted", isSecondConfirmation: true });
}
