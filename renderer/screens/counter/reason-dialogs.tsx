/** The four questions that want a reason: refusing a license, correcting a decision, cancelling a case, seeing full details. */
import type { ReactNode } from "react";
import type { MaterialView } from "../../../electron/contract/counter.ts";
import { host } from "../../client/host.ts";
import { useCounter } from "../../state/counter-store.ts";
import type { DecisionKind } from "../../state/desk-store.ts";
import { settle } from "../../state/notice-store.ts";
import { useReveal } from "../../state/reveal-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

interface Closable {
  readonly onClose: () => void;
}

interface AboutMaterial extends Closable {
  readonly material: MaterialView;
}

function decide(material: MaterialView, kind: DecisionKind, reason: string): void {
  const needsSecond =
    kind === "exempted" && material.proposal.kind === "exempt" && material.proposal.right === "second-confirmation";
  // A correction back to an exemption on old data: its dialog has just been read and answered with a reason.
  const second = needsSecond ? { isSecondConfirmation: true } : {};
  void useCounter.getState().ask("decision.make", { materialId: material.id, kind, reason, ...second });
}

export function RefuseDialog({ material, onClose }: AboutMaterial): ReactNode {
  const strings = useStrings();
  return (
    <ReasonDialog
      title={strings.dialogs.refuseTitle(material.name)}
      hint={strings.dialogs.refuseHint}
      reasons={strings.dialogs.refuseReasons}
      confirm={strings.actions.refuse}
      isDangerous
      onClose={onClose}
      onReason={(reason) => {
        onClose();
        decide(material, "refused", reason);
      }}
    />
  );
}

export function CorrectDialog({
  material,
  decision,
  onClose,
}: AboutMaterial & { readonly decision: DecisionKind }): ReactNode {
  const strings = useStrings();
  return (
    <ReasonDialog
      title={strings.dialogs.correctTitle(material.name, strings.words.decisions[decision])}
      hint={strings.dialogs.correctHint}
      reasons={decision === "refused" ? strings.dialogs.refuseReasons : strings.dialogs.correctReasons}
      confirm={strings.dialogs.confirm}
      onClose={onClose}
      onReason={(reason) => {
        onClose();
        decide(material, decision, reason);
      }}
    />
  );
}

export function CancelDialog({ onClose }: Closable): ReactNode {
  const strings = useStrings();
  return (
    <ReasonDialog
      title={strings.dialogs.cancelTitle}
      hint={strings.dialogs.cancelHint}
      reasons={strings.dialogs.cancelReasons}
      confirm={strings.actions.cancel}
      isDangerous
      onClose={onClose}
      onReason={(reason) => {
        onClose();
        void useCounter.getState().ask("case.cancel", { reason });
      }}
    />
  );
}

export function RevealDialog({ onClose }: Closable): ReactNode {
  const strings = useStrings();
  const caseId = useCounter(({ view }) => view?.case?.caseId);
  const reveal = async (reason: string) => {
    const result = await host.call("person.reveal", { reason });
    // It may be another's turn, or nobody's, by the time the answer comes.
    const isStill = caseId !== undefined && useCounter.getState().view?.case?.caseId === caseId;
    if (settle(result) && isStill) useReveal.getState().grant(result.value);
  };
  return (
    <ReasonDialog
      title={strings.person.revealTitle}
      hint={strings.person.revealHint}
      reasons={strings.person.revealReasons}
      confirm={strings.person.reveal}
      onClose={onClose}
      onReason={(reason) => {
        onClose();
        void reveal(reason);
      }}
    />
  );
}
