/** One generation back: what is in use now, what will be, and that the next refresh undoes it. */
import { ArrowRight, TriangleAlert } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { TrustOverview } from "../../../electron/contract/trust.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { useTrust } from "../../state/trust-store.ts";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { TaskFault } from "./task-fault.tsx";

export function RollBackDialog({ overview }: { readonly overview: TrustOverview }): ReactNode {
  const { trustRollBack: words, trustScreen } = useStrings();
  const { rollBack, leaveTask } = useTrust.getState();
  const isBusy = useTrust((trust) => trust.isBusy);
  const target = overview.generations.find(({ isKept, isCurrent }) => isKept && !isCurrent);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does never changes
  const keys = useMemo(() => [["Y", () => void rollBack()] as const], []);
  return (
    <Dialog title={words.title} hint={words.hint} onClose={leaveTask} keys={keys} width="medium">
      <div className="trust-change">
        <span>
          {words.from} · {overview.bundle ? trustScreen.issueOf(overview.bundle.issue) : "–"}
          {overview.bundle && <small>{dayAndTime(overview.bundle.issuedAt)}</small>}
        </span>
        <ArrowRight size="1.3em" aria-hidden="true" />
        <span>
          {words.to} · {target ? trustScreen.issueOf(target.issue) : "–"}
          {target && <small>{dayAndTime(target.issuedAt)}</small>}
        </span>
      </div>
      <p className="dialog__warning">
        <TriangleAlert size="1.2em" aria-hidden="true" />
        {words.older}
      </p>
      <TaskFault />
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leaveTask} keepsFocus>
          {words.cancel}
        </Button>
        <Button tone="danger" size="large" keyName="Y" isDisabled={isBusy} onPress={() => void rollBack()} keepsFocus>
          {words.submit}
        </Button>
      </div>
    </Dialog>
  );
}
