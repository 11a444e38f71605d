/** `audit verify`, `audit export`, `audit new-key`: the chain checked, printed masked as it is stored, and signed by another key. */
import { createAuditExport } from "../app/audit-export.ts";
import { present } from "../domain/present.ts";
import { changeTerminalKey } from "../host/terminal-key.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { openDatabase, openIdleDatabase, placeOf } from "./open-database.ts";

/** Audited as the command line's own (decision 0023). */
const SELF = { by: "system", filter: {}, way: "command-line" } as const;

export const auditVerify: Command = {
  name: "audit verify",
  usage: "audit verify --data DIR [--json]",
  summary: "校验留痕链:每一行、每个签名检查点、末尾是否被截断",
  async run({ args, output }) {
    const { values } = readArguments(args, { data: { type: "string" }, json: { type: "boolean" } });
    const storage = await openDatabase(values.data, output);
    if (!storage) return EXIT.unavailable;
    try {
      const checked = await storage.verifyAudit();
      if (!checked.ok) {
        output.note(faultLine(checked.fault));
        return EXIT.unavailable;
      }
      const { ok, rows, firstBad, problem } = checked.value;
      if (values.json) output.json(present({ ok, rows, firstBad, problem }));
      else output.line(ok ? `留痕完整,共 ${rows} 行` : `留痕在第 ${firstBad} 行断开(${problem}),共 ${rows} 行`);
      return ok ? EXIT.good : EXIT.bad;
    } finally {
      await storage.close();
    }
  },
};

export const auditExport: Command = {
  name: "audit export",
  usage: "audit export --data DIR [--after SEQ] [--json]",
  summary: "导出留痕(已脱敏),每行一条",
  async run({ args, output }) {
    const { values } = readArguments(args, {
      data: { type: "string" },
      after: { type: "string" },
      json: { type: "boolean" },
    });
    const storage = await openDatabase(values.data, output);
    if (!storage) return EXIT.unavailable;
    try {
      const exportPiece = createAuditExport({ storage, clock: { now: Date.now } });
      let after: number | undefined = wholeNumber(values.after, "after") ?? 0;
      while (after !== undefined) {
        const piece: Awaited<ReturnType<typeof exportPiece>> = await exportPiece({ ...SELF, after });
        if (!piece.ok) {
          output.note(faultLine(piece.fault));
          return EXIT.unavailable;
        }
        for (const entry of piece.value.entries) {
          if (values.json) output.json(entry);
          else
            output.line(
              [entry.seq, entry.at, entry.action, entry.clerk, entry.caseId ?? "-", entry.hash.slice(0, 12)].join("\t"),
            );
        }
        after = piece.value.next;
      }
      return EXIT.good;
    } finally {
      await storage.close();
    }
  },
};

export const auditNewKey: Command = {
  name: "audit new-key",
  usage: "audit new-key --data DIR [--json]",
  summary: "更换终端签名密钥:新密钥由旧密钥签名并记入留痕(先关闭终端)",
  async run({ args, output }) {
    const { values } = readArguments(args, { data: { type: "string" }, json: { type: "boolean" } });
    const { terminalId } = placeOf(values.data);
    const storage = await openIdleDatabase(values.data, output);
    if (!storage) return EXIT.unavailable;
    try {
      const changed = await changeTerminalKey(storage, terminalId);
      if (!changed.ok) {
        output.note(faultLine(changed.fault));
        return EXIT.unavailable;
      }
      const { publicKey } = changed.value;
      if (values.json) output.json({ publicKey });
      else output.line(publicKey);
      return EXIT.good;
    } finally {
      await storage.close();
    }
  },
};
