/** Works on a database whose disk fails from some call on; says each answer. Runs under the preloaded library. */
import { writeSync } from "node:fs";
import { openStorage } from "../../../electron/storage/open-storage.ts";
import { closing, decision, optionsFor } from "../../integration/storage-sample.ts";

const [file = ""] = process.argv.slice(2);
const say = (result: { readonly ok: boolean; readonly fault?: { readonly code: string } }, caseId?: string): void =>
  void writeSync(1, `${JSON.stringify({ code: result.fault?.code, caseId })}\n`);

const opened = openStorage({ ...optionsFor(file), now: Date.now });
if (opened.ok) {
  const storage = opened.value;
  for (let count = 0; count < 12; count += 1) {
    const caseId = `c${count}`;
    const bodies = [{ licenseId: "L1", bytes: new Uint8Array(30_000) }];
    const decided = storage.commit({ ...decision(caseId), bodies });
    say(decided, decided.ok ? caseId : undefined);
    if (decided.ok) say(storage.commit(closing(caseId)));
    if (count % 4 === 3) say(await storage.backUp(Date.now() + count));
  }
  storage.close();
} else say(opened);
