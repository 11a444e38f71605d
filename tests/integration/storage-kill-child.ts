/** Works like a counter until it is killed: says on standard output what it was told is durable, one JSON line each. */
import { writeSync } from "node:fs";
import { openStorage } from "../../electron/storage/open-storage.ts";
import { closing, decision, optionsFor } from "./storage-sample.ts";

const [file = "", round = ""] = process.argv.slice(2);
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`);

const opened = openStorage(optionsFor(file));
if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
const storage = opened.value;
const interrupted = storage.interruptedCase();
if (interrupted.ok && interrupted.value) storage.commit(closing(interrupted.value.file.id));
say({ ready: true });

for (let count = 0; ; count++) {
  const caseId = `r${round}-${count}`;
  const bodies = [{ licenseId: "L1", bytes: new Uint8Array(20_000).fill(count) }];
  for (const step of [{ ...decision(caseId), bodies }, closing(caseId)]) {
    const result = storage.commit(step);
    if (!result.ok) throw new Error(JSON.stringify(result.fault));
    say({ caseId, auditSeq: result.value.auditSeq, closed: step.close !== undefined });
  }
}
