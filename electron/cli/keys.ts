/** `keys status | protect`: which rung of the key ladder a terminal's data stand on, and a passphrase for their key. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { listBackups } from "../storage/backup.ts";
import { fileKeyRing } from "../storage/file-key-ring.ts";
import { checkPassphrase, keyFileKind, keyFileOf, sealKeyFile } from "../storage/key-file.ts";
import { readArguments } from "./arguments.ts";
import { passphraseQuestions } from "./ask-passphrase.ts";
import type { Command, Output } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { commandStrings, faultLine } from "./fault-line.ts";
import { askUntilRight } from "./key-ring.ts";
import { isIdle, openDatabase, placeOf } from "./open-database.ts";

const LEVELS = { plain: "file", sealed: "passphrase" } as const;

export const keysStatus: Command = {
  name: "keys status",
  usage: "keys status --data DIR [--json]",
  summary: "本机数据的密钥由什么保护",
  async run({ args, output }) {
    const { values } = readArguments(args, { data: { type: "string" }, json: { type: "boolean" } });
    const kind = keyFileKind(keyFileOf(placeOf(values.data).file));
    const strings = commandStrings();
    if (values.json) output.json({ level: kind ? LEVELS[kind] : "none" });
    else if (!kind)
      output.line("没有密钥文件:尚未使用,或由系统密钥库保护 / no key file: not in use yet, or held by the keystore");
    else output.line(`${strings.words.keyProtections[LEVELS[kind]]}\t${strings.status.keysHints[LEVELS[kind]]}`);
    return EXIT.good;
  },
};

export const keysProtect: Command = {
  name: "keys protect",
  usage: "keys protect --data DIR",
  summary: "用管理员口令保护密钥文件,或更换口令;终端启动时要输入",
  async run({ args, output }) {
    const { values } = readArguments(args, { data: { type: "string" } });
    const path = keyFileOf(placeOf(values.data).file);
    const questions = passphraseQuestions();
    try {
      if (!isIdle(values.data, output)) return EXIT.unavailable;
      const isSealed = keyFileKind(path) === "sealed";
      const current = isSealed ? await askUntilRight(path, questions, output) : undefined;
      if (isSealed && current === undefined) return EXIT.unavailable;
      const next = await questions.ask("新口令 new passphrase: ");
      const again = await questions.ask("再输一次 once more: ");
      if (next === undefined || next !== again) {
        output.note("两次输入不一致,没有改动 / the two differ, nothing was changed");
        return EXIT.bad;
      }
      const long = checkPassphrase(next);
      if (!long.ok) {
        output.note(faultLine(long.fault));
        return EXIT.bad;
      }
      if (!(await auditChange(values.data, { path, current, former: isSealed ? "passphrase" : "file" }, output)))
        return EXIT.unavailable;
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const sealed = sealKeyFile(path, next, current);
      if (!sealed.ok) {
        output.note(faultLine(sealed.fault));
        return EXIT.bad;
      }
      output.line("密钥已由口令保护。忘记口令,数据无法读出 / sealed; without the passphrase the data cannot be read");
      return (await renewKeys(values.data, { path, passphrase: next }, output)) ? EXIT.good : EXIT.unavailable;
    } finally {
      questions.close();
    }
  },
};

interface Change {
  readonly path: string;
  readonly current: string | undefined;
  readonly former: (typeof LEVELS)[keyof typeof LEVELS];
}

/**
 * Opening with the new passphrase seals the data anew. What cannot be done now is done at the next start; the former keys stay in the
 * key file until then, and for the copies of before.
 */
async function renewKeys(
  dataDir: string | undefined,
  { path, passphrase }: { readonly path: string; readonly passphrase: string },
  output: Output,
): Promise<boolean> {
  const { file } = placeOf(dataDir);
  if (!existsSync(file)) return true;
  const former = listBackups(file, Date.now()).length;
  const storage = await openDatabase(dataDir, output, fileKeyRing(path, passphrase));
  if (!storage) return false;
  try {
    const made = await storage.backUp(Date.now());
    if (!made.ok) output.note(faultLine(made.fault));
    else output.line(commandStrings().keys.renewed(made.value.name, former));
    return made.ok;
  } finally {
    await storage.close();
  }
}

/** Before the change, and only where there are records yet: what cannot be written into the audit is not done. */
async function auditChange(dataDir: string | undefined, change: Change, output: Output): Promise<boolean> {
  if (!existsSync(placeOf(dataDir).file)) return true;
  const storage = await openDatabase(dataDir, output, fileKeyRing(change.path, change.current));
  if (!storage) return false;
  try {
    const noted = await storage.commit({
      audit: [{ at: Date.now(), action: "keys.protected", clerk: "system", detail: { former: change.former } }],
    });
    if (!noted.ok) output.note(faultLine(noted.fault));
    return noted.ok;
  } finally {
    await storage.close();
  }
}
