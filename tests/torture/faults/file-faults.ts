/** What lies on the disk when a terminal opens its database, or comes over it meanwhile. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import Database from "better-sqlite3";
import type { FaultCode } from "../../../electron/domain/fault.ts";
import { failed } from "../../../electron/domain/result.ts";
import { openStorage, type StorageOptions } from "../../../electron/storage/open-storage.ts";
import { storageFault } from "../../../electron/storage/storage-fault.ts";
import { type Bench, closing, createBench, decision, optionsFor, value } from "../../integration/storage-sample.ts";
import { type Injected, shown } from "./injected.ts";

interface AtOpening {
  readonly what: string;
  readonly expect: FaultCode;
  harm(bench: Bench): void;
  /** Takes the cause away; absent: only a backup helps, and it must. */
  mend?(bench: Bench): void;
  readonly options?: Partial<StorageOptions>;
}

const key = ({ keyFile }: Bench) => keyFile;
const good = (bench: Bench) => `${bench.folder}/good`;
const restoreKey = (bench: Bench): void => {
  rmSync(key(bench), { recursive: true, force: true });
  copyFileSync(`${good(bench)}.key`, key(bench));
};
const lockedRing = (reason: string): StorageOptions["keys"] => ({
  level: "os-keystore",
  wrap: () => new Uint8Array(),
  unwrap: () => failed(storageFault("key", { reason })),
});
const sql = (bench: Bench, text: string): void => {
  const db = new Database(bench.file);
  for (const line of text.split(";")) db.exec(line);
  db.close();
};
const overwrite = ({ file }: Bench, fromPage: number): void => {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, fromPage * 4096));
};

const AT_OPENING: readonly AtOpening[] = [
  { what: "empty file", expect: "storage.corrupt", harm: ({ file }) => writeFileSync(file, "") },
  { what: "cut to a page and a half", expect: "storage.corrupt", harm: ({ file }) => truncateSync(file, 6_000) },
  { what: "text in its place", expect: "storage.corrupt", harm: ({ file }) => writeFileSync(file, "no".repeat(9_000)) },
  {
    what: "pages overwritten, after an unclean exit",
    expect: "storage.corrupt",
    harm(bench) {
      sql(bench, "INSERT INTO run VALUES ('killed', 999999, 0)");
      overwrite(bench, 10);
    },
  },
  {
    what: "log left without its file",
    expect: "storage.corrupt",
    harm({ file }) {
      rmSync(file);
      writeFileSync(`${file}-wal`, "left over");
    },
  },
  { what: "kept keys deleted", expect: "storage.corrupt", harm: (bench) => sql(bench, "DELETE FROM data_key") },
  {
    what: "schema of a newer program",
    expect: "storage.newer-schema",
    harm: (bench) => sql(bench, "PRAGMA user_version = 99"),
  },
  {
    what: "another program's database",
    expect: "storage.foreign-file",
    harm: (bench) => sql(bench, "PRAGMA application_id = 7"),
  },
  {
    what: "log refused",
    expect: "storage.other",
    harm: ({ file }) => mkdirSync(`${file}-wal`),
    mend: ({ file }) => rmSync(`${file}-wal`, { recursive: true }),
  },
  {
    what: "a folder in its place",
    expect: "storage.other",
    harm({ file }) {
      rmSync(file);
      mkdirSync(file);
    },
  },
  { what: "key file missing", expect: "storage.key", harm: (bench) => rmSync(key(bench)), mend: restoreKey },
  {
    what: "key file of another terminal",
    expect: "storage.key",
    harm: (bench) => writeFileSync(key(bench), `liangzheng-key/1 ${Buffer.alloc(32, 7).toString("base64")}\n`),
    mend: restoreKey,
  },
  {
    what: "key file cut short",
    expect: "storage.key",
    harm: (bench) => truncateSync(key(bench), 30),
    mend: restoreKey,
  },
  {
    what: "key file unreadable (a folder in its place)",
    expect: "storage.other",
    harm(bench) {
      rmSync(key(bench));
      mkdirSync(key(bench));
    },
    mend: restoreKey,
  },
  { what: "keystore locked", expect: "storage.key", harm: () => undefined, options: { keys: lockedRing("keystore") } },
  {
    what: "keystore does not answer in time",
    expect: "storage.key",
    harm: () => undefined,
    options: { keys: lockedRing("timed-out") },
  },
];

