/** 打印核验报告: asks the host for what stands beside the verification (which audits it), lays the sheet out and prints it. */
import { Printer } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { host } from "../../client/host.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import type { ReportInput } from "../../report/report-input.ts";
import { reportSheet } from "../../report/report-sheet.ts";
import { reportStyle } from "../../report/report-style.ts";
import { useDesk } from "../../state/desk-store.ts";
import type { Report } from "../../state/license-store.ts";
import { settle } from "../../state/notice-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { runAction } from "./run-action.ts";

export interface ReportPrintProps {
  readonly licenseId: string;
  readonly report: Report;
}

export function ReportPrint({ licenseId, report }: ReportPrintProps): ReactNode {
  const strings = useStrings();
  const isAsked = useDesk((desk) => desk.askedReport === licenseId);
  const [input, setInput] = useState<ReportInput>();
  useEffect(() => {
    if (!isAsked) return;
    useDesk.getState().askReport(undefined);
    void host.call("license.report", { licenseId }).then((result) => {
      if (settle(result)) setInput({ ...result.value, report });
    });
  }, [isAsked, licenseId, report]);
  const done = useCallback(() => setInput(undefined), []);
  return (
    <>
      <button
        type="button"
        className="evidence__print"
        aria-keyshortcuts="B"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runAction("report")}
      >
        <Printer size="1.1em" aria-hidden="true" />
        {strings.actions.report}
        <KeyCap name="B" />
      </button>
      {input && <PrintCopy input={input} onDone={done} />}
    </>
  );
}

/** Only paper sees it, and only until the print is over: nothing of a citizen's case may stay in the page. */
function PrintCopy({ input, onDone }: { readonly input: ReportInput; readonly onDone: () => void }): ReactNode {
  const strings = useStrings();
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const style = new CSSStyleSheet();
    style.replaceSync(reportStyle(input, strings));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    const sheet = new DOMParser().parseFromString(reportSheet(input, strings).html, "text/html");
    paper.current?.replaceChildren(...sheet.body.childNodes);
    window.addEventListener("afterprint", onDone, { once: true });
    const timer = setTimeout(() => window.print());
    return () => {
      clearTimeout(timer);
      window.removeEventListener("afterprint", onDone);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    };
  }, [input, strings, onDone]);
  return createPortal(<div className="print-only" aria-hidden="true" ref={paper} />, document.body);
}
