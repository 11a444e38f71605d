/** Why signing in or unlocking failed, beside the form: also before there is a terminal. */
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Fault } from "../../../electron/domain/fault.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";

interface SessionFaultProps {
  readonly fault: Fault;
  /** What to do now, where the place knows better than the fault. */
  readonly next?: string;
}

export function SessionFault({ fault, next }: SessionFaultProps): ReactNode {
  const text = faultText(fault, useStrings());
  return (
    <p className="session-fault" role="alert">
      <CircleAlert size="1.2em" aria-hidden="true" />
      <span>
        <strong>{text.what}</strong> {next ?? text.next}
      </span>
    </p>
  );
}
