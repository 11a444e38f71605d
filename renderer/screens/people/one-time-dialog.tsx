/** A one-time password, on the screen this once. */
import { type ReactNode, useMemo } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { usePeople } from "../../state/people-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function OneTimeDialog({ name, password }: { readonly name: string; readonly password: string }): ReactNode {
  const { oneTime: words } = useStrings();
  const leave = usePeople((people) => people.leave);
  const keys = useMemo(() => [["Enter", leave] as const], [leave]);
  return (
    <Dialog title={words.title(name)} hint={words.hint} onClose={leave} keys={keys} width="narrow">
      <p className="people__password">{password}</p>
      <div className="dialog__foot">
        <Button tone="primary" size="large" keyName="Enter" onPress={leave} keepsFocus>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}
