/** What is wrong with a device, why, and what an administrator does about it. */
import type { ReactNode } from "react";
import type { Fault } from "../../../electron/domain/fault.ts";
import { faultForAdministrator } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function DeviceFault({ fault }: { readonly fault: Fault }): ReactNode {
  const [what, why, next] = faultForAdministrator(fault, useStrings());
  return (
    <div className="administration__refusal device__fault" role="status">
      <strong>{what}</strong>
      <span>{why}</span>
      <span>{next}</span>
    </div>
  );
}
