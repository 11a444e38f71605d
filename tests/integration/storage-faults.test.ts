import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "../../electron/domain/fault.ts";
import { configure, connect, enterWal } from "../../electron/storage/connection.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import { loadKeys } from "../../electron/storage/keys.ts";
import { latestOf, MIGRATIONS } from "../../electron/storage/migrations/migrate.ts";
import { openStorage } from "../../electron/storage/open-storage.ts";
import { createSealer } from "../../electron/storage/sealing.ts";
import { StorageFailure } from "../../electron/storage/storage-fault.ts";
import { createSyncStorage, type SyncStorage } from "../../electron/storage/sync-storage.ts";
import { type Bench, closing, createBench, decision, draft, optionsFor, START, value } from "./storage-sample.ts";

let bench: Bench;
let storage: SyncStorage | undefined;

beforeEach(() => {
  bench = createBench();
  storage = undefined;
});

afterEach(() => {
  storage?.close();
  bench.remove();
});

/** A file with some cases in it, closed as after a working day. */
function filledFile(): void {
  const filling = bench.open();
  for (let at = 0; at < 60; at++) {
    value(filling.commit(decision(`c${at}`)));
    value(filling.commit(closing(`c${at}`)));
  }
  filling.close();
}

function openFault(): Fault | undefined {
  const opened = openStorage(optionsFor(bench.file));
  if (!opened.ok) return opened.fault;
  opened.value.close();
  return undefined;
}

/** As after a kill: the run is not signed off. */
function markUnclean(): void {
  const db = new Database(bench.file);
  db.exec("INSERT INTO run VALUES ('killed', 999999, 0)");
  db.close();
}

function overwrite(file: string, fromPage: number): void {
  const size = statSync(file).size;
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(size - fromPage * 4096, 0xa5), 0, size - fromPage * 4096, fromPage * 4096);
  closeSync(handle);
}

describe("a damaged file", () => {
  test("is found after an unclean exit, kept under another name, and nothing takes its place", () => {
    filledFile();
    markUnclean();
    overwrite(bench.file, 30);
    const bytes = readFileSync(bench.file);
    const fault = openFault();
    const kept = join(bench.folder, String(fault?.detail?.["kept"]));
    expect([fault?.code, existsSync(bench.file)]).toEqual(["storage.corrupt", false]);
    expect(kept).toMatch(/terminal\.db\.damaged-20261124T010000Z$/);
    expect(readFileSync(kept).equals(bytes)).toBe(true);
  });

  test("stays a fault at every start until someone acts", () => {
    filledFile();
    truncateSync(bench.file, 5_000);
    const first = openFault();
    const listing = readdirSync(bench.folder).sort();
    expect(openFault()).toMatchObject({ code: "storage.corrupt", detail: { kept: first?.detail?.["kept"] } });
    expect(readdirSync(bench.folder).sort()).toEqual(listing);
  });

  test("makes room for a restored copy", () => {
    filledFile();
    const copy = readFileSync(bench.file);
    writeFileSync(bench.file, "no database at all, but long enough to be looked at".repeat(100));
    expect(openFault()?.code).toBe("storage.corrupt");
    writeFileSync(bench.file, copy);
    expect(openFault()).toBeUndefined();
  });

  test("does not overwrite one that was kept at the same second", () => {
    for (const text of ["first", "second"]) {
      writeFileSync(bench.file, text.repeat(500));
      expect(openFault()?.code).toBe("storage.corrupt");
    }
    const kept = readdirSync(bench.folder).filter((name) => name.includes(".damaged-"));
    expect(kept.length).toBe(2);
  });

  test("an empty file is damage, not a new database", () => {
    writeFileSync(bench.file, "");
    expect([openFault()?.code, existsSync(bench.file)]).toEqual(["storage.corrupt", false]);
  });

  test("a log without its file is damage, not a new database", () => {
    writeFileSync(`${bench.file}-wal`, "left over");
    expect([openFault()?.detail, existsSync(bench.file)]).toEqual([{ kept: "terminal.db-wal" }, false]);
  });

  test("a first start that was cut short leaves nothing in the way of the next", () => {
    writeFileSync(`${bench.file}.new`, "half");
    writeFileSync(`${bench.file}.new-journal`, "half");
    expect([openFault(), readdirSync(bench.folder).sort()]).toEqual([undefined, ["terminal.db", "terminal.db.key"]]);
  });

  test("a clean file is not searched at the start", () => {
    filledFile();
    overwrite(bench.file, 50);
    expect(openFault()).toBeUndefined();
  });
});

