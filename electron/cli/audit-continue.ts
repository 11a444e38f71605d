/** `audit continue`: after a restore from a backup, signs where the audit went on without what the province has, and uploads. */
import { type ContinuationDependencies, forkedAt, writeContinuation } from "../app/delivery/audit-continuation.ts";
import { uploadAudit } from "../app/delivery/audit-upload.ts";
import type { AuditReceiver } from "../app/ports/province.ts";
import type { Storage } from "../app/ports/storage.ts";
import type { ContinuationFacts } from "../domain/audit/continuation.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { openTerminalKey } from "../host/terminal-key.ts";
import { createProvince } from "../province/province.ts";
import { readArguments } from "./arguments.ts";
import { type Command, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { openIdleDatabase } from "./open-database.ts";
import { chooseSetting } from "./open-terminal.ts";

export const auditContinue: Command = {
  name: "audit continue",
  usage: "audit continue --data DIR [--json]",
  summary: "从备份恢复后留痕与省平台分叉:签名接续并继续上传,两边记录都不改动(先关闭终端)",
  async run({ args, output, bundle }) {
    const { values } = readArguments(args, { data: { type: "string" }, json: { type: "boolean" } });
    const dataDir = values.data;
    if (dataDir === undefined) throw new UsageError("--data DIR says which terminal's records are meant");
    const storage = await openIdleDatabase(dataDir, output);
    if (!storage) return EXIT.unavailable;
    const chosen = await chooseSetting({ bundle, dataDir, output }, dataDir);
    if (!chosen) {
      await storage.close();
      return EXIT.unavailable;
    }
    const { terminal, province: config } = chosen.setting;
    const province = createProvince(config, { now: Date.now });
    try {
      const done = await continueAudit(storage, province.auditReceiver, terminal.terminalId);
      if (!done.ok) {
        output.note(faultLine(done.fault));
        return EXIT.unavailable;
      }
      const { facts, uploaded } = done.value;
      if (values.json) output.json({ continued: facts !== undefined, ...facts, uploaded });
      else if (facts === undefined) output.line(`没有分叉,无需接续;已上传 ${uploaded} 行`);
      else output.line(continuedLine(facts, uploaded));
      return EXIT.good;
    } finally {
      province.close();
      await chosen.training?.close();
      await storage.close();
    }
  },
};

function continuedLine({ forkSeq, lostSeq }: ContinuationFacts, uploaded: number): string {
  return `已接续:省平台保留第 ${forkSeq + 1} 至 ${lostSeq} 行(本机已丢失),本机自第 ${forkSeq + 1} 行起上传 ${uploaded} 行`;
}

interface Done {
  /** Absent: the province had nothing else. */
  readonly facts?: ContinuationFacts;
  readonly uploaded: number;
}

/** Uploads; where the province answers with a fork, writes the continuation and uploads again. */
export async function continueAudit(
  storage: Storage,
  receiver: AuditReceiver,
  terminalId: string,
): Promise<Result<Done>> {
  const { signal } = new AbortController();
  const first = await uploadAudit({ storage, receiver, signal });
  if (first.ok) return ok({ uploaded: first.value });
  const differing = forkedAt(first.fault);
  if (differing === undefined) return failed(first.fault);
  const signer = await openTerminalKey(storage);
  if (!signer.ok) return signer;
  const parts: ContinuationDependencies = {
    storage,
    receiver,
    signal,
    terminalId,
    signer: signer.value,
    now: Date.now(),
  };
  const facts = await writeContinuation(parts, differing);
  if (!facts.ok) return facts;
  const second = await uploadAudit({ storage, receiver, signal });
  return second.ok ? ok({ facts: facts.value, uploaded: second.value }) : second;
}
