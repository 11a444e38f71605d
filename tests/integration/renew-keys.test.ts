/** New data keys after a change of passphrase: nothing lost, nothing left for whoever kept the former key, and no half of it. */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PulledLicense } from "../../electron/app/ports/province.ts";
import { ok } from "../../electron/domain/result.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import { sealKeyFile } from "../../electron/storage/key-file.ts";
import { type DataKeys, type KeyRing, loadKeys } from "../../electron/storage/keys.ts";
import { openStorage } from "../../electron/storage/open-storage.ts";
import { ROW_IDS } from "../../electron/storage/renew-keys.ts";
import { inspectFile } from "../../electron/storage/restore.ts";
import { createSealer, type SealedColumn } from "../../electron/storage/sealing.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import { recheckSubject } from "../helpers/domain/recheck-subject.ts";
import {
  type Bench,
  CANARY_NAME,
  CANARY_NUMBER,
  closing,
  createBench,
  decision,
  delivery,
  interrupted,
  optionsFor,
  START,
  value,
} from "./storage-sample.ts";

const PASSPHRASE = "海上生明月-天涯共此时-二〇二六";
const QUICK = { log2n: 10, r: 8, p: 1 };
const TYPE = "11100000000013127D001";
const PERSON = { name: CANARY_NAME, code: CANARY_NUMBER, codeType: "111" } as const;
const LICENSE: PulledLicense = {
  record: {
    ...{ provider: "license-app", providerLicenseId: "L-1", identifierCheck: "absent", typeCode: TYPE },
    ...{ typeName: "居民身份证", number: CANARY_NUMBER, name: "居民身份证", related: [], issuerName: "样例局" },
    holders: [PERSON],
    ...{ issuerCode: "X", statusRaw: "ISSUED", status: "valid", source: "library", fetchedAt: START },
  },
  file: Uint8Array.from({ length: 5_000 }, (_, at) => at * 7),
};
let bench: Bench;
/** The file, and its plain key, as a thief took them before. */
let stolen: { readonly file: string; readonly key: string };

/** Something in every sealed column and under every hash. */
function fill(storage: SyncStorage): void {
  value(storage.commit(closing("c0")));
  value(
    storage.commit({
      ...decision("c1"),
      bodies: [{ licenseId: "L1", bytes: Uint8Array.of(1, 2, 3) }],
      rechecks: [
        {
          ...{ caseId: "c1", materialId: "m1", revision: 1, deliveryKey: "c1/m1/L1/1", decidedAt: START },
          subject: recheckSubject({ person: PERSON }),
        },
      ],
    }),
  );
  const by = { account: "wang", name: "王窗口", role: "clerk" } as const;
  const consent = { means: "网上预约", at: START, reference: "SQ-1" };
  const appointment = { reference: "A", matterCode: "M-1", person: PERSON, from: START, until: START + 1, consent };
  value(storage.putAppointments({ appointments: [appointment], origin: "file", by, at: START, refused: 0 }));
  const [id = ""] = value(storage.appointments(START)).map((one) => one.id);
  value(storage.putPrefetched(id, TYPE, ok([LICENSE]), []));
  value(storage.putSecret("k", Uint8Array.of(9)));
  const secret = { salt: "s", hash: "h", cost: 1, mustChange: false, failures: 0 };
  value(storage.putUser({ account: "wang", name: "王窗口", role: "clerk", ...secret }));
}

/** Every sealed value of a file in plain, and how many there were in each column. */
function opened(file: string, keys: (db: Database.Database) => DataKeys): Readonly<Record<string, readonly string[]>> {
  const db = new Database(file, { readonly: true });
  try {
    const sealer = createSealer(keys(db));
    const columns = Object.entries(ROW_IDS).map(([name, row]) => {
      const [table, column] = name.split(".");
      const rows = db.prepare<[], { id: string; sealed: Uint8Array }>(
        `SELECT ${row} AS id, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL ORDER BY 1`,
      );
      const plain = rows.all().map(({ id, sealed }) => {
        return Buffer.from(sealer.open(name as SealedColumn, id, sealed)).toString("base64");
      });
      return [name, plain];
    });
    return Object.fromEntries(columns);
  } finally {
    db.close();
  }
}

const openWith = (keys: KeyRing, file = bench.file) => openStorage({ ...optionsFor(file), keys });
const newRing = () => fileKeyRing(bench.keyFile, PASSPHRASE);

beforeEach(() => {
  bench = createBench();
  const storage = bench.open();
  fill(storage);
  storage.close();
  stolen = { file: join(bench.folder, "stolen"), key: join(bench.folder, "stolen.plain") };
  copyFileSync(bench.file, stolen.file);
  copyFileSync(bench.keyFile, stolen.key);
  value(sealKeyFile(bench.keyFile, PASSPHRASE, undefined, QUICK));
});
afterEach(() => bench.remove());