describe("damage while the terminal runs", () => {
  beforeEach(() => {
    filledFile();
    storage = bench.open();
    value(storage.commit(decision("last")));
    // Another connection's write makes ours read its pages anew.
    const db = new Database(bench.file);
    db.exec("UPDATE setting SET value = value; INSERT INTO setting VALUES ('x', '1')");
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.close();
    overwrite(bench.file, 1);
  });

  test("23: stops all writing", () => {
    const damaged = readFileSync(bench.file);
    const faults = [
      storage?.commit({ audit: [draft("case.cancelled")] }),
      storage?.putSetting("y", 1),
      storage?.settleDelivery(1, { state: "refused", faultCode: "x" }, []),
      storage?.purge(START),
    ];
    const earlier = { ok: false, fault: { code: "storage.corrupt", retry: "never", detail: { found: "earlier" } } };
    expect(faults[0]).toMatchObject({ fault: { code: "storage.corrupt", detail: { sqlite: "SQLITE_CORRUPT" } } });
    expect(faults.slice(1)).toEqual([earlier, earlier, earlier]);
    expect(storage?.health()).toEqual(earlier);
    expect(readFileSync(bench.file).equals(damaged)).toBe(true);
  });

  test("is looked after at the next start", () => {
    storage?.commit({ audit: [draft("case.cancelled")] });
    storage?.close();
    storage = undefined;
    expect(openFault()).toMatchObject({ code: "storage.corrupt", detail: { kept: expect.any(String) } });
  });
});

const KNOWN = latestOf(MIGRATIONS);

describe("a file that cannot be used", () => {
  test("26: of a newer program is refused and not touched", () => {
    filledFile();
    const db = new Database(bench.file);
    db.pragma("user_version = 9");
    db.pragma("journal_mode = DELETE");
    db.close();
    const before = readFileSync(bench.file);
    expect(openFault()).toEqual({ code: "storage.newer-schema", retry: "never", detail: { found: 9, known: KNOWN } });
    expect(readFileSync(bench.file).equals(before)).toBe(true);
  });

  test("of another program is refused and not touched", () => {
    const db = new Database(bench.file);
    db.exec("CREATE TABLE theirs (x)");
    db.close();
    const before = readFileSync(bench.file);
    expect(openFault()?.code).toBe("storage.foreign-file");
    expect(readFileSync(bench.file).equals(before)).toBe(true);
  });

  test("where no log can be made is refused", () => {
    filledFile();
    mkdirSync(`${bench.file}-wal`);
    expect(openFault()).toMatchObject({ code: "storage.other", detail: { reason: "wal-refused" } });
  });

  test("22: where SQLite quietly keeps another journal is refused", () => {
    const db = new Database(":memory:");
    expect(() => enterWal(db)).toThrow(StorageFailure);
    db.close();
  });

  test("that may only be read is a fault of its own", () => {
    filledFile();
    chmodSync(bench.file, 0o444);
    expect(asNobody()).toBe("storage.readonly");
  });

  test("in a folder that may only be read is a fault of its own", () => {
    filledFile();
    chmodSync(bench.folder, 0o555);
    expect(asNobody("folder")).toBe("storage.readonly");
  });

  test("that vanished under the running terminal takes no more decisions", () => {
    storage = bench.open();
    renameSync(bench.file, `${bench.file}.elsewhere`);
    expect(storage.commit(decision("c1"))).toMatchObject({
      fault: { code: "storage.other", detail: { reason: "file-moved" } },
    });
  });

  test("held by another writer is busy, and free again afterwards", () => {
    storage = bench.open();
    const other = new Database(bench.file);
    other.exec("BEGIN IMMEDIATE");
    const held = storage.commit(decision("c1"));
    other.exec("ROLLBACK");
    other.close();
    expect([held, storage.commit(decision("c1")).ok]).toMatchObject([{ fault: { code: "storage.busy" } }, true]);
  });

  test("the folder is made when it is missing", () => {
    const opened = openStorage(optionsFor(join(bench.folder, "data", "deep", "terminal.db")));
    if (opened.ok) opened.value.close();
    expect(opened.ok).toBe(true);
  });
});

