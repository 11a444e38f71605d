/** Trust data, catalogues, control end, faults and life cycle of the training province, over real HTTP. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { sm2, sm3 } from "sm-crypto-v2";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startTrainingProvince, type TrainingProvince } from "../../electron/training/province.ts";
import type { ProvinceMessage } from "../../electron/training/worker.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a foreign client would read them
type Loose = any;

let dataDir = "";
let province: TrainingProvince;
let clock = Date.parse("2026-11-24T09:00:00+08:00");

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "training-province-"));
  province = await startTrainingProvince({ dataDir, now: () => clock });
});

afterAll(async () => {
  await province.close();
  rmSync(dataDir, { recursive: true, force: true });
});

afterEach(() => province.behave());

const json = async (url: string, init?: RequestInit): Promise<Loose> => (await fetch(url, init)).json();
const bundleUrl = (): string => `${province.endpoints.trust}/bundle`;

function payloadOf(bundle: Loose): Loose {
  return JSON.parse(Buffer.from(bundle.payload, "base64").toString("utf8"));
}

/** Integers of DER `SEQUENCE { r, s }` as 64 hexadecimal digits each. */
function rawSignature(der: Buffer): string {
  const r = der.subarray(4, 4 + der[3]!);
  const s = der.subarray(4 + der[3]! + 2);
  return [r, s]
    .map((one) =>
      BigInt(`0x${one.toString("hex")}`)
        .toString(16)
        .padStart(64, "0"),
    )
    .join("");
}

