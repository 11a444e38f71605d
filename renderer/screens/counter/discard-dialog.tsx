/** Discarding the case that was left unfinished. */
import { type ReactNode, useMemo } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { useCounter } from "../../state/counter-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function DiscardDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const strings = useStrings();
  const discard = () => {
    onClose();
    void useCounter.getState().ask("case.discard", {});
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does never changes
  const keys = useMemo(() => [["Y", discard] as const], []);
  return (
    <Dialog
      title={strings.dialogs.discardTitle}
      hint={strings.dialogs.discardHint}
      onClose={onClose}
      keys={keys}
      width="narrow"
    >
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={onClose} keepsFocus>
          {strings.dialogs.back}
        </Button>
        <Button tone="danger" size="large" keyName="Y" onPress={discard} keepsFocus>
          {strings.dialogs.discardConfirm}
        </Button>
      </div>
    </Dialog>
  );
}
