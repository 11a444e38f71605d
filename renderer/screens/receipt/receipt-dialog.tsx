/** The receipt as it will be printed, and the printing. A5 or an 80 mm roll: the sheet flows into whatever width there is. */
import { Printer } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";
import type { ReceiptView } from "../../../electron/contract/history.ts";
import { host } from "../../client/host.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { settle } from "../../state/notice-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { ReceiptSheet } from "./receipt-sheet.tsx";

export function ReceiptDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const strings = useStrings();
  const [receipt, setReceipt] = useState<ReceiptView>();
  useEffect(() => {
    void host.call("case.receipt", {}).then((result) => {
      if (settle(result)) setReceipt(result.value);
      else onClose();
    });
  }, [onClose]);
  const keys = useMemo(() => ["Ctrl+P", "Enter"].map((key) => [key, printNow] as const), []);
  if (!receipt) return null;
  return (
    <Dialog title={strings.receipt.preview} onClose={onClose} keys={keys} width="receipt">
      <div className="receipt-preview">
        <ReceiptSheet receipt={receipt} />
      </div>
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={onClose} keepsFocus>
          {strings.dialogs.close}
        </Button>
        <Button tone="primary" size="large" icon={Printer} keyName="Enter" onPress={printNow} keepsFocus>
          {strings.receipt.print}
        </Button>
      </div>
      <PrintCopy receipt={receipt} />
    </Dialog>
  );
}

function printNow(): void {
  window.print();
}

/** Only paper sees it; the screen and its readers do not. */
function PrintCopy({ receipt }: { readonly receipt: ReceiptView }): ReactNode {
  return createPortal(
    <div className="print-only" aria-hidden="true">
      <ReceiptSheet receipt={receipt} />
    </div>,
    document.body,
  );
}