/** Opens the file as a user who is not root; root may write everything. Answers the fault's code. */
function asNobody(what: "file" | "folder" = "file"): string {
  const user = 65_534;
  if (process.getuid?.() !== 0) return openFault()?.code ?? "opened";
  chownSync(bench.keyFile, user, user);
  if (what === "folder") chownSync(bench.file, user, user);
  else chmodSync(bench.folder, 0o777);
  const source = `
    const { openStorage } = await import(${JSON.stringify(new URL("../../electron/storage/open-storage.ts", import.meta.url).href)});
    const { fileKeyRing } = await import(${JSON.stringify(new URL("../../electron/storage/file-key-ring.ts", import.meta.url).href)});
    const file = ${JSON.stringify(bench.file)};
    const opened = openStorage({ file, terminalId: "T", keys: fileKeyRing(file + ".key"), now: Date.now });
    process.stdout.write(opened.ok ? "opened" : opened.fault.code);`;
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", source], {
    uid: user,
    gid: user,
    encoding: "utf8",
  });
  return child.stdout || child.stderr;
}

describe("a full disk", () => {
  /** The real thing needs a small file system of its own, which only root can mount. */
  const mount = mkdtempSync(join(tmpdir(), "storage-full-"));
  const isMounted = spawnSync("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount]).status === 0;

  afterEach(() => {
    if (isMounted) spawnSync("/bin/umount", [mount]);
    rmSync(mount, { recursive: true, force: true });
  });

  test.skipIf(!isMounted)("is a fault, loses nothing, and is over when there is room again", () => {
    const file = join(mount, "terminal.db");
    const opened = openStorage(optionsFor(file));
    const full = value(opened);
    value(full.commit(decision("c1")));
    const ballast = openSync(join(mount, "ballast"), "w");
    try {
      for (;;) writeSync(ballast, Buffer.alloc(4_096));
    } catch {
      closeSync(ballast);
    }
    const bodies = [{ licenseId: "L", bytes: new Uint8Array(200_000) }];
    const refused = full.commit({ ...decision("c1"), uses: [], bodies });
    const meanwhile = [value(full.auditHead()).seq, value(full.licenseBody("c1", "L"))];
    rmSync(join(mount, "ballast"));
    const later = full.commit({ ...decision("c1"), uses: [], bodies });
    expect([refused, meanwhile, later]).toMatchObject([
      { fault: { code: "storage.full" } },
      [1, undefined],
      { ok: true, value: { auditSeq: 2 } },
    ]);
    expect(value(full.verifyAudit())).toEqual({ ok: true, rows: 2 });
    full.close();
  });

  test("a database at its largest size refuses the whole step", () => {
    bench.open().close();
    const db = connect(bench.file);
    configure(db);
    db.pragma(`max_page_count = ${db.pragma("page_count", { simple: true })}`);
    const sealer = createSealer(loadKeys(db, fileKeyRing(bench.keyFile)));
    storage = createSyncStorage({ db, file: bench.file, terminalId: "T", sealer, now: () => START, runId: "r" });
    const step = { ...decision("c1"), bodies: [{ licenseId: "L", bytes: new Uint8Array(50_000) }] };
    expect([storage.commit(step), value(storage.auditHead()).seq, value(storage.interruptedCase())]).toMatchObject([
      { fault: { code: "storage.full", retry: "never" } },
      0,
      undefined,
    ]);
  });
});
