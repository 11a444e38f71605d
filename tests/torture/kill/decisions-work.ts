/** Works like a counter: opens a case with a decision, closes it, and so on. Runs in the process that is killed. */
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { closing, decision, optionsFor, value } from "../../integration/storage-sample.ts";
import type { Say } from "./child.ts";

export function decideForEver(say: Say, file: string, round: string): void {
  const storage = value(openStorage(optionsFor(file)));
  const interrupted = value(storage.interruptedCase());
  if (interrupted) value(storage.commit(closing(interrupted.file.id)));
  say({ ready: true });
  for (let count = 0; ; count++) {
    const caseId = `r${round}-${count}`;
    const bodies = [{ licenseId: "L1", bytes: new Uint8Array(20_000).fill(count) }];
    for (const step of [{ ...decision(caseId), bodies }, closing(caseId)]) {
      const { auditSeq } = value(storage.commit(step));
      say({ caseId, auditSeq, closed: step.close !== undefined });
    }
  }
}