describe("after a change of passphrase", () => {
  test("everything sealed is what it was, found by number and by person, and a delivery is known by its body", () => {
    const before = opened(stolen.file, (db) => loadKeys(db, fileKeyRing(stolen.key)));
    expect(Object.values(before).filter((rows) => rows.length === 0)).toEqual([]);
    const storage = value(openWith(newRing()));
    expect(opened(bench.file, (db) => loadKeys(db, newRing()))).toEqual(before);
    const page = value(storage.history({ text: CANARY_NUMBER, limit: 10, offset: 0 }));
    expect(page.cases.map(({ caseId }) => caseId)).toEqual(["c0"]);
    expect(value(storage.appointmentFor("M-1", CANARY_NUMBER, START))?.appointment.reference).toBe("A");
    value(storage.commit({ audit: [], deliveries: [delivery("c1")] }));
    expect(() => storage.commit({ audit: [], deliveries: [delivery("c1", "m1", { body: "another" })] })).toThrow(
      /used again/,
    );
    expect(value(storage.interruptedCase())).toEqual(interrupted("c1"));
    expect(value(storage.verifyAudit())).toMatchObject({ ok: true });
    expect(value(storage.auditEntries(0, 99)).at(-1)).toMatchObject({
      action: "keys.renewed",
      detail: { level: "passphrase" },
    });
    storage.close();
  });

  test("the former key opens nothing of the file, nor do the data keys that it opened before", () => {
    value(openWith(newRing())).close();
    expect(openWith(fileKeyRing(stolen.key))).toMatchObject({ ok: false, fault: { code: "storage.key" } });
    const former = new Database(stolen.file, { readonly: true });
    const keys = loadKeys(former, fileKeyRing(stolen.key));
    former.close();
    expect(() => opened(bench.file, () => keys)).toThrow();
    const db = new Database(bench.file, { readonly: true });
    const hashes = db.prepare("SELECT number_hash FROM history").pluck().all() as Uint8Array[];
    expect(hashes.map((hash) => Buffer.compare(hash, createSealer(keys).hash(CANARY_NUMBER)) === 0)).toEqual([false]);
    db.close();
  });

  test("it happens once: the next start finds the new keys in force", () => {
    value(openWith(newRing())).close();
    const storage = value(openWith(newRing()));
    const actions = value(storage.auditEntries(0, 99)).map(({ action }) => action);
    expect(actions.filter((action) => action === "keys.renewed")).toHaveLength(1);
    storage.close();
  });

  test("a copy of before opens with the new passphrase, unchanged to look at and renewed when it takes the file's place", () => {
    value(openWith(newRing())).close();
    const place = { file: stolen.file, terminalId: "T-01", keys: newRing() };
    expect(inspectFile(place)).toMatchObject({ ok: true, value: { ok: true } });
    const restored = value(openWith(newRing(), stolen.file));
    expect(value(restored.auditEntries(0, 99)).at(-1)?.action).toBe("keys.renewed");
    restored.close();
  });

  test("an end of the audit chain that was tampered with is not given a new MAC", () => {
    const db = new Database(bench.file);
    db.exec("UPDATE audit_edge SET hash = randomblob(32) WHERE which = 'base'");
    db.close();
    const storage = value(openWith(newRing()));
    expect(value(storage.verifyAudit())).toMatchObject({ ok: false });
    storage.close();
  });
});

describe("cut short", () => {
  test.each([1, 3, 5])(
    "at the wrapping number %i by SIGKILL: the data are whole, and the next start finishes it",
    (at) => {
      const before = opened(stolen.file, (db) => loadKeys(db, fileKeyRing(stolen.key)));
      const child = fileURLToPath(new URL("renewal/cut-short.ts", import.meta.url));
      const { signal, stderr } = spawnSync(process.execPath, [child, bench.file, PASSPHRASE, String(at)]);
      // Four keys are wrapped: seal, two for hashes, chain. The fifth never comes.
      expect([signal, String(stderr).includes("Error")]).toEqual([at <= 4 ? "SIGKILL" : null, false]);
      const storage = value(openWith(newRing()));
      expect(opened(bench.file, (db) => loadKeys(db, newRing()))).toEqual(before);
      const actions = value(storage.auditEntries(0, 99)).map(({ action }) => action);
      expect(actions.filter((action) => action === "keys.renewed")).toHaveLength(1);
      expect(value(storage.verifyAudit())).toMatchObject({ ok: true });
      storage.close();
      expect(openWith(fileKeyRing(stolen.key)).ok).toBe(false);
    },
  );

  test("between writing the key file and wiping the old one: the key in use is not touched, the old one goes next time", () => {
    const sealed = readFileSync(bench.keyFile);
    linkSync(bench.keyFile, `${bench.keyFile}.old`);
    value(sealKeyFile(bench.keyFile, `${PASSPHRASE}二`, PASSPHRASE, QUICK));
    expect(readFileSync(bench.keyFile).equals(sealed)).toBe(false);
    value(openWith(fileKeyRing(bench.keyFile, `${PASSPHRASE}二`))).close();
    writeFileSync(`${bench.keyFile}.old`, "left over");
    value(sealKeyFile(bench.keyFile, PASSPHRASE, `${PASSPHRASE}二`, QUICK));
    expect(existsSync(`${bench.keyFile}.old`)).toBe(false);
  });

  test("the old one that such a change left goes at the next start as well, once the new one has opened", () => {
    writeFileSync(`${bench.keyFile}.old`, "left over");
    expect(openWith(fileKeyRing(bench.keyFile, "这不是那个口令吧吧吧吧")).ok).toBe(false);
    expect(existsSync(`${bench.keyFile}.old`)).toBe(true);
    value(openWith(fileKeyRing(bench.keyFile, PASSPHRASE))).close();
    expect(existsSync(`${bench.keyFile}.old`)).toBe(false);
  });
});

test("the bytes of the old key file are overwritten, not only unlinked", () => {
  const plain = readFileSync(stolen.key);
  writeFileSync(bench.keyFile, plain);
  const old = openSync(bench.keyFile, "r");
  value(sealKeyFile(bench.keyFile, PASSPHRASE, undefined, QUICK));
  const left = Buffer.alloc(plain.length);
  expect([readSync(old, left, 0, left.length, 0), left.equals(plain)]).toEqual([plain.length, false]);
  expect(left.includes(plain.subarray(20, 40))).toBe(false);
  closeSync(old);
});
