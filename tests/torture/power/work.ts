/**
 * What the power is cut from: a first start, decisions and closings, a backup, a clean stop, a second session with a migration's
 * worth of new settings and a purge. Says what it was told is durable, as the process that is killed does.
 */
import { writeSync } from "node:fs";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { closing, decision, optionsFor, value } from "../../integration/storage-sample.ts";

const [file = ""] = process.argv.slice(2);
const CASES = 12;
const BODY_BYTES = 30_000;

async function session(name: string): Promise<void> {
  const storage = value(openStorage({ ...optionsFor(file), now: Date.now }));
  for (let count = 0; count < CASES; count++) {
    const caseId = `${name}-${count}`;
    const bodies = [{ licenseId: "L1", bytes: new Uint8Array(BODY_BYTES).fill(count + 1) }];
    for (const step of [{ ...decision(caseId), bodies }, closing(caseId)]) {
      const { auditSeq } = value(storage.commit(step));
      writeSync(1, `${JSON.stringify({ caseId, auditSeq, closed: step.close !== undefined })}\n`);
    }
    value(storage.putSetting("catalogue", { version: count, text: "x".repeat(5_000) }));
    if (count === CASES / 2) {
      const { name: backup } = value(await storage.backUp(Date.now()));
      writeSync(1, `${JSON.stringify({ backup })}\n`);
    }
  }
  value(storage.purge(Date.now()));
  storage.close();
}

await session("first");
await session("second");
