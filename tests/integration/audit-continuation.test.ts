/** After a restore from a backup the province has rows that the terminal lost: the signed way on, and everything that is no way on. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { uploadAudit } from "../../electron/app/delivery/audit-upload.ts";
import type { AuditReceiver } from "../../electron/app/ports/province.ts";
import type { Storage } from "../../electron/app/ports/storage.ts";
import { auditContinue, continueAudit } from "../../electron/cli/audit-continue.ts";
import {
  type AuditContinuation,
  type ContinuationFacts,
  continuationOf,
  continuationText,
} from "../../electron/domain/audit/continuation.ts";
import { changeTerminalKey, openTerminalKey } from "../../electron/host/terminal-key.ts";
import { createAuditReceiver } from "../../electron/province/audit-receiver/client.ts";
import { createHttp } from "../../electron/province/http/http.ts";
import { toHex } from "../../electron/seal/hex.ts";
import { deriveKeyPair, signSm2 } from "../../electron/seal/sm2/sign.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import { restoreFile } from "../../electron/storage/restore.ts";
import { startStorage } from "../../electron/storage/storage-client.ts";
import { startTrainingProvince, type TrainingProvince } from "../../electron/training/province.ts";
import { type Bench, createBench, draft, START, value } from "./storage-sample.ts";

const ID = "T-01";
const { signal } = new AbortController();
let bench: Bench;
let storage: Storage;
let provinceDir: string;
let training: TrainingProvince;
let http: ReturnType<typeof createHttp>;
let receiver: AuditReceiver;

const open = async () =>
  value(await startStorage({ file: bench.file, terminalId: ID, inProcess: true, now: () => START }));
const work = async () => void value(await storage.commit({ audit: [draft("case.opened"), draft("case.closed")] }));
const upload = () => uploadAudit({ storage, receiver, signal });
const state = () => training.auditThrough(ID);
const head = async () => value(await storage.auditHead());

async function startProvince(): Promise<void> {
  training = await startTrainingProvince({ dataDir: provinceDir });
  const { endpoints, credentials } = training;
  http = createHttp({ deadlines: { connectMs: 2000, idleMs: 5000, totalMs: 10_000, fileTotalMs: 10_000 } });
  receiver = createAuditReceiver(
    http,
    { baseUrl: endpoints.audit, ...credentials.audit },
    { id: ID, name: "一号窗口" },
  );
}

async function stopProvince(): Promise<void> {
  http.close();
  await training.close();
}

/** Rows 1–3 in the backup, 4–5 uploaded and lost, then 4–6 anew. Returns the end of the lost branch. */
async function fork(beforeLoss: () => Promise<unknown> = async () => undefined) {
  value(await openTerminalKey(storage));
  await work();
  value(await upload());
  const { name } = value(await storage.backUp(START));
  await beforeLoss();
  await work();
  value(await upload());
  const lost = await head();
  await storage.close();
  const keys = fileKeyRing(bench.keyFile);
  value(restoreFile({ file: bench.file, terminalId: ID, keys, backup: name, now: START }));
  storage = await open();
  value(await storage.commit({ audit: [draft("case.opened"), draft("case.closed")] }));
  return lost;
}

beforeEach(async () => {
  bench = createBench();
  provinceDir = mkdtempSync(join(tmpdir(), "audit-province-"));
  storage = await open();
  await startProvince();
});

afterEach(async () => {
  await storage.close();
  await stopProvince();
  bench.remove();
  rmSync(provinceDir, { recursive: true, force: true });
});

describe("a fork after a restore", () => {
  test("stays a fault that stops the upload until it is continued", async () => {
    const lost = await fork();
    const forked = { ok: false, fault: { code: "delivery.fork", detail: { seq: 4, reason: "fork" } } };
    expect([await upload(), await upload()]).toMatchObject([forked, forked]);
    expect(state()).toEqual({ acceptedThrough: 5, lastHash: lost.hash });
  });

  test("is continued: upload goes on, the chain is whole, and the province keeps both branches", async () => {
    const lost = await fork();
    const own = await head();
    const { facts, uploaded } = value(await continueAudit(storage, receiver, ID));
    expect(facts).toMatchObject({ forkSeq: 3, lostSeq: 5, lostHash: lost.hash, ownSeq: 6, ownHash: own.hash });
    expect(uploaded).toBe(4);
    const row = value(await storage.auditEntries(6, 1))[0];
    expect(row && continuationOf(row)).toEqual(facts);
    await work();
    expect(value(await upload())).toBe(2);
    expect(value(await storage.verifyAudit())).toEqual({ ok: true, rows: 9 });
    const both = {
      ...{ acceptedThrough: 9, lastHash: (await head()).hash },
      setAside: [{ after: 3, through: 5, lastHash: lost.hash }],
    };
    expect(state()).toEqual(both);
    await stopProvince();
    await startProvince();
    expect(state()).toEqual(both);
    expect(value(await upload())).toBe(0);
  });

  test("is continued by the next upload when the province went away in between", async () => {
    await fork();
    const gone: AuditReceiver = {
      ...receiver,
      continueFrom: async () => ({ ok: false, fault: { code: "province.timed-out", retry: "later" } }),
    };
    expect(await continueAudit(storage, gone, ID)).toMatchObject({ fault: { code: "province.timed-out" } });
    expect(value(await upload())).toBe(4);
  });

  test("may happen twice", async () => {
    await fork();
    value(await continueAudit(storage, receiver, ID));
    const { name } = value(await storage.backUp(START));
    await work();
    value(await upload());
    await storage.close();
    value(
      restoreFile({ file: bench.file, terminalId: ID, keys: fileKeyRing(bench.keyFile), backup: name, now: START }),
    );
    storage = await open();
    expect(value(await continueAudit(storage, receiver, ID)).facts).toMatchObject({
      forkSeq: 7,
      lostSeq: 9,
      ownSeq: 8,
    });
    expect([state().acceptedThrough, state().setAside?.length]).toEqual([9, 2]);
  });

  test("without a fork nothing is written", async () => {
    await work();
    expect(value(await continueAudit(storage, receiver, ID))).toEqual({ uploaded: 2 });
    expect((await head()).seq).toBe(2);
  });

  test("is not continued under a key from before the last change of key", async () => {
    await fork(() => changeTerminalKey(storage, ID));
    expect(await continueAudit(storage, receiver, ID)).toMatchObject({
      fault: { detail: { reason: "bad-continuation" } },
    });
    expect(state()).toMatchObject({ acceptedThrough: 6 });
  });
});

