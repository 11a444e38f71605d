/** All appointments go, and everything fetched for them: asked once more. */
import { type ReactNode, useMemo } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { useAppointments } from "../../state/appointments-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function DeleteAllDialog(): ReactNode {
  const { appointmentDeletion: words } = useStrings();
  const { leave, remove } = useAppointments.getState();
  const keys = useMemo(() => [["Y", () => void remove()] as const], [remove]);
  return (
    <Dialog title={words.title} hint={words.hint} onClose={leave} keys={keys} width="narrow">
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leave} keepsFocus>
          {words.cancel}
        </Button>
        <Button tone="danger" size="large" keyName="Y" onPress={() => void remove()} keepsFocus>
          {words.submit}
        </Button>
      </div>
    </Dialog>
  );
}