describe("trust data", () => {
  test("are signed by the publisher whose point the terminal pins", async () => {
    const bundle = await json(bundleUrl());
    expect(bundle.format).toBe("liangzheng-trust-bundle/1");
    expect(bundle.signature.keyId).toBe(sm3(new Uint8Array(Buffer.from(province.publisherPoint, "hex"))));
    const octets = new Uint8Array(Buffer.from(bundle.payload, "base64"));
    const value = rawSignature(Buffer.from(bundle.signature.value, "base64"));
    const options = { hash: true, der: false, userId: "1234567812345678" };
    expect(sm2.doVerifySignature(octets, value, province.publisherPoint, options)).toBe(true);
    octets[10]! ^= 1;
    expect(sm2.doVerifySignature(octets, value, province.publisherPoint, options)).toBe(false);
  });

  test("have a fresh list for every authority and times with an offset", async () => {
    const payload = payloadOf(await json(bundleUrl()));
    expect([payload.anchors.length, payload.intermediates.length, payload.crls.length]).toEqual([1, 2, 3]);
    expect(Date.parse(payload.nextUpdate) - Date.parse(payload.issuedAt)).toBe(7 * 86_400_000);
    expect(payload.issuedAt).toMatch(/\+08:00$/);
    expect(payload.sampleSigners.every((one: string) => /^[0-9a-f]{64}$/.test(one))).toBe(true);
  });

  test("are not sent again to whoever has them", async () => {
    const first = await fetch(bundleUrl());
    const etag = first.headers.get("etag")!;
    const again = await fetch(bundleUrl(), { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("are issued anew after six hours, on demand and after a restart, with a higher number", async () => {
    const first = payloadOf(await json(bundleUrl())).issue;
    clock += 6 * 3_600_000;
    const second = payloadOf(await json(bundleUrl())).issue;
    expect(second).toBe(first + 1);
    expect(province.reissueTrust()).toBe(first + 2);
    await province.close();
    province = await startTrainingProvince({ dataDir, now: () => clock });
    expect(payloadOf(await json(bundleUrl())).issue).toBe(first + 3);
  });
});

describe("catalogues", () => {
  test("publish matters and license types with a version", async () => {
    const matters = await json(`${province.endpoints.catalog}/matters`);
    expect(matters.matters).toHaveLength(7);
    expect(matters.matters[0].taskName).toContain("二手房转移登记");
    const types = await json(`${province.endpoints.catalog}/license-types`);
    expect(types.types).toHaveLength(12);
    expect(types.version).toBe(matters.version);
  });
});

describe("the control end", () => {
  test("gives the cast, the license files and what has been received", async () => {
    const { cast } = await json(`${province.baseUrl}/training/cast`);
    expect(cast[0]).toMatchObject({ person: "张晓明", expect: { exempted: 3 } });
    const { licenses } = await json(`${province.baseUrl}/training/licenses`);
    const file = await fetch(`${province.baseUrl}${licenses[0].path}`);
    expect(file.headers.get("content-type")).toBe("application/ofd");
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    expect(await json(`${province.baseUrl}/training/received`)).toEqual({ materials: [], terminals: [] });
  });

  test("takes orders to misbehave, lists them and calls them off", async () => {
    const url = `${province.baseUrl}/training/misbehave`;
    const order = { family: "catalog", fault: { kind: "status", status: 503 }, times: 2 };
    expect((await json(url, { method: "POST", body: JSON.stringify(order) })).orders).toEqual([order]);
    expect((await fetch(`${province.endpoints.catalog}/matters`)).status).toBe(503);
    expect((await json(url)).orders).toEqual([{ ...order, times: 1 }]);
    expect((await fetch(`${url}?family=catalogue`, { method: "DELETE" })).status).toBe(400);
    expect((await json(`${url}?family=audit`, { method: "DELETE" })).orders).toEqual([{ ...order, times: 1 }]);
    expect((await json(url, { method: "DELETE" })).orders).toEqual([]);
    expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(400);
  });
});

describe("faults", () => {
  const matters = (signal?: AbortSignal) => fetch(`${province.endpoints.catalog}/matters`, signal ? { signal } : {});

  test("latency answers late", async () => {
    province.misbehave({ family: "catalog", fault: { kind: "latency", ms: 300 } });
    const start = performance.now();
    expect((await matters()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(280);
  });

  test("html is a web page with 200", async () => {
    province.misbehave({ family: "catalog", fault: { kind: "html" }, times: 1 });
    const response = await matters();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect((await matters()).headers.get("content-type")).toContain("json");
  });

  test("timeout never answers", async () => {
    province.misbehave({ family: "catalog", fault: { kind: "timeout" }, times: 1 });
    await expect(matters(AbortSignal.timeout(400))).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test.each(["drop", "lost-ack"] as const)("%s hangs up", async (kind) => {
    province.misbehave({ family: "catalog", fault: { kind }, times: 1 });
    await expect(matters()).rejects.toThrow("fetch failed");
    expect((await matters()).status).toBe(200);
  });

  test("drip sends the true answer slowly", async () => {
    province.misbehave({ family: "trust", fault: { kind: "drip", bytesPerSecond: 8_000 }, times: 1 });
    const start = performance.now();
    expect((await json(bundleUrl())).format).toBe("liangzheng-trust-bundle/1");
    expect(performance.now() - start).toBeGreaterThan(400);
  });

  test("of the whole province leave the control end reachable", async () => {
    province.misbehave({ family: "*", fault: { kind: "drop" } });
    await expect(matters()).rejects.toThrow();
    await expect(fetch(bundleUrl())).rejects.toThrow();
    expect((await fetch(`${province.baseUrl}/training/cast`)).status).toBe(200);
  });

  test("an unreachable province refuses connections and comes back on the same port", async () => {
    await province.setReachable(false);
    await expect(matters()).rejects.toThrow();
    await province.setReachable(true);
    expect((await matters()).status).toBe(200);
  });
});

describe("the server", () => {
  test("turns away other host names", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(province.baseUrl);
      request({ hostname, port, path: "/training/cast", headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test("turns away pages of other sites", async () => {
    const ask = (origin: string) =>
      fetch(`${province.baseUrl}/training/misbehave`, { method: "DELETE", headers: { origin } });
    expect((await ask("https://evil.example")).status).toBe(403);
    expect((await ask("http://127.0.0.1:5173")).status).toBe(200);
  });

  test("answers unknown paths with 404 and bodies that are no JSON without falling over", async () => {
    expect((await fetch(`${province.baseUrl}/nothing/here`)).status).toBe(404);
    const answer = await fetch(`${province.endpoints["phone-consent"]}/downloadFile`, { method: "POST", body: "{{{" });
    expect((await answer.json()) as Loose).toMatchObject({ head: { status: 11 } });
    expect((await fetch(`${province.endpoints.acceptance}/deliveries/%ff`)).status).toBeLessThan(600);
  });

  test("starts again within 300 ms", async () => {
    const start = performance.now();
    const second = await startTrainingProvince({ dataDir, now: () => clock });
    const took = performance.now() - start;
    await second.close();
    expect(took).toBeLessThan(300);
  });

  test("seals the default person's licenses ahead, and stops when it is closed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "training-prepare-"));
    const early = await startTrainingProvince({ dataDir: folder });
    const preparing = early.prepare();
    await new Promise((resolve) => setTimeout(resolve, 60));
    await early.close();
    await preparing;
    const count = readdirSync(join(folder, "licenses")).length;
    expect(count).toBeLessThan(11);
    const again = await startTrainingProvince({ dataDir: folder });
    await again.prepare();
    expect(readdirSync(join(folder, "licenses"))).toHaveLength(11);
    await again.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("keeps its keys from one start to the next", async () => {
    const second = await startTrainingProvince({ dataDir, now: () => clock });
    expect(second.publisherPoint).toBe(province.publisherPoint);
    expect(second.credentials).toEqual(province.credentials);
    await second.close();
  });
});

describe("in a worker thread", () => {
  test("says that it is ready, serves, and closes when told", async () => {
    const worker = new Worker(new URL("../../electron/training/worker.ts", import.meta.url), {
      workerData: { dataDir, port: 0 },
    });
    const next = () => new Promise<ProvinceMessage>((resolve) => worker.once("message", resolve));
    const ready = await next();
    if (ready.kind !== "ready") throw new Error(JSON.stringify(ready));
    expect(ready.publisherPoint).toMatch(/^04[0-9a-f]{128}$/);
    expect((await fetch(`${ready.endpoints.catalog}/matters`)).status).toBe(200);
    const gone = new Promise((resolve) => worker.once("exit", resolve));
    worker.postMessage({ kind: "close" });
    expect((await next()).kind).toBe("closed");
    expect(await gone).toBe(0);
  });

  test("says why it cannot start", async () => {
    const port = Number(new URL(province.baseUrl).port);
    const worker = new Worker(new URL("../../electron/training/worker.ts", import.meta.url), {
      workerData: { dataDir, port },
    });
    const message = await new Promise<ProvinceMessage>((resolve) => worker.once("message", resolve));
    expect(message).toMatchObject({ kind: "failed", message: expect.stringContaining("EADDRINUSE") });
    await worker.terminate();
  });
});
