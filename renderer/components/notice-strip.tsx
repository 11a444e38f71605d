/** A fault in one line: what happened, why, what to do; its code small at the end. Never in the way of the next step. */
import { CircleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Fault } from "../../electron/domain/fault.ts";
import { faultReference, faultText } from "../strings/sentences.ts";
import { useStrings } from "../strings/use-strings.ts";

export interface NoticeStripProps {
  readonly fault: Fault;
  readonly isAdministrator: boolean;
  /** What to do now, where the place knows better than the fault. */
  readonly next?: string | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

export function NoticeStrip({ fault, isAdministrator, next: known, onDismiss }: NoticeStripProps): ReactNode {
  const strings = useStrings();
  const text = faultText(fault, strings);
  const next = known ?? ((isAdministrator && text.nextForAdministrator) || text.next);
  return (
    <div className="notice" role="alert" data-retry={fault.retry}>
      <CircleAlert className="notice__icon" size="1.35em" aria-hidden="true" />
      <p className="notice__text">
        <strong>{text.what}</strong>
        <span className="notice__why">{text.why}</span>
        <span className="notice__next">{next}</span>
      </p>
      <code className="notice__code">{faultReference(fault)}</code>
      {onDismiss && (
        <button
          type="button"
          className="notice__dismiss"
          aria-label={strings.notice.dismiss}
          onMouseDown={(event) => event.preventDefault()}
          onClick={onDismiss}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
