/** The phone-consent client against a server written here from interfaces.md section 3. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Province } from "../../electron/app/ports/province.ts";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type ScriptedServer, startScriptedServer } from "../helpers/scripted-server.ts";
import { BUSINESS, codeOf, connect, FILE, ID_CARD, never, PERSON, told, USAGE } from "./province-setup.ts";

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

describe("phone-consent", () => {
  const client = () => province.families["phone-consent"] as NonNullable<Province["families"]["phone-consent"]>;
  const headed = (data: unknown, status: number | string = 0, message = "") => ({ head: { status, message }, data });
  const GRANT = { family: "phone-consent", tokens: { trxId: "trx-1" } } as const;
  const IDENTIFIER = "1.2.156.3005.2.11100000000013127D001.11320100MB1234562T.SYN000000007.001.K";
  const record = (changes: object = {}) => ({
    certificateIdentifier: IDENTIFIER,
    certificateType: ID_CARD,
    certificateName: "居民身份证",
    certificateHolder: "林晓",
    certificateHolderCode: PERSON,
    certificateHolderType: "111",
    certificateNumber: PERSON,
    issueDept: "虚构市公安局",
    issueDeptCode: "11320100MB1234562T",
    issueDate: "20200101",
    certificateValidateStart: "20200101",
    certificateValidateEnd: "",
    certificateStatus: "01",
    surface: [],
    ...changes,
  });

  beforeEach(() => {
    server.on("POST /channel/CertShare/queryCertInfosByVerifyTrx", () => headed({ certData: [record()] }));
    server.on("POST /channel/downloadFile", () => headed({ contentType: "base64", content: FILE }));
  });

  test.each([0, "0", 60001])("begins a transaction that waits for the phone (status %s)", async (status) => {
    server.on("POST /channel/ChannelVerify/begin/verify", () => headed({ trxId: "trx-1" }, status));
    expect(told(await client().identify("0123456789", USAGE, never))).toEqual({
      grant: GRANT,
      consent: { kind: "by-phone", state: "waiting" },
    });
    expect(server.seen[0]?.json).toEqual({
      head: { accessId: "ai", accessToken: "at" },
      data: { qrcode: "0123456789", certCodes: [ID_CARD, BUSINESS] },
    });
  });

  test.each([
    ["1", "waiting"],
    ["2", "granted"],
    [2, "granted"],
    ["3", "refused"],
    ["0", "refused"],
    ["granted", "refused"],
  ])("polls verifyStatus %j as %s", async (verifyStatus, state) => {
    server.on("POST /channel/ChannelVerify/current/status", () => headed({ verifyStatus }));
    expect(await client().consentState(GRANT, never)).toEqual({ ok: true, value: state });
  });

  test("does not take 60001 for success anywhere but at the beginning", async () => {
    server.on("POST /channel/ChannelVerify/current/status", () => headed({ verifyStatus: "2" }, 60001));
    expect((await client().consentState(GRANT, never)).ok).toBe(false);
  });

  test("pulls the records of a type and their files", async () => {
    const pulled = told(await client().pull(GRANT, ID_CARD, USAGE, never));
    expect(pulled[0]?.record).toMatchObject({
      provider: "phone-consent",
      identifier: IDENTIFIER,
      identifierCheck: "ok",
      holders: [{ name: "林晓", code: PERSON, codeType: "111" }],
      issueDate: "2020-01-01",
      status: "valid",
    });
    expect(pulled[0]?.record).not.toHaveProperty("validTo");
    expect(Buffer.from(pulled[0]?.file ?? []).toString("base64")).toBe(FILE);
  });

  test("states the use as a JSON text of at most 200 characters", async () => {
    await client().pull(GRANT, ID_CARD, USAGE, never);
    const { useCause, trxId, certTypeCode } = server.seen[0]!.json.data;
    expect([trxId, certTypeCode, useCause.length <= 200]).toEqual(["trx-1", ID_CARD, true]);
    expect(JSON.parse(useCause)).toMatchObject({ certificateEventCode: "T-100" });
  });

  test.each([
    [10, "license.not-found"],
    [11, "person.unknown"],
    [12, "province.refused"],
    [100, "province.no-right"],
    [113, "province.refused"],
  ])("tells status %i as %s", async (status, code) => {
    server.on("POST /channel/CertShare/queryCertInfosByVerifyTrx", () => headed(null, status, "x"));
    expect(codeOf(await client().pull(GRANT, ID_CARD, USAGE, never))).toBe(code);
  });

  test("answers not-found for an empty list", async () => {
    server.on("POST /channel/CertShare/queryCertInfosByVerifyTrx", () => headed({ certData: [] }));
    expect(codeOf(await client().pull(GRANT, ID_CARD, USAGE, never))).toBe("license.not-found");
  });

  test("tells a license without a file apart from no license", async () => {
    server.on("POST /channel/downloadFile", () => headed(null, 10));
    expect(codeOf(await client().pull(GRANT, ID_CARD, USAGE, never))).toBe("license.no-file");
  });

  test("reads persons from surface fields", async () => {
    const surface = [
      { name: "法定代表人", value: "周岚", valueType: "text", columnName: "FDDBR" },
      { name: "法定代表人身份证号", value: "990101198707230027", valueType: "text", columnName: "FDDBRZJHM" },
    ];
    server.on("POST /channel/CertShare/queryCertInfosByVerifyTrx", () => headed({ certData: [record({ surface })] }));
    expect(told(await client().pull(GRANT, ID_CARD, USAGE, never))[0]?.record.related).toEqual([
      { role: "legalRep", name: "周岚", code: "990101198707230027", codeType: "111" },
    ]);
  });
});
