/** `data check | backup | restore`: whether a terminal's records and their copies are whole, one more copy, and a copy put back. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AuditCheck } from "../app/ports/storage.ts";
import { present } from "../domain/present.ts";
import type { Result } from "../domain/result.ts";
import { listBackups } from "../storage/backup.ts";
import type { KeyRing } from "../storage/keys.ts";
import { inspectFile, restoreFile } from "../storage/restore.ts";
import { readArguments } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { keyRingFor } from "./key-ring.ts";
import { openDatabase, placeOf } from "./open-database.ts";

const OPTIONS = { data: { type: "string" }, json: { type: "boolean" } } as const;

export const dataCheck: Command = {
  name: "data check",
  usage: "data check --data DIR [--json]",
  summary: "检查本机数据库和每份备份:结构、密钥、留痕链",
  async run({ args, output }) {
    const { values } = readArguments(args, OPTIONS);
    const { file, terminalId } = placeOf(values.data);
    const keys = await keyRingFor(file, output);
    if (!keys) return EXIT.unavailable;
    const place = { file, terminalId, keys };
    const tell = (what: string, checked: Result<AuditCheck>) => tellCheck(output, what, checked, values.json ?? false);
    const own = existsSync(file) ? inspectFile(place) : undefined;
    if (own) tell("terminal.sqlite", own);
    else output.note(`no records in ${values.data}`);
    const copies = existsSync(dirname(file)) ? listBackups(file, Date.now()) : [];
    for (const { name } of copies) tell(name, inspectFile({ ...place, file: join(dirname(file), name) }));
    if (!own?.ok) return EXIT.unavailable;
    return own.value.ok ? EXIT.good : EXIT.bad;
  },
};

function tellCheck(output: Output, what: string, checked: Result<AuditCheck>, isJson: boolean): void {
  if (isJson) {
    const facts = checked.ok ? checked.value : { ok: false, fault: checked.fault.code };
    output.json(present({ file: what, ...facts }));
  } else if (checked.ok) {
    const { ok, rows, firstBad } = checked.value;
    output.line(ok ? `${what}\t完整,留痕 ${rows} 行` : `${what}\t留痕在第 ${firstBad} 行断开`);
  } else output.line(`${what}\t${checked.fault.code}`);
  if (!checked.ok) output.note(faultLine(checked.fault));
}

export const dataBackup: Command = {
  name: "data backup",
  usage: "data backup --data DIR [--json]",
  summary: "立即备份数据库(终端运行时也可)",
  async run({ args, output }) {
    const { values } = readArguments(args, OPTIONS);
    const storage = await openDatabase(values.data, output);
    if (!storage) return EXIT.unavailable;
    try {
      const made = await storage.backUp(Date.now());
      if (!made.ok) {
        output.note(faultLine(made.fault));
        return EXIT.unavailable;
      }
      if (values.json) output.json(made.value);
      else output.line(`${made.value.name}\t${made.value.bytes}`);
      return EXIT.good;
    } finally {
      await storage.close();
    }
  },
};

export const dataRestore: Command = {
  name: "data restore",
  usage: "data restore --data DIR [--from NAME] [--json]",
  summary: "用备份(默认最新的完好一份)恢复数据库;原文件改名保留,恢复记入留痕",
  async run({ args, output }) {
    const { values } = readArguments(args, { ...OPTIONS, from: { type: "string" } });
    const place = placeOf(values.data);
    const keys = await keyRingFor(place.file, output);
    const restored = keys && restore({ ...place, keys }, values.from, output);
    if (!restored) return EXIT.unavailable;
    const { backup, rows, kept } = restored;
    if (values.json) output.json(present({ backup, rows, kept }));
    else output.line(`已用 ${backup} 恢复,留痕 ${rows} 行${kept ? `;原文件保留为 ${kept}` : ""}`);
    return EXIT.good;
  },
};

type Place = ReturnType<typeof placeOf> & { readonly keys: KeyRing };

/** Tries the copies from the newest on, unless one is named; those that are not whole are told and passed over. */
function restore(place: Place, from: string | undefined, output: Output) {
  const names = from === undefined ? listBackups(place.file, Date.now()).map(({ name }) => name) : [from];
  if (names.length === 0) throw new UsageError("there is no backup in that folder");
  for (const backup of names) {
    const restored = restoreFile({ ...place, backup, now: Date.now() });
    if (restored.ok) return { backup, ...restored.value };
    output.note(`${backup}: ${faultLine(restored.fault)}`);
    if (restored.fault.code === "storage.busy") return undefined;
  }
  return undefined;
}
