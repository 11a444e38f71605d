/** The keys that checkpoints are signed with: announced in the chain, pinned beside it, changed under the one before. */
import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkpointIfDue } from "../../electron/app/audit-checkpoints.ts";
import type { Storage } from "../../electron/app/ports/storage.ts";
import { checkpointText } from "../../electron/domain/audit/checkpoint-text.ts";
import { changeTerminalKey, openTerminalKey } from "../../electron/host/terminal-key.ts";
import { toHex } from "../../electron/seal/hex.ts";
import { deriveKeyPair, signSm2 } from "../../electron/seal/sm2/sign.ts";
import { startStorage } from "../../electron/storage/storage-client.ts";
import { AuditReceiver, audit } from "../../electron/training/http/audit.ts";
import { type Bench, createBench, draft, START, value } from "./storage-sample.ts";

let bench: Bench;
let storage: Storage;

const open = async () =>
  value(await startStorage({ file: bench.file, terminalId: "T-01", inProcess: true, now: () => START }));
const rows = async () => value(await storage.auditEntries(0, 100));
const check = async () => value(await storage.verifyAudit());
const work = async () => void value(await storage.commit({ audit: [draft("case.opened"), draft("case.closed")] }));

async function checkpoint(signer: Awaited<ReturnType<typeof openTerminalKey>>): Promise<void> {
  const clock = { now: () => START };
  value(await checkpointIfDue({ storage, clock, terminalId: "T-01", signer: value(signer) }, true));
}

function tamper(...statements: string[]): void {
  const db = new Database(bench.file);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) db.exec(statement);
  db.close();
}

beforeEach(async () => {
  bench = createBench();
  storage = await open();
});

afterEach(async () => {
  await storage.close();
  bench.remove();
});

test("the first key is announced once, however often the terminal starts", async () => {
  const first = value(await openTerminalKey(storage));
  await storage.close();
  storage = await open();
  expect(value(await openTerminalKey(storage)).publicKey).toBe(first.publicKey);
  const announced = (await rows()).filter(({ action }) => action === "terminal.key");
  expect(announced.map(({ detail }) => detail)).toEqual([{ publicKey: first.publicKey }]);
});

test("a changed key is announced under the one before, and both sign what was theirs", async () => {
  const first = await openTerminalKey(storage);
  await work();
  await checkpoint(first);
  const second = await changeTerminalKey(storage, "T-01");
  await work();
  await checkpoint(second);
  expect(await check()).toEqual({ ok: true, rows: 6 });
  expect(value(await openTerminalKey(storage)).publicKey).toBe(value(second).publicKey);
});

describe("is found:", () => {
  /** A key that somebody made, and a checkpoint over row 3 with it. */
  const foreign = deriveKeyPair(new Uint8Array(32).fill(5));
  const forged = (hash: string): string => {
    if (!foreign) throw new Error("no key");
    const named = { seq: 3, hash, at: "2026-11-24T01:00:00.000Z" };
    const text = new TextEncoder().encode(checkpointText("T-01", named));
    const signature = Buffer.from(signSm2(foreign, text, { entropy: randomBytes(32) })).toString("base64");
    return `INSERT OR REPLACE INTO audit_checkpoint VALUES (3, '${hash}', '${named.at}', '${signature}', '${toHex(foreign.publicKey)}')`;
  };

  beforeEach(async () => {
    const signer = await openTerminalKey(storage);
    await work();
    await checkpoint(signer);
  });

  test("a checkpoint under a key that names itself", async () => {
    tamper(forged((await rows())[2]?.hash ?? ""));
    expect(await check()).toMatchObject({ ok: false, firstBad: 3, problem: "signature" });
  });

  test("the same with the pinned keys deleted", async () => {
    tamper(forged((await rows())[2]?.hash ?? ""), "DELETE FROM secret WHERE name = 'terminal-keys'");
    expect(await check()).toMatchObject({ ok: false, firstBad: 1, problem: "key" });
  });

  test("a key announced without the former one", async () => {
    tamper("DELETE FROM secret WHERE name = 'terminal-sm2-key'");
    value(await openTerminalKey(storage));
    expect(await check()).toMatchObject({ ok: false, firstBad: 4, problem: "key" });
  });

  test("a checkpoint by a key that is no longer in force", async () => {
    const former = await openTerminalKey(storage);
    value(await changeTerminalKey(storage, "T-01"));
    await work();
    await checkpoint(former);
    expect(await check()).toMatchObject({ ok: false, firstBad: 6, problem: "signature" });
  });
});

describe("the province", () => {
  const receiver = () => {
    const kept: never[] = [];
    const taking = new AuditReceiver({ read: () => kept, append: () => undefined } as never);
    const handle = audit("token", taking);
    return async (from: number) => {
      const entries = (await rows()).slice(from);
      const last = value(await storage.lastCheckpoint());
      const body = { entries, ...(last ? { checkpoint: last } : {}) };
      const idempotencyKey = `T-01/${entries[0]?.seq}-${entries.at(-1)?.seq}`;
      const answer = await handle({
        method: "POST",
        path: "/terminals/T-01/entries",
        query: new URLSearchParams(),
        headers: {
          authorization: "Bearer token",
          "idempotency-key": idempotencyKey,
          "content-type": "application/json",
        },
        body: Buffer.from(JSON.stringify(body)),
      } as never);
      return [answer.status, JSON.parse(Buffer.from(answer.body ?? "").toString("utf8"))];
    };
  };

  test("follows a key that was announced under the one before", async () => {
    const send = receiver();
    await checkpoint(await openTerminalKey(storage));
    expect(await send(0)).toEqual([200, { acceptedThrough: 1 }]);
    const second = await changeTerminalKey(storage, "T-01");
    await checkpoint(second);
    expect(await send(1)).toEqual([200, { acceptedThrough: 2 }]);
  });

  test("refuses one that was not", async () => {
    const send = receiver();
    await checkpoint(await openTerminalKey(storage));
    await send(0);
    tamper("DELETE FROM secret WHERE name = 'terminal-sm2-key'");
    await checkpoint(await openTerminalKey(storage));
    expect(await send(1)).toEqual([400, { error: "BAD_RECORD", field: "detail.signature", seq: 2 }]);
  });
});
