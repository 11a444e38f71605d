import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failed, ok } from "../../electron/domain/result.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import type { KeyRing } from "../../electron/storage/keys.ts";
import { openStorage } from "../../electron/storage/open-storage.ts";
import { storageFault } from "../../electron/storage/storage-fault.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import {
  type Bench,
  CANARY_NAME,
  CANARY_NUMBER,
  closing,
  createBench,
  decision,
  interrupted,
  optionsFor,
  START,
  value,
} from "./storage-sample.ts";

let bench: Bench;
let storage: SyncStorage | undefined;

beforeEach(() => {
  bench = createBench();
  storage = bench.open();
});

afterEach(() => {
  storage?.close();
  bench.remove();
});

function using(): SyncStorage {
  if (!storage) throw new Error("not open");
  return storage;
}

function closeStorage(): void {
  storage?.close();
  storage = undefined;
}

/** Names of the files of the folder in which the bytes occur. */
function filesWith(needle: Uint8Array): string[] {
  return readdirSync(bench.folder).filter((name) =>
    readFileSync(join(bench.folder, name)).includes(Buffer.from(needle)),
  );
}

function raw<T>(sql: string): T[] {
  const db = new Database(bench.file);
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

const canaries = [
  Buffer.from(CANARY_NAME),
  Buffer.from(CANARY_NAME, "utf16le"),
  Buffer.from(CANARY_NUMBER),
  Buffer.from(CANARY_NUMBER, "utf16le"),
];

describe("personal data at rest", () => {
  test("21: no file holds the citizen in plain text, neither while the case is open nor after", () => {
    using().commit({ ...decision("c1"), bodies: [{ licenseId: "L1", bytes: Buffer.from(CANARY_NAME) }] });
    using().putSecret("k", Buffer.from(CANARY_NUMBER));
    const whileOpen = canaries.flatMap(filesWith);
    using().commit(closing("c1"));
    expect([whileOpen, canaries.flatMap(filesWith)]).toEqual([[], []]);
  });

  test("this search would find a citizen in plain text", () => {
    using().putSetting("wrong place", CANARY_NAME);
    expect(filesWith(Buffer.from(CANARY_NAME))).not.toEqual([]);
  });

  test("closing takes even the sealed bytes out of database, log and index", () => {
    const bytes = Uint8Array.from({ length: 60_000 }, (_, at) => at);
    using().commit({ ...decision("c1"), bodies: [{ licenseId: "L1", bytes }] });
    const sealed = [
      raw<{ v: Uint8Array }>("SELECT snapshot AS v FROM open_case"),
      raw<{ v: Uint8Array }>("SELECT body AS v FROM license_body"),
    ].flatMap((rows) => rows.flatMap(({ v }) => [v.subarray(3, 35), v.subarray(v.length - 32)]));
    const before = sealed.map((piece) => filesWith(piece).length > 0);
    using().commit(closing("c1"));
    expect([before, sealed.flatMap(filesWith)]).toEqual([[true, true, true, true], []]);
  });

  test("a body is taken out of the files when the last delivery is through", () => {
    using().commit(decision("c1"));
    const [body] = raw<{ v: Uint8Array }>("SELECT body AS v FROM outbox");
    const piece = body!.v.subarray(3, 35);
    const before = filesWith(piece).length > 0;
    using().settleDelivery(1, { state: "delivered", receiptNo: "R", at: START }, []);
    expect([before, filesWith(piece)]).toEqual([true, []]);
  });

  test("a reader that holds the log up delays the wiping only until the next step", () => {
    using().commit(decision("c1"));
    const [snapshot] = raw<{ v: Uint8Array }>("SELECT snapshot AS v FROM open_case");
    const piece = snapshot!.v.subarray(3, 35);
    const reader = new Database(bench.file);
    reader.exec("BEGIN; SELECT * FROM open_case");
    reader.prepare("SELECT count(*) FROM open_case").get();
    expect(using().commit(closing("c1")).ok).toBe(true);
    const held = filesWith(piece).length > 0;
    reader.exec("COMMIT");
    reader.close();
    using().commit({ audit: [] });
    expect([held, filesWith(piece)]).toEqual([true, []]);
  });

  test("database, log and key are readable by their owner only", () => {
    using().commit(decision("c1"));
    const modes = readdirSync(bench.folder).map((name) => statSync(join(bench.folder, name)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  test("a sealed value carried to another row does not open", () => {
    using().commit(decision("c1"));
    const db = new Database(bench.file);
    db.exec("UPDATE open_case SET case_id = 'c2'");
    db.close();
    expect(using().interruptedCase()).toMatchObject({ ok: false, fault: { code: "storage.corrupt" } });
  });

  test("the history holds the number only as a keyed hash", () => {
    using().commit(closing("c1"));
    const [row] = raw<{ number_hash: Uint8Array; person_number: string }>("SELECT * FROM history");
    expect([row!.number_hash.length, row!.person_number]).toEqual([32, "3200**********0014"]);
  });
});

describe("keys", () => {
  function openFault(keys?: KeyRing) {
    const opened = openStorage({ ...optionsFor(bench.file), ...(keys ? { keys } : {}) });
    if (opened.ok) opened.value.close();
    return opened.ok ? undefined : opened.fault;
  }

  beforeEach(() => {
    using().commit(decision("c1"));
    closeStorage();
  });

  test("20: a missing key file is a fault, and no new key is made", () => {
    const key = readFileSync(bench.keyFile);
    rmSync(bench.keyFile);
    const fault = openFault();
    expect([fault?.detail?.["reason"], readdirSync(bench.folder)]).toEqual(["missing", ["terminal.db"]]);
    writeFileSync(bench.keyFile, key);
    storage = bench.open();
    expect(value(storage.interruptedCase())).toEqual(interrupted("c1"));
  });

  test("20: a wrong key is a fault, and the file stays byte for byte", () => {
    const before = readFileSync(bench.file);
    const key = readFileSync(bench.keyFile);
    writeFileSync(bench.keyFile, `liangzheng-key/1 ${Buffer.alloc(32, 5).toString("base64")}\n`);
    expect(openFault()?.detail).toMatchObject({ reason: "wrong", sealedWith: "file" });
    expect(readFileSync(bench.file).equals(before)).toBe(true);
    writeFileSync(bench.keyFile, key);
    expect(openFault()).toBeUndefined();
  });

  test("a damaged key file is a fault of its own", () => {
    writeFileSync(bench.keyFile, "liangzheng-key/1 dG9vIHNob3J0\n");
    expect(openFault()?.detail?.["reason"]).toBe("damaged");
  });

  test("20: another keystore says which one the data were sealed with", () => {
    const keystore: KeyRing = {
      level: "os-keystore",
      wrap: (bytes) => bytes,
      unwrap: () => failed(storageFault("key", { reason: "keystore-locked" })),
    };
    expect(openFault(keystore)).toEqual({
      code: "storage.key",
      retry: "later",
      detail: { reason: "keystore-locked", sealedWith: "file", opened: "os-keystore" },
    });
  });

  test("20: a keystore that answers another key is found out", () => {
    const keystore: KeyRing = { level: "os-keystore", wrap: (bytes) => bytes, unwrap: () => ok(new Uint8Array(32)) };
    expect(openFault(keystore)?.detail?.["reason"]).toBe("wrong");
  });

  test("a key file open to others is closed to them", () => {
    execFileSync("chmod", ["644", bench.keyFile]);
    expect(openFault()).toBeUndefined();
    expect(statSync(bench.keyFile).mode & 0o777).toBe(0o600);
  });

  test("a key ring wraps nothing twice the same way and opens what it wrapped", () => {
    const ring = fileKeyRing(bench.keyFile);
    const key = new Uint8Array(32).fill(7);
    const [one, two] = [ring.wrap(key), ring.wrap(key)];
    expect(Buffer.compare(one, two)).not.toBe(0);
    expect(ring.unwrap(two)).toEqual(ok(Buffer.from(key)));
  });
});
