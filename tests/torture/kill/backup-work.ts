/** Decides like a counter while one backup after the other is made. */
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { closing, decision, optionsFor, value } from "../../integration/storage-sample.ts";
import type { Say } from "./child.ts";

export async function backUpForEver(say: Say, file: string, round: string): Promise<void> {
  const storage = value(openStorage({ ...optionsFor(file), now: Date.now }));
  const interrupted = value(storage.interruptedCase());
  if (interrupted) value(storage.commit(closing(interrupted.file.id)));
  say({ ready: true });
  for (let count = 0; ; count++) {
    const made = storage.backUp(Date.now());
    const caseId = `r${round}-${count}`;
    const bodies = [{ licenseId: "L1", bytes: new Uint8Array(20_000).fill(count) }];
    for (const step of [{ ...decision(caseId), bodies }, closing(caseId)]) {
      await new Promise(setImmediate);
      const { auditSeq } = value(storage.commit(step));
      say({ caseId, auditSeq, closed: step.close !== undefined });
    }
    say({ backup: value(await made).name });
  }
}