function atOpening({ what, expect, harm, mend, options }: AtOpening): Injected {
  return {
    what: `database at the start: ${what}`,
    expect: [expect],
    async run() {
      const bench = filled();
      try {
        harm(bench);
        const opened = openStorage({ ...optionsFor(bench.file), ...options });
        if (opened.ok) opened.value.close();
        if (mend) mend(bench);
        else putBack(bench);
        return shown(opened, isWhole(bench));
      } finally {
        bench.remove();
      }
    },
  };
}

/** A closed database with a case in it, and a good copy of file and key beside it. */
function filled(): Bench {
  const bench = createBench();
  const storage = bench.open();
  for (let at = 0; at < 20; at += 1) {
    value(storage.commit(decision(`c${at}`)));
    value(storage.commit(closing(`c${at}`)));
  }
  storage.close();
  copyFileSync(bench.file, good(bench));
  copyFileSync(bench.keyFile, `${good(bench)}.key`);
  return bench;
}

function putBack(bench: Bench): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(bench.file + suffix, { recursive: true, force: true });
  copyFileSync(good(bench), bench.file);
}

function isWhole(bench: Bench): boolean {
  const opened = openStorage(optionsFor(bench.file));
  if (!opened.ok) return false;
  const { ok, rows } = value(opened.value.verifyAudit());
  opened.value.close();
  return ok && rows === 40;
}

type Open = ReturnType<Bench["open"]>;

interface Meanwhile {
  readonly what: string;
  readonly expect: FaultCode;
  harm(bench: Bench, storage: Open): void;
  /** What is refused; a decision when absent. */
  work?(storage: Open): ReturnType<Open["commit"]> | ReturnType<Open["interruptedCase"]>;
  /** Returns whether work goes on, or stays refused with the file kept. */
  after(bench: Bench, storage: Open): boolean;
}

const decide = (storage: Open) => storage.commit(decision("next"));

const MEANWHILE: readonly Meanwhile[] = [
  {
    what: "pages overwritten",
    expect: "storage.corrupt",
    harm(bench) {
      sql(bench, "INSERT INTO setting VALUES ('x', '1'); PRAGMA wal_checkpoint(TRUNCATE)");
      overwrite(bench, 1);
    },
    after: ({ file }, storage) => !decide(storage).ok && existsSync(file) && statSync(file).size > 0,
  },
  {
    what: "head of the audit moved by hand",
    expect: "storage.corrupt",
    harm: (bench) => sql(bench, "DROP TRIGGER audit_edge_forward; UPDATE audit_edge SET seq = 3 WHERE which = 'head'"),
    after: (_, storage) => !decide(storage).ok,
  },
  {
    what: "audit rows cannot be added",
    expect: "storage.corrupt",
    harm: (bench) => sql(bench, "DROP TRIGGER audit_edge_no_delete; DELETE FROM audit_edge"),
    after: (_, storage) => value(storage.interruptedCase()) === undefined,
  },
  {
    what: "a sealed case changed",
    expect: "storage.corrupt",
    harm(bench, storage) {
      value(decide(storage));
      sql(bench, "UPDATE open_case SET snapshot = randomblob(200)");
    },
    work: (storage) => storage.interruptedCase(),
    after: (_, storage) => storage.commit(closing("next")).ok,
  },
  {
    what: "moved away",
    expect: "storage.other",
    harm: ({ file }) => renameSync(file, `${file}.elsewhere`),
    after({ file }, storage) {
      renameSync(`${file}.elsewhere`, file);
      return decide(storage).ok;
    },
  },
  {
    what: "another file put in its place",
    expect: "storage.other",
    harm(bench) {
      renameSync(bench.file, `${bench.file}.elsewhere`);
      copyFileSync(good(bench), bench.file);
    },
    after: (_, storage) => !decide(storage).ok,
  },
  {
    what: "held by another writer",
    expect: "storage.busy",
    harm: (bench) => void holders.set(bench.file, holderOf(bench)),
    after({ file }, storage) {
      holders.get(file)?.close();
      return decide(storage).ok;
    },
  },
];

const holders = new Map<string, Database.Database>();
function holderOf({ file }: Bench): Database.Database {
  const other = new Database(file);
  other.exec("BEGIN IMMEDIATE");
  return other;
}

function meanwhile({ what, expect, harm, work = decide, after }: Meanwhile): Injected {
  return {
    what: `database at work: ${what}`,
    expect: [expect],
    async run() {
      const bench = filled();
      const storage = bench.open();
      try {
        harm(bench, storage);
        const answered = work(storage);
        return shown(answered, after(bench, storage));
      } finally {
        storage.close();
        bench.remove();
      }
    },
  };
}

export const fileFaults: readonly Injected[] = [...AT_OPENING.map(atOpening), ...MEANWHILE.map(meanwhile)];
