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
  // Each question is a row of the audit and a sheet of paper: the next only after the printing that this one was for.
  const isBusy = useRef(false);
  const print = useCallback(() => {
    if (isBusy.current) return;
    isBusy.current = true;
    void host.call("receipt.print", {}).then((result) => {
      if (settle(result)) setPrinting(result.value);
      else onClose();
    });
  }, [onClose]);
  const printed = useCallback(() => setPrinting(undefined), []);
  const tried = useCallback(() => {
    isBusy.current = false;
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
      {printing && <PrintCopy receipt={printing} onTried={tried} onDone={printed} />}
    </Dialog>
  );
}

interface PrintCopyProps {
  readonly receipt: ReceiptView;
  /** The browser has come back from the printing, whether anything came of it or not. */
  readonly onTried: () => void;
  readonly onDone: () => void;
}

/** Only paper sees it, and only once its printing is in the audit: the browser has menus of its own that print a page. */
function PrintCopy({ receipt, onTried, onDone }: PrintCopyProps): ReactNode {
  useEffect(() => {
    window.addEventListener("afterprint", onDone);
    // A new receipt was audited for every time that it is printed.
    const timer = setTimeout(printPage, 0, onTried, receipt);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("afterprint", onDone);
    };
  }, [receipt, onTried, onDone]);
  return createPortal(
    <div className="print-only" aria-hidden="true">
      <ReceiptSheet receipt={receipt} />
    </div>,
    document.body,
  );
}

function printPage(onTried: () => void): void {
  try {
    window.print();
  } finally {
    onTried();
  }
}
