/** The receipt as it will be printed, and the printing, which the host audits first. A5 or an 80 mm roll: the sheet flows into whatever width there is. */
import { Printer } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
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
  const [printing, setPrinting] = useState<ReceiptView>();
  useEffect(() => {
    void host.call("case.receipt", {}).then((result) => {
      if (settle(result)) setReceipt(result.value);
      else onClose();
    });
  }, [onClose]);
  // From the question to the end of the printing: each question is a row of the audit and a sheet of paper.
  const isPrinting = useRef(false);
  const print = useCallback(() => {
    if (isPrinting.current) return;
    isPrinting.current = true;
    void host.call("receipt.print", {}).then((result) => {
      if (settle(result)) setPrinting(result.value);
      else onClose();
    });
  }, [onClose]);
  const printed = useCallback(() => {
    isPrinting.current = false;
    setPrinting(undefined);
  }, []);
  const keys = useMemo(() => ["Ctrl+P", "Enter"].map((key) => [key, print] as const), [print]);
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
        <Button tone="primary" size="large" icon={Printer} keyName="Enter" onPress={print} keepsFocus>
          {strings.receipt.print}
        </Button>
      </div>
      {printing && <PrintCopy receipt={printing} onDone={printed} />}
    </Dialog>
  );
}

interface PrintCopyProps {
  readonly receipt: ReceiptView;
  readonly onDone: () => void;
}

/** Only paper sees it, and only once its printing is in the audit: the browser has menus of its own that print a page. */
function PrintCopy({ receipt, onDone }: PrintCopyProps): ReactNode {
  useEffect(() => {
    window.addEventListener("afterprint", onDone);
    // A new receipt was audited for every time that it is printed.
    const timer = setTimeout(() => window.print(), 0, receipt);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("afterprint", onDone);
    };
  }, [receipt, onDone]);
  return createPortal(
    <div className="print-only" aria-hidden="true">
      <ReceiptSheet receipt={receipt} />
    </div>,
    document.body,
  );
}