describe("the province refuses a continuation", () => {
  let right: AuditContinuation;
  const foreign = deriveKeyPair(new Uint8Array(32).fill(5));
  const sign = async (facts: ContinuationFacts) =>
    value(await openTerminalKey(storage)).sign(continuationText(ID, facts));

  beforeEach(async () => {
    const lost = await fork();
    const own = await head();
    const first = value(await storage.auditEntries(3, 1))[0];
    const facts = {
      ...{ forkSeq: 3, forkHash: first?.prevHash ?? "", lostSeq: lost.seq, lostHash: lost.hash },
      ...{ ownSeq: own.seq, ownHash: own.hash },
    };
    const { publicKey } = value(await openTerminalKey(storage));
    right = { ...facts, publicKey, signature: await sign(facts) };
  });

  const refused = async (continuation: AuditContinuation) => {
    const before = state();
    expect(await receiver.continueFrom(continuation, signal)).toMatchObject({
      ok: false,
      fault: { code: "delivery.fork", detail: { reason: "bad-continuation" } },
    });
    expect(state()).toEqual(before);
  };

  test("that nobody signed, or signed for other facts", async () => {
    await refused({ ...right, signature: "" });
    await refused({ ...right, ownSeq: right.ownSeq + 1 });
    await refused({ ...right, ownHash: right.lostHash });
  });

  test("that is none at all", async () => {
    await refused({ ...right, forkSeq: "3" as never });
    await refused({ publicKey: right.publicKey } as never);
  });

  test("signed by another key, whichever it names", async () => {
    if (!foreign) throw new Error("no key");
    const text = new TextEncoder().encode(continuationText(ID, right));
    const signature = Buffer.from(signSm2(foreign, text, { entropy: randomBytes(32) })).toString("base64");
    await refused({ ...right, signature, publicKey: toHex(foreign.publicKey) });
    await refused({ ...right, signature });
  });

  test("that rightly signed names anything but what is here", async () => {
    const wrongs: readonly Partial<ContinuationFacts>[] = [
      { forkSeq: 2 },
      { forkHash: "a".repeat(64) },
      { lostSeq: 4 },
      { lostHash: "b".repeat(64) },
      // Nothing lost; nothing of its own.
      { lostSeq: 3 },
      { ownSeq: 3 },
    ];
    for (const wrong of wrongs) {
      const facts = { ...right, ...wrong };
      await refused({ ...facts, signature: await sign(facts) });
    }
  });

  test("but takes the right one, also a second time", async () => {
    expect(value(await receiver.continueFrom(right, signal))).toBe(3);
    expect(value(await receiver.continueFrom(right, signal))).toBe(3);
    expect(state().setAside?.length).toBe(1);
  });

  test("whose rows do not follow as it named them", async () => {
    const facts = { ...right, ownHash: "c".repeat(64) };
    value(await receiver.continueFrom({ ...facts, signature: await sign(facts) }, signal));
    expect(await upload()).toMatchObject({ fault: { detail: { seq: 6, reason: "bad-continuation" } } });
  });

  test("that is not in the audit after its own end", async () => {
    value(await receiver.continueFrom(right, signal));
    await work();
    expect(await upload()).toMatchObject({ fault: { detail: { seq: 7, reason: "bad-continuation" } } });
    expect(state().acceptedThrough).toBe(3);
  });

  test("that the audit tells otherwise than it was named", async () => {
    value(await receiver.continueFrom(right, signal));
    value(await storage.commit({ audit: [draft("audit.continued", { detail: { ...right, lostSeq: 4 } })] }));
    expect(await upload()).toMatchObject({ fault: { detail: { seq: 7, reason: "bad-continuation" } } });
  });
});

test("the command is refused while a terminal is at work", async () => {
  const folder = mkdtempSync(join(tmpdir(), "audit-continue-"));
  const file = join(folder, "terminal.sqlite");
  const running = value(await startStorage({ file, terminalId: "LX07", inProcess: true, now: () => START }));
  const db = new Database(file);
  db.prepare("UPDATE run SET pid = ?").run(process.ppid);
  db.close();
  const notes: string[] = [];
  const output = { json: () => undefined, line: () => undefined, note: (text: string) => void notes.push(text) };
  const code = await auditContinue.run({ args: ["--data", folder], output, bundle: "" });
  await running.close();
  rmSync(folder, { recursive: true, force: true });
  expect([code, notes.join("").includes("storage.busy")]).toEqual([69, true]);
});
