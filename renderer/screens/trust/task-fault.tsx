/** Why an import or a roll-back was refused, beside its buttons. */
import type { ReactNode } from "react";
import { useTrust } from "../../state/trust-store.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function TaskFault(): ReactNode {
  const strings = useStrings();
  const fault = useTrust((trust) => trust.fault);
  if (!fault) return null;
  const { what, why, next, nextForAdministrator } = faultText(fault, strings);
  return (
    <div className="administration__refusal" role="alert">
      <strong>{what}</strong>
      <span>{why}</span>
      <span>{nextForAdministrator ?? next}</span>
    </div>
  );
}
