/** Who a case is about, told to the library a second time and by duty: nothing is fetched under that before it is in the audit. */
import type { CaseEvent } from "../../domain/case/case-event.ts";
import { fault } from "../../domain/fault.ts";
import { failed, type Result } from "../../domain/result.ts";
import type { WorkContext } from "./work-context.ts";

type NamedAgain = Omit<Extract<CaseEvent, { kind: "named-again" }>, "kind">;

export async function noteNamedAgain(
  context: WorkContext,
  caseId: string,
  named: NamedAgain,
): Promise<Result<unknown>> {
  if (context.file()?.id !== caseId) return failed(fault("call.cancelled"));
  return context.counter().take({ kind: "named-again", ...named });
}
