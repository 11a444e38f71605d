/** A file before it is taken: being read, refused, or laid out as what it would change. Roots are confirmed one by one. */
import { type ReactNode, useMemo, useState } from "react";
import type { TrustDifference } from "../../../electron/contract/trust.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { type TrustTask, useTrust } from "../../state/trust-store.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { Difference } from "./difference.tsx";
import { RootsToConfirm } from "./roots-to-confirm.tsx";
import { TaskFault } from "./task-fault.tsx";

type ImportTask = Exclude<TrustTask, { kind: "rolling-back" }>;

export function ImportDialog({ task }: { readonly task: ImportTask }): ReactNode {
  const strings = useStrings();
  const { trustImport: words } = strings;
  const { leaveTask } = useTrust.getState();
  switch (task.kind) {
    case "uploading":
      return (
        <Dialog title={words.uploading(task.fileName)} onClose={leaveTask} width="narrow">
          <div className="trust-upload">
            <Spinner />
            <progress value={task.part} max={1} aria-label={words.uploading(task.fileName)} />
          </div>
        </Dialog>
      );
    case "refused": {
      const { what, why, next, nextForAdministrator } = faultText(task.fault, strings);
      return (
        <Dialog title={words.refusedTitle(task.fileName)} hint={what} onClose={leaveTask} width="medium">
          <div className="administration__refusal">
            <span>{why}</span>
            <strong>{nextForAdministrator ?? next}</strong>
          </div>
          <div className="dialog__foot">
            <Button keyName="Escape" size="large" onPress={leaveTask} keepsFocus>
              {words.close}
            </Button>
          </div>
        </Dialog>
      );
    }
    case "looking":
      return <LookingDialog difference={task.difference} />;
  }
}

/** A refusal that the administrator may overrule by saying so. */
const YIELDS = "trust.shrunk";

function LookingDialog({ difference }: { readonly difference: TrustDifference }): ReactNode {
  const strings = useStrings();
  const { trustImport: words } = strings;
  const { take, leaveTask } = useTrust.getState();
  const isBusy = useTrust((trust) => trust.isBusy);
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [isShrinkAllowed, setShrinkAllowed] = useState(false);
  const { refusal, toConfirm } = difference;
  const isOverruled = refusal?.code === YIELDS && isShrinkAllowed;
  const canTake =
    !isBusy && (refusal === undefined || isOverruled) && toConfirm.every((root) => confirmed.includes(root));
  const submit = () => {
    if (canTake) void take(confirmed, isShrinkAllowed);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: submit is made of the other two
  const keys = useMemo(() => [["Y", submit] as const], [canTake, confirmed, isShrinkAllowed]);
  const why = refusal && faultText(refusal, strings);
  return (
    <Dialog
      title={difference.kind === "bundle" ? words.bundleTitle : words.filesTitle}
      hint={words.hint}
      onClose={leaveTask}
      keys={keys}
      width="wide"
    >
      <div className="trust-look">
        <Difference difference={difference} />
        {toConfirm.length > 0 && (
          <RootsToConfirm difference={difference} confirmed={confirmed} onChange={setConfirmed} />
        )}
        {why && (
          <div className="administration__refusal" role="alert">
            <strong>{why.what}</strong>
            <span>{why.why}</span>
            <span>{why.nextForAdministrator ?? why.next}</span>
          </div>
        )}
        {refusal?.code === YIELDS && (
          <label className="trust-tick">
            <input
              type="checkbox"
              checked={isShrinkAllowed}
              onChange={({ target }) => setShrinkAllowed(target.checked)}
            />
            {words.shrink}
          </label>
        )}
        <TaskFault />
      </div>
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leaveTask} keepsFocus>
          {words.cancel}
        </Button>
        <Button tone="primary" size="large" keyName="Y" isDisabled={!canTake} onPress={submit} keepsFocus>
          {isBusy ? words.busy : words.submit}
        </Button>
      </div>
    </Dialog>
  );
}
