/** A new one-time password for somebody: the former one ends at once. */
import { type ReactNode, useMemo } from "react";
import type { UserView } from "../../../electron/contract/users.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { usePeople } from "../../state/people-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { SessionFault } from "../sign-in/session-fault.tsx";

export function ResetDialog({ user }: { readonly user: UserView }): ReactNode {
  const { resetDialog: words } = useStrings();
  const { fault, isBusy, reset, leave } = usePeople();
  const keys = useMemo(() => [["Y", () => void reset(user)] as const], [reset, user]);
  return (
    <Dialog title={words.title(user.name)} hint={words.hint} onClose={leave} keys={keys} width="narrow">
      {fault && <SessionFault fault={fault} />}
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leave} keepsFocus>
          {words.cancel}
        </Button>
        <Button tone="danger" size="large" keyName="Y" isDisabled={isBusy} onPress={() => void reset(user)} keepsFocus>
          {words.submit}
        </Button>
      </div>
    </Dialog>
  );
}
