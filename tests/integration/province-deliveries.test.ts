/** Acceptance platform and audit receiver against servers written here from interfaces.md sections 4 and 5. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../electron/domain/audit/audit-entry.ts";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type Script, type ScriptedServer, send, startScriptedServer } from "../helpers/scripted-server.ts";
import { codeOf, connect, faultOf, never, told } from "./province-setup.ts";

let server: ScriptedServer;
let province: ProvinceConnection;

beforeEach(async () => {
  server = await startScriptedServer();
  province = connect(server.origin);
});

afterEach(async () => {
  province.close();
  await server.close();
});

describe("acceptance", () => {
  const BODY = JSON.stringify({ caseNo: "BJ/1", materialId: "M 1", collectionType: 5 });
  const PATH = "/acceptance/v1/cases/BJ%2F1/materials/M%201";
  const KEY = "BJ/1-M1-证照-001";
  const deliver = () => province.acceptance.deliver(KEY, BODY, never);

  test("sends the body as it is under its key", async () => {
    server.on(`POST ${PATH}`, (_, response) =>
      send(response, 201, { receiptNo: "R-1", receivedAt: "2026-01-01T00:00:00+08:00", duplicate: false }),
    );
    expect(await deliver()).toEqual({ ok: true, value: { receiptNo: "R-1", isDuplicate: false } });
    expect(server.seen[0]).toMatchObject({ text: BODY });
    expect(server.seen[0]?.headers).toMatchObject({
      authorization: "Bearer accept-token",
      "idempotency-key": encodeURIComponent(KEY),
      "content-type": "application/json",
    });
  });

  test("tells a repeated delivery", async () => {
    server.on(`POST ${PATH}`, () => ({ receiptNo: "R-1", receivedAt: "x", duplicate: true }));
    expect(await deliver()).toEqual({ ok: true, value: { receiptNo: "R-1", isDuplicate: true } });
  });

  test.each([
    [409, { error: "IN_PROGRESS" }, "delivery.in-progress"],
    [422, { error: "KEY_REUSED" }, "delivery.key-reused"],
    [400, { error: "BAD_RECORD", field: "decidedAt" }, "delivery.refused"],
    [401, {}, "province.credentials"],
    [503, {}, "province.unwell"],
    [404, {}, "province.refused"],
  ])("tells %i as a fault", async (status, body, code) => {
    server.on(`POST ${PATH}`, (_, response) => send(response, status, body));
    expect(codeOf(await deliver())).toBe(code);
  });

  test("names the field of a bad record", async () => {
    server.on(`POST ${PATH}`, (_, response) =>
      send(response, 400, { error: "BAD_RECORD", field: "license.certNumber" }),
    );
    expect(faultOf(await deliver())?.detail?.["field"]).toBe("license.certNumber");
  });

  test.each<[string, Script]>([
    ["never comes", () => new Promise(() => undefined)],
    ["breaks off before it starts", (_, response) => void response.destroy()],
    [
      "breaks off in the middle",
      (_, response) => {
        response.writeHead(201, { "content-length": "100" }).write('{"receiptNo"');
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])("is unknown when the answer %s", async (_how, script) => {
    server.on(`POST ${PATH}`, script);
    expect(codeOf(await deliver())).toBe("province.timed-out");
  });

  test("is unknown, and not sent again by itself, when a kept connection breaks under it", async () => {
    const receipt = { receiptNo: "R-1", receivedAt: "x", duplicate: false };
    server.on(`POST ${PATH}`, () => receipt);
    told(await deliver());
    server.on(`POST ${PATH}`, (_, response) => void response.destroy());
    expect(codeOf(await deliver())).toBe("province.timed-out");
    expect([server.seen.length, server.connections()]).toEqual([2, 1]);
  });

  test("is surely not there when nobody listens", async () => {
    await server.close();
    expect(codeOf(await deliver())).toBe("province.unreachable");
  });

  test.each(["no json", "{}", '{"caseNo":"1"}', '{"caseNo":"..","materialId":"1"}'])(
    "refuses the body %s without sending it",
    async (body) => {
      expect(codeOf(await province.acceptance.deliver("k", body, never))).toBe("delivery.refused");
      expect(server.seen).toHaveLength(0);
    },
  );

  test("finds by key what has arrived", async () => {
    server.on("GET /acceptance/v1/deliveries/k-1", () => ({
      receiptNo: "R-1",
      receivedAt: "x",
      caseNo: "1",
      materialId: "2",
    }));
    expect(await province.acceptance.find("k-1", never)).toEqual({
      ok: true,
      value: { receiptNo: "R-1", isDuplicate: true },
    });
  });

  test("finds nothing for a key that never arrived", async () => {
    expect(await province.acceptance.find("k-2", never)).toEqual({ ok: true, value: undefined });
  });

  test("does not believe a portal's page that nothing arrived", async () => {
    server.on(
      "GET /acceptance/v1/deliveries/k-3",
      (_, response) => void response.writeHead(404).end("<html>not here</html>"),
    );
    expect(codeOf(await province.acceptance.find("k-3", never))).toBe("province.nonsense");
  });
});

describe("audit receiver", () => {
  const PATH = "/audit/v1/terminals/T-01/entries";
  const entry = (seq: number): AuditEntry => ({
    seq,
    at: "2026-01-01T00:00:00+08:00",
    terminal: "T-01",
    action: "case.opened",
    clerk: "w01",
    prevHash: "0".repeat(64),
    hash: "1".repeat(64),
  });
  const CHECKPOINT = { seq: 2, hash: "1".repeat(64), at: "x", signature: "s", publicKey: "p" };

  test("uploads entries with their checkpoint under the range as key", async () => {
    server.on(`POST ${PATH}`, () => ({ acceptedThrough: 2 }));
    expect(await province.auditReceiver.upload([entry(1), entry(2)], CHECKPOINT, never)).toEqual({
      ok: true,
      value: 2,
    });
    expect(server.seen[0]?.headers["idempotency-key"]).toBe("T-01/1-2");
    expect(server.seen[0]?.json).toEqual({ entries: [entry(1), entry(2)], checkpoint: CHECKPOINT });
  });

  test("sends at most 500 entries, without a checkpoint that lies beyond", async () => {
    server.on(`POST ${PATH}`, ({ json }) => ({ acceptedThrough: json.entries.length }));
    const many = Array.from({ length: 600 }, (_, index) => entry(index + 1));
    expect(await province.auditReceiver.upload(many, { ...CHECKPOINT, seq: 600 }, never)).toEqual({
      ok: true,
      value: 500,
    });
    expect(server.seen[0]?.json.checkpoint).toBeUndefined();
  });

  test("asks how far the province is when there is nothing to send", async () => {
    server.on("GET /audit/v1/terminals/T-01", () => ({ acceptedThrough: 7, lastHash: "" }));
    expect(await province.auditReceiver.upload([], undefined, never)).toEqual({ ok: true, value: 7 });
  });

  test("a province that does not offer to go on leaves the fork as it is", async () => {
    const named = { forkSeq: 3, forkHash: "a", lostSeq: 5, lostHash: "b", ownSeq: 6, ownHash: "c" };
    const asked = province.auditReceiver.continueFrom({ ...named, publicKey: "p", signature: "s" }, never);
    expect(faultOf(await asked)).toMatchObject({ code: "delivery.fork", detail: { seq: 4, reason: "not-offered" } });
    expect(server.seen[0]?.headers["idempotency-key"]).toBe("T-01/continue-7");
  });

  test.each([
    [409, { error: "GAP", acceptedThrough: 4 }, { code: "delivery.gap", detail: { acceptedThrough: 4 } }],
    [422, { error: "FORK", seq: 5 }, { code: "delivery.fork", detail: { seq: 5, reason: "fork" } }],
    [400, { error: "BAD_HASH", seq: 6 }, { code: "delivery.fork", detail: { seq: 6, reason: "bad-hash" } }],
    [400, { error: "OTHER" }, { code: "province.refused" }],
    [500, {}, { code: "province.unwell" }],
  ])("tells %i %j", async (status, body, expected) => {
    server.on(`POST ${PATH}`, (_, response) => send(response, status, body));
    expect(faultOf(await province.auditReceiver.upload([entry(1)], undefined, never))).toMatchObject(expected);
  });
});
