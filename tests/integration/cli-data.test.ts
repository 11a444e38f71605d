/** `data check | backup | restore`, as functions: the built command line calls these. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Command } from "../../electron/cli/command.ts";
import { dataBackup, dataCheck, dataRestore } from "../../electron/cli/data-copies.ts";
import { TRAINING_TERMINAL_ID } from "../../electron/host/training-setting.ts";
import { openStorage } from "../../electron/storage/open-storage.ts";
import { decision, optionsFor, value } from "./storage-sample.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-data-"));
  file = join(folder, "terminal.sqlite");
  decide("c1");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => value(openStorage({ ...optionsFor(file), terminalId: TRAINING_TERMINAL_ID, now: Date.now }));

function decide(caseId: string): void {
  const storage = open();
  const { open: _, ...step } = decision(caseId);
  value(storage.commit(step));
  storage.close();
}

async function run(command: Command, ...more: string[]) {
  const told: Record<string, unknown>[] = [];
  const notes: string[] = [];
  const output = {
    json: (line: unknown) => void told.push(line as Record<string, unknown>),
    line: (text: string) => void told.push({ text }),
    note: (text: string) => void notes.push(text),
  };
  const code = await command.run({ args: ["--data", folder, "--json", ...more], output, bundle: "" });
  return { code, told, notes: notes.join("\n") };
}

const names = (part: string) => readdirSync(folder).filter((name) => name.includes(part));

describe("checking", () => {
  test("tells of the database and of each copy, and changes nothing", async () => {
    await run(dataBackup);
    const before = readFileSync(file);
    const { code, told } = await run(dataCheck);
    const [copy] = names(".backup-");
    expect([code, told]).toEqual([
      0,
      [
        { file: "terminal.sqlite", ok: true, rows: 1 },
        { file: copy, ok: true, rows: 1 },
      ],
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("names what is damaged, and leaves it where it is", async () => {
    await run(dataBackup);
    truncateSync(file, 9_000);
    const { code, told, notes } = await run(dataCheck);
    expect([code, told[0]]).toEqual([69, { file: "terminal.sqlite", ok: false, fault: "storage.corrupt" }]);
    expect(told[1]).toMatchObject({ ok: true });
    expect([existsSync(file), notes.includes("storage.corrupt")]).toEqual([true, true]);
  });
});

describe("restoring", () => {
  test("puts the newest copy in a damaged file's place, keeps that file, and is in the audit", async () => {
    const { told: made } = await run(dataBackup);
    decide("c2");
    writeFileSync(file, readFileSync(file).fill(0xa5, 4096));
    const { code, told } = await run(dataRestore);
    expect([code, told[0]]).toMatchObject([0, { backup: made[0]?.["name"], rows: 1 }]);
    expect(names(".replaced-").filter((name) => name.endsWith("Z")).length).toBe(1);
    const storage = open();
    const actions = value(storage.auditEntries(0, 10)).map(({ action }) => action);
    const checked = value(storage.verifyAudit());
    storage.close();
    expect([actions, checked]).toEqual([["material.decided", "records.restored"], { ok: true, rows: 2 }]);
  });

  test("works when the damaged file was already put aside at a start", async () => {
    await run(dataBackup);
    truncateSync(file, 9_000);
    expect(openStorage(optionsFor(file))).toMatchObject({ ok: false, fault: { code: "storage.corrupt" } });
    const { code } = await run(dataRestore);
    expect([code, names(".damaged-").length]).toEqual([0, 1]);
    open().close();
  });

  test.each([
    [
      "with the database put aside and the copy half written",
      () => renameSync(file, `${file}.replaced-20261124T010000Z`),
    ],
    ["with the database gone", () => rmSync(file)],
  ])("cut short %s leaves no empty database, and goes through at the second time", async (_, cut) => {
    await run(dataBackup);
    cut();
    writeFileSync(`${file}.restoring`, "half");
    expect(openStorage(optionsFor(file))).toMatchObject({ ok: false, fault: { code: "storage.corrupt" } });
    expect([existsSync(file), (await run(dataRestore)).code]).toEqual([false, 0]);
    const storage = open();
    expect(value(storage.verifyAudit())).toEqual({ ok: true, rows: 2 });
    storage.close();
  });

  test("is no empty database either when copies are all that is left", async () => {
    await run(dataBackup);
    rmSync(file);
    const [copy] = names(".backup-");
    const opened = openStorage(optionsFor(file));
    expect(opened).toMatchObject({ ok: false, fault: { code: "storage.corrupt", detail: { kept: copy } } });
    expect((await run(dataRestore)).code).toBe(0);
  });

  test("takes no log of the former file for that of the copy, and the log of the copy with it", async () => {
    await run(dataBackup);
    const storage = open();
    const { open: _, ...step } = decision("c2");
    value(storage.commit(step));
    const whole = `${file}.replaced-20261124T010000Z`;
    for (const suffix of ["", "-wal"]) copyFileSync(file + suffix, whole + suffix);
    storage.close();
    // What a power cut leaves between the renaming of the file and that of its log.
    renameSync(file, `${file}.damaged-20261124T010000Z`);
    copyFileSync(`${whole}-wal`, `${file}-wal`);
    expect((await run(dataRestore)).told[0]).toMatchObject({ rows: 1 });
    expect((await run(dataCheck)).told[0]).toEqual({ file: "terminal.sqlite", ok: true, rows: 2 });
    const { told } = await run(dataRestore, "--from", basename(whole));
    expect(told[0]).toMatchObject({ rows: 2 });
    expect((await run(dataCheck)).told[0]).toEqual({ file: "terminal.sqlite", ok: true, rows: 3 });
  });

  test("passes over a copy that is not whole", async () => {
    await run(dataBackup);
    const [older] = names(".backup-");
    decide("c2");
    await run(dataBackup);
    const newer = names(".backup-").find((name) => name !== older) ?? "";
    truncateSync(join(folder, newer), 9_000);
    const { code, told, notes } = await run(dataRestore);
    expect([code, told[0]?.["backup"]]).toEqual([0, older]);
    expect(notes).toContain(newer);
  });

  test("refuses a named copy that is not whole, and touches nothing", async () => {
    await run(dataBackup);
    const [copy = ""] = names(".backup-");
    truncateSync(join(folder, copy), 9_000);
    const before = readFileSync(file);
    expect((await run(dataRestore, "--from", copy)).code).toBe(69);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("refuses while a terminal is at work", async () => {
    await run(dataBackup);
    const storage = open();
    // The run of another process that is alive; one's own would be the command itself.
    const { default: Database } = await import("better-sqlite3");
    const db = new Database(file);
    db.prepare("UPDATE run SET pid = ?").run(process.ppid);
    db.close();
    const { code, notes } = await run(dataRestore);
    storage.close();
    expect([code, notes.includes("storage.busy")]).toEqual([69, true]);
  });

  test("without any copy is a wrong call", async () => {
    await expect(run(dataRestore)).rejects.toThrow("no backup");
  });
});
