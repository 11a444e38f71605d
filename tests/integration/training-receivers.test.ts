/** Families 4 and 5 of the training province: acceptance platform and audit receiver, over real HTTP and after a restart. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sm3 } from "sm-crypto-v2";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deriveKeyPair, signSm2 } from "../../electron/seal/sm2/sign.ts";
import { startTrainingProvince, type TrainingProvince } from "../../electron/training/province.ts";

let dataDir = "";
let province: TrainingProvince;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "training-receivers-"));
  province = await startTrainingProvince({ dataDir });
});

afterEach(async () => {
  await province.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function restart(): Promise<void> {
  await province.close();
  province = await startTrainingProvince({ dataDir });
}

async function send(url: string, options: { token: string; key?: string; body?: unknown }) {
  const response = await fetch(url, {
    method: options.body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${options.token}`,
      "content-type": "application/json",
      ...(options.key === undefined ? {} : { "idempotency-key": options.key }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

const record = {
  caseNo: "BJ1",
  matterCode: "119901000000000000",
  matterVersion: 3,
  materialId: "BDC-01",
  materialName: "申请人身份证明",
  collectionType: 5,
  collectionFlag: 1,
  collectionDate: "2026-11-24",
  license: { certNumber: "990123198806120171", certName: "居民身份证", certTypeCode: "11100000000013127D001" },
  verification: {
    indication: "TOTAL_PASSED",
    decision: "accept",
    codes: [],
    trustIssue: 1,
    policyVersion: "1",
    basis: "online",
  },
  fileDigest: { sm3: "0".repeat(64) },
  recheckRequired: false,
  ruleVersion: "2026.1",
  operator: "张窗口",
  terminal: "LX07",
  decidedAt: "2026-11-24T09:00:00+08:00",
};

describe("the acceptance platform", () => {
  const submit = (body: Readonly<Record<string, unknown>>, key = "K1", material = "BDC-01") =>
    send(`${province.endpoints.acceptance}/cases/BJ1/materials/${material}`, {
      token: province.credentials.acceptance.appToken,
      key,
      body,
    });
  const ask = (path: string) =>
    send(`${province.endpoints.acceptance}${path}`, { token: province.credentials.acceptance.appToken });

  test("takes a record once, however often it comes", async () => {
    const first = await submit(record);
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ duplicate: false });
    const again = await submit(record);
    expect(again).toEqual({ status: 200, json: { ...first.json, duplicate: true } });
    expect(province.acceptedMaterials()).toHaveLength(1);
  });

  test("takes the same fields in another order for the same record", async () => {
    await submit(record);
    const turned = Object.fromEntries(Object.entries(record).reverse());
    expect((await submit(turned)).status).toBe(200);
  });

  test("refuses another record under a used key", async () => {
    await submit(record);
    const other = await submit({ ...record, collectionFlag: 0 });
    expect([other.status, other.json]).toEqual([422, { error: "KEY_REUSED" }]);
  });

  test("says that the first is still being worked on", async () => {
    province.misbehave({ family: "acceptance", fault: { kind: "latency", ms: 400 }, times: 1 });
    const first = submit(record);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await submit(record)).toMatchObject({ status: 409, json: { error: "IN_PROGRESS" } });
    expect((await first).status).toBe(201);
    expect((await submit(record)).status).toBe(200);
  });

  test("names the field that a record lacks", async () => {
    const { license: _license, ...without } = record;
    expect(await submit(without)).toMatchObject({
      status: 400,
      json: { error: "BAD_RECORD", field: "license.certNumber" },
    });
    expect(await submit({ ...record, collectionType: 6 })).toMatchObject({ json: { field: "collectionType" } });
    expect(await submit({ ...record, collectionType: 4 })).toMatchObject({ json: { field: "collectionFlag" } });
    expect(await submit({ ...record, ruleVersion: "" })).toMatchObject({ json: { field: "ruleVersion" } });
    expect(await submit({ ...record, fileDigest: { sm3: "ABC" } })).toMatchObject({
      json: { field: "fileDigest.sm3" },
    });
    expect(await submit(record, "K1", "BDC-02")).toMatchObject({ json: { field: "materialId" } });
    expect(province.acceptedMaterials()).toEqual([]);
  });

  test("takes a license without verdict and digest", async () => {
    const { verification: _v, fileDigest: _f, ...bare } = record;
    expect((await submit(bare)).status).toBe(201);
  });

  test("takes paper without a license", async () => {
    const { license: _l, verification: _v, fileDigest: _f, ...paper } = record;
    expect((await submit({ ...paper, collectionType: 1 })).status).toBe(201);
  });

  test("tells a delivery by its key, and the case with its revisions", async () => {
    expect((await ask("/deliveries/K%2F1")).status).toBe(404);
    const { json } = await submit(record, "K/1");
    expect((await ask("/deliveries/K%2F1")).json).toEqual({
      receiptNo: json["receiptNo"],
      receivedAt: json["receivedAt"],
      caseNo: "BJ1",
      materialId: "BDC-01",
    });
    await submit({ ...record, collectionType: 1 }, "K2");
    const view = (await ask("/cases/BJ1")).json["materials"];
    expect(view).toMatchObject([{ materialId: "BDC-01", collectionType: 1, collectionFlag: 1, revisions: 2 }]);
  });

  test("remembers after a restart", async () => {
    const first = await submit(record);
    await restart();
    expect((await submit(record)).json).toEqual({ ...first.json, duplicate: true });
  });

  test("does the work although the acknowledgement is lost", async () => {
    province.misbehave({ family: "acceptance", fault: { kind: "lost-ack" }, times: 1 });
    await expect(submit(record)).rejects.toThrow();
    expect((await ask("/deliveries/K1")).status).toBe(200);
    expect((await submit(record)).json["duplicate"]).toBe(true);
  });

  test("turns away a wrong token", async () => {
    const { status } = await send(`${province.endpoints.acceptance}/cases/BJ1`, { token: "x" });
    expect(status).toBe(401);
  });
});

interface Entry extends Record<string, unknown> {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** Keys in order at every level; written here again so that the test does not lean on the receiver's own code. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function chain(count: number, previous = "0".repeat(64), start = 1, note = "a"): Entry[] {
  const entries: Entry[] = [];
  for (let seq = start; seq < start + count; seq += 1) {
    const prevHash: string = entries.at(-1)?.hash ?? previous;
    const content = {
      seq,
      at: `2026-11-24T09:00:${String(seq % 60).padStart(2, "0")}+08:00`,
      action: "license.use",
      note,
      detail: { z: 1, a: ["样例"] },
    };
    const hash = sm3(new Uint8Array(Buffer.concat([Buffer.from(prevHash, "hex"), Buffer.from(canonical(content))])));
    entries.push({ ...content, prevHash, hash });
  }
  return entries;
}

/** Signed with the product's own SM2, which shares nothing with the receiver's. */
function checkpointOf(seq: number, hash: string, keyByte = 7) {
  const key = deriveKeyPair(new Uint8Array(32).fill(keyByte))!;
  const at = "2026-11-24T09:15:00.000Z";
  const message = new TextEncoder().encode(`LX07\n${seq}\n${hash}\n${at}`);
  const signature = Buffer.from(signSm2(key, message, { entropy: new Uint8Array(32).fill(1) })).toString("base64");
  return { seq, hash, at, signature, publicKey: Buffer.from(key.publicKey).toString("hex") };
}

