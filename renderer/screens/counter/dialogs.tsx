/** Whichever dialog is open. One at a time. */
import type { ReactNode } from "react";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { ReceiptDialog } from "../receipt/receipt-dialog.tsx";
import { PasswordDialog } from "../sign-in/password-dialog.tsx";
import { CameraDialog } from "./camera-dialog.tsx";
import { DiscardDialog } from "./discard-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { NumberDialog } from "./number-dialog.tsx";
import { CancelDialog, CorrectDialog, RefuseDialog, RevealDialog } from "./reason-dialogs.tsx";
import { SecondConfirmationDialog } from "./second-confirmation-dialog.tsx";

export function Dialogs(): ReactNode {
  const dialog = useDesk((desk) => desk.dialog);
  const close = useDesk((desk) => desk.closeDialog);
  const materials = useCounter((counter) => counter.view?.case?.materials);
  if (!dialog) return null;
  const material = "materialId" in dialog ? materials?.find(({ id }) => id === dialog.materialId) : undefined;
  switch (dialog.kind) {
    case "refuse":
      return material ? <RefuseDialog material={material} onClose={close} /> : null;
    case "correct":
      return material ? <CorrectDialog material={material} decision={dialog.decision} onClose={close} /> : null;
    case "second-confirmation":
      return <SecondConfirmationDialog material={material} onClose={close} />;
    case "cancel":
      return <CancelDialog onClose={close} />;
    case "discard":
      return <DiscardDialog onClose={close} />;
    case "number":
      return <NumberDialog onClose={close} />;
    case "camera":
      return <CameraDialog onClose={close} />;
    case "reveal":
      return <RevealDialog onClose={close} />;
    case "receipt":
      return <ReceiptDialog onClose={close} />;
    case "password":
      return <PasswordDialog onClose={close} />;
    case "keys":
      return <KeysDialog onClose={close} />;
  }
}
