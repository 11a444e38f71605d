/** Why signing in or unlocking failed, beside the form. */
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Fault } from "../../../electron/domain/fault.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function SessionFault({ fault }: { readonly fault: Fault }): ReactNode {
  const text = faultText(fault, useStrings());
  return (
    <p className="session-fault" role="alert">
      <CircleAlert size="1.2em" aria-hidden="true" />
      <span>
        <strong>{text.what}</strong> {text.next}
      </span>
    </p>
  );
}