describe("the audit receiver", () => {
  const upload = (entries: readonly Entry[], extra: Readonly<Record<string, unknown>> = {}, key?: string) =>
    send(`${province.endpoints.audit}/terminals/LX07/entries`, {
      token: province.credentials.audit.appToken,
      key: key ?? `LX07/${entries[0]?.seq}-${entries.at(-1)?.seq}`,
      body: { entries, ...extra },
    });

  test("recomputes the chain and goes on where it stopped, also after a restart", async () => {
    const entries = chain(5);
    expect(await upload(entries.slice(0, 3))).toEqual({ status: 200, json: { acceptedThrough: 3 } });
    await restart();
    expect((await upload(entries.slice(2))).json).toEqual({ acceptedThrough: 5 });
    expect(province.auditThrough("LX07")).toEqual({ acceptedThrough: 5, lastHash: entries[4]!.hash });
  });

  test("passes over what it knows", async () => {
    const entries = chain(3);
    await upload(entries);
    expect(await upload(entries)).toEqual({ status: 200, json: { acceptedThrough: 3 } });
  });

  test("notices a gap", async () => {
    const entries = chain(5);
    await upload(entries.slice(0, 2));
    expect(await upload(entries.slice(3))).toEqual({ status: 409, json: { error: "GAP", acceptedThrough: 2 } });
  });

  test("notices another hash for a known entry", async () => {
    await upload(chain(3));
    expect(await upload(chain(3, undefined, 1, "b"))).toEqual({ status: 422, json: { error: "FORK", seq: 1 } });
  });

  test("notices a chain that branched off behind its back", async () => {
    await upload(chain(3));
    expect(await upload(chain(1, "f".repeat(64), 4))).toEqual({ status: 422, json: { error: "FORK", seq: 3 } });
  });

  test("notices an entry that was edited, and takes nothing of its batch", async () => {
    const entries = chain(3).map((entry) => (entry.seq === 2 ? { ...entry, note: "edited" } : entry));
    expect(await upload(entries)).toEqual({ status: 400, json: { error: "BAD_HASH", seq: 2 } });
    expect(province.auditThrough("LX07").acceptedThrough).toBe(0);
  });

  test("checks that a checkpoint names an entry of the chain", async () => {
    const entries = chain(2);
    expect((await upload(entries, { checkpoint: checkpointOf(2, "0".repeat(64)) })).json).toEqual({
      error: "BAD_HASH",
      seq: 2,
    });
    expect((await upload(entries, { checkpoint: checkpointOf(2, entries[1]!.hash) })).status).toBe(200);
  });

  test("refuses a checkpoint whose signature does not fit, or that carries none", async () => {
    const entries = chain(2);
    const checkpoint = checkpointOf(2, entries[1]!.hash);
    const BAD = { status: 400, json: { error: "BAD_CHECKPOINT", seq: 2 } };
    expect(await upload(entries, { checkpoint: { ...checkpoint, at: "2026-11-24T10:00:00.000Z" } })).toEqual(BAD);
    expect(await upload(entries, { checkpoint: { seq: 2, hash: checkpoint.hash } })).toEqual(BAD);
    expect(province.auditThrough("LX07").acceptedThrough).toBe(0);
  });

  test("keeps to the first key of a terminal, also after a restart", async () => {
    const entries = chain(4);
    await upload(entries.slice(0, 2), { checkpoint: checkpointOf(2, entries[1]!.hash) });
    await restart();
    const another = checkpointOf(4, entries[3]!.hash, 8);
    expect((await upload(entries.slice(2), { checkpoint: another })).json).toEqual({ error: "BAD_CHECKPOINT", seq: 4 });
    expect((await upload(entries.slice(2), { checkpoint: checkpointOf(4, entries[3]!.hash) })).status).toBe(200);
  });

  test("wants the right key and at most 500 entries", async () => {
    expect((await upload(chain(1), {}, "LX07/1-2")).status).toBe(400);
    expect((await upload(chain(501))).status).toBe(400);
  });

  test("tells how far it has come", async () => {
    const { json } = await send(`${province.endpoints.audit}/terminals/LX07`, {
      token: province.credentials.audit.appToken,
    });
    expect(json).toEqual({ acceptedThrough: 0, lastHash: "0".repeat(64) });
  });
});
