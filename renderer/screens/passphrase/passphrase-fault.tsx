/** Why the passphrase was not taken, and how many tries are left. */
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Fault } from "../../../electron/domain/fault.ts";
import { type Language, STRINGS } from "../../strings/language.ts";
import { faultText, todoOf } from "../../strings/sentences.ts";

interface PassphraseFaultProps {
  readonly fault: Fault;
  readonly left: number;
  readonly language: Language;
}

export function PassphraseFault({ fault, left, language }: PassphraseFaultProps): ReactNode {
  const strings = STRINGS[language];
  const isWrong = fault.detail?.["reason"] === "wrong";
  return (
    <p className="session-fault" role="alert">
      <CircleAlert size="1.2em" aria-hidden="true" />
      <span>
        <strong>{faultText(fault, strings).what}</strong>{" "}
        {isWrong ? strings.passphrase.left(left) : todoOf(fault, true, strings)}
      </span>
    </p>
  );
}
