/** Receipts that came while the case was not open (before a crash, or before it was resumed) are told to it now. */
import type { CaseFile } from "../../domain/case/case-file.ts";
import { fault, isFaultCode } from "../../domain/fault.ts";
import type { WorkContext } from "./work-context.ts";

export async function takeSettled(context: WorkContext, open: CaseFile): Promise<void> {
  const keys = open.decisions.filter(({ delivery }) => delivery === "queued").map(({ deliveryKey }) => deliveryKey);
  if (keys.length === 0) return;
  const settled = await context.storage.settledDeliveries(keys);
  if (!settled.ok) return;
  for (const { key, state, receiptNo, faultCode = "" } of settled.value) {
    const reason = fault(isFaultCode(faultCode) ? faultCode : "delivery.refused");
    const outcome =
      state === "delivered" ? ({ state, receiptNo: receiptNo ?? "" } as const) : ({ state, fault: reason } as const);
    await context.takeFor(open.id, { kind: "delivery-settled", deliveryKey: key, outcome });
  }
}
