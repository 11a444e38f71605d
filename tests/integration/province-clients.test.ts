/** Every client against servers written here from interfaces.md, well-behaved and misbehaving. */
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Province, UsageContext } from "../../electron/app/ports/province.ts";
import type { AuditEntry } from "../../electron/domain/audit/audit-entry.ts";
import type { Result } from "../../electron/domain/result.ts";
import { readProvinceConfig } from "../../electron/province/config.ts";
import { createProvince, type ProvinceConnection } from "../../electron/province/province.ts";
import { type Script, type ScriptedServer, send, startScriptedServer } from "../helpers/scripted-server.ts";

const ID_CARD = "11100000000013127D001";
const BUSINESS = "11100000MB0143028R001";
const PERSON = "990101198503120010";
const CODE = "YSM0123456789abcdefgh";
const FILE = Buffer.from("PK\u0003\u0004 a file").toString("base64");
const DEADLINES = { connectMs: 300, idleMs: 200, totalMs: 500, fileTotalMs: 700 };
const USAGE: UsageContext = {
  caseNo: "BJ-1",
  matter: { code: "T-100", name: "虚构登记", department: "虚构局" },
  useCause: "办理“虚构登记”",
  operator: { account: "w01", name: "窗口一", role: "clerk" },
  licenseTypes: [ID_CARD, BUSINESS],
};
const never = new AbortController().signal;

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

function connect(origin: string): ProvinceConnection {
  const reading = readProvinceConfig({
    name: "虚构省",
    terminal: { id: "T-01", name: "一号窗口" },
    organization: { name: "虚构市政务服务中心", code: "ORG1", division: "虚构市", divisionCode: "990100" },
    deadlines: DEADLINES,
    licenseApp: {
      baseUrl: `${origin}/license-app/v1`,
      appKey: "key",
      appSecret: "secret",
      account: "hall",
      password: "pass",
    },
    serviceCode: { baseUrl: `${origin}/service-code`, clientId: "id", clientSecret: "cs", appKey: "app-键" },
    phoneConsent: { baseUrl: `${origin}/channel`, accessId: "ai", accessToken: "at" },
    acceptance: { baseUrl: `${origin}/acceptance/v1`, appToken: "accept-token" },
    audit: { baseUrl: `${origin}/audit/v1`, appToken: "audit-token" },
    trust: { baseUrl: `${origin}/trust/v1` },
    catalogue: { baseUrl: `${origin}/catalog/v1` },
  });
  if (!reading.ok) throw new Error(reading.problems.join("; "));
  return createProvince(reading.config, { now: () => 1_750_000_000_000 });
}

const faultOf = (result: Result<unknown>) => (result.ok ? undefined : result.fault);
const codeOf = (result: Result<unknown>) => faultOf(result)?.code;
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};

const enveloped = (data: unknown, beside: object = {}) => ({
  ack_code: "SUCCESS",
  errors: [],
  sign: "",
  sign_method: "",
  timestamp: "",
  correlation_id: "c",
  response_id: "r",
  data,
  ...beside,
});
const refusal = (code: string, message: string) => ({
  ...enveloped(null),
  ack_code: "FAILURE",
  errors: [{ code, message }],
});

const license = (changes: object = {}) => ({
  license_code: "L-1",
  name: "居民身份证",
  license_type: "CERTIFICATE",
  id_code: PERSON,
  holder_name: "林晓",
  holder_identity_type: "10",
  holder_identity_num: PERSON,
  issue_org_name: "虚构市公安局",
  issue_org_code: "11320100MB1234562T",
  division: "虚构市",
  division_code: "990100",
  issue_date: "2020-01-01",
  begin_date: "2020-01-01",
  expiry_date: "2040-01-01",
  license_item_code: ID_CARD,
  license_status: "ISSUED",
  trust_level: "A",
  data_fields: "{'XM':'林晓'}",
  extend_props: {},
  remark: "",
  biz_num: "",
  auth_code: "AC-1",
  ...changes,
});

describe("license-app", () => {
  const client = () => province.families["license-app"] as NonNullable<Province["families"]["license-app"]>;
  const BASE = "/license-app/v1";
  let token = 0;

  beforeEach(() => {
    token = 0;
    server.on(`POST ${BASE}/security/login`, () => {
      token += 1;
      return enveloped({ access_token: `t${token}` });
    });
    server.on(`POST ${BASE}/license/holder`, () =>
      enveloped([
        license(),
        license({ license_code: "L-2", license_item_code: BUSINESS, auth_code: "AC-2" }),
        license({ license_code: "L-3", license_item_code: "11100000MB03271699001", auth_code: "AC-3" }),
      ]),
    );
    server.on(`GET ${BASE}/license/get_license`, ({ query }) =>
      enveloped(license({ auth_code: query.get("auth_code") })),
    );
    server.on(`GET ${BASE}/license/archive`, () => enveloped({ file_name: "a.ofd", file_data: FILE }));
  });

  test("resolves a citizen's code to a person and use codes for the needed types only", async () => {
    const identified = valueOf(await client().identify(CODE, USAGE, never));
    expect(identified).toEqual({
      person: { name: "林晓", code: PERSON, codeType: "111" },
      grant: { family: "license-app", tokens: { [`${ID_CARD}/0`]: "AC-1", [`${BUSINESS}/1`]: "AC-2" } },
      consent: { kind: "by-code", state: "granted" },
    });
  });

  test("sends the code as credential with matter and case", async () => {
    await client().identify(CODE, USAGE, never);
    expect(server.seen.at(-1)?.json).toEqual({
      service_item_code: "T-100",
      service_item_name: "虚构登记",
      biz_num: "BJ-1",
      credential: CODE,
    });
  });

  test("keeps the scanned code out of the grant", async () => {
    const identified = valueOf(await client().identify(CODE, USAGE, never));
    expect(JSON.stringify(identified)).not.toContain(CODE);
  });

  test("pulls license and archive of each use code", async () => {
    const { grant } = valueOf(await client().identify(CODE, USAGE, never));
    const pulled = valueOf(await client().pull(grant, ID_CARD, USAGE, never));
    expect(pulled).toHaveLength(1);
    expect(pulled[0]?.record).toMatchObject({ provider: "license-app", providerLicenseId: "L-1", status: "valid" });
    expect(Buffer.from(pulled[0]?.file ?? []).toString("base64")).toBe(FILE);
  });

  test("says that a type without a use code was not found", async () => {
    const { grant } = valueOf(await client().identify(CODE, USAGE, never));
    expect(codeOf(await client().pull(grant, "11100000000019713D008", USAGE, never))).toBe("license.not-found");
  });

  test("finds by duty, with consent still to be given on site", async () => {
    server.on(`POST ${BASE}/license/auth`, () => enveloped([license()], { auth_codes: ["AC-9"] }));
    const person = { name: "", code: PERSON, codeType: "111" } as const;
    const identified = valueOf(await (province.duty?.identifyByNumber(person, USAGE, never) as never));
    expect(identified).toEqual({
      person: { name: "林晓", code: PERSON, codeType: "111" },
      grant: { family: "license-app", tokens: { [`${ID_CARD}/0`]: "AC-9" } },
      consent: { kind: "on-site", state: "waiting" },
    });
    expect(server.seen.at(-1)?.json).toMatchObject({
      identity_number: PERSON,
      page_index: 1,
      operator: { account: "w01", name: "窗口一", role: "clerk", division_code: "990100" },
    });
  });

  test("reads on over full pages", async () => {
    const page = (size: number, from: number) =>
      enveloped(
        Array.from({ length: size }, () => license()),
        { auth_codes: Array.from({ length: size }, (_, index) => `AC-${from + index}`) },
      );
    server.on(`POST ${BASE}/license/auth`, ({ json }) => (json.page_index === 1 ? page(150, 0) : page(2, 150)));
    const person = { name: "林晓", code: PERSON, codeType: "111" } as const;
    const identified = await province.duty?.identifyByNumber(person, USAGE, never);
    expect(identified?.ok && Object.keys(identified.value.grant.tokens)).toHaveLength(152);
  });

  test("refuses use codes that do not match the summaries in number", async () => {
    server.on(`POST ${BASE}/license/auth`, () => enveloped([license()], { auth_codes: [] }));
    const person = { name: "林晓", code: PERSON, codeType: "111" } as const;
    expect((await province.duty?.identifyByNumber(person, USAGE, never))?.ok).toBe(false);
  });

  test("logs in once for many calls", async () => {
    await client().identify(CODE, USAGE, never);
    await client().identify(CODE, USAGE, never);
    expect(token).toBe(1);
  });

  test("logs in again once when the token has expired", async () => {
    server.on(`POST ${BASE}/license/holder`, ({ query }, response) =>
      query.get("access_token") === "t1"
        ? send(response, 401, refusal("TOKEN_INVALID", "token 已失效"))
        : enveloped([license()]),
    );
    expect((await client().identify(CODE, USAGE, never)).ok).toBe(true);
    expect(token).toBe(2);
  });

  test("stops after one new log-in when the token stays refused", async () => {
    server.on(`POST ${BASE}/license/holder`, (_, response) => send(response, 401, refusal("TOKEN_INVALID", "")));
    expect(codeOf(await client().identify(CODE, USAGE, never))).toBe("province.credentials");
    expect(token).toBe(2);
  });

  test("names our own credentials when the log-in is refused", async () => {
    server.on(`POST ${BASE}/security/login`, () => refusal("BAD_PASSWORD", "密码错误"));
    expect(faultOf(await client().identify(CODE, USAGE, never))).toEqual({
      code: "province.credentials",
      retry: "never",
      detail: { call: "license-app/login", reason: "login" },
    });
  });

  test.each([
    ["二维码已失效", "code.used"],
    ["二维码已过期", "code.expired"],
    ["无访问该证权限", "province.no-right"],
    ["其他", "province.refused"],
  ])("tells the message %s as %s", async (message, code) => {
    server.on(`POST ${BASE}/license/holder`, () => refusal("E1", message));
    expect(codeOf(await client().identify(CODE, USAGE, never))).toBe(code);
  });

  test("asks for a new scan when a use code has run out of time", async () => {
    const { grant } = valueOf(await client().identify(CODE, USAGE, never));
    server.on(`GET ${BASE}/license/get_license`, (_, response) =>
      send(response, 400, refusal("AUTH_CODE_INVALID", "")),
    );
    expect(codeOf(await client().pull(grant, ID_CARD, USAGE, never))).toBe("code.expired");
  });

  test("says that there is no file when the archive is empty", async () => {
    const { grant } = valueOf(await client().identify(CODE, USAGE, never));
    server.on(`GET ${BASE}/license/archive`, () => enveloped({ file_name: "", file_data: "" }));
    expect(codeOf(await client().pull(grant, ID_CARD, USAGE, never))).toBe("license.no-file");
  });

  test("identifies nobody, and grants nothing, when the holder has no license", async () => {
    server.on(`POST ${BASE}/license/holder`, () => enveloped([]));
    expect(valueOf(await client().identify(CODE, USAGE, never))).toEqual({
      grant: { family: "license-app", tokens: {} },
      consent: { kind: "by-code", state: "granted" },
    });
  });

  test("never calls an on-site consent granted", async () => {
    const { grant } = valueOf(await client().identify(CODE, USAGE, never));
    expect((await client().consentState(grant, never)).ok).toBe(false);
  });
});

describe("service-code", () => {
  const client = () => province.families["service-code"] as NonNullable<Province["families"]["service-code"]>;
  const good = (data: unknown) => ({ code: "000001", message: "成功", data });
  const SFM = "SFM0123456789ABCDEFGHIJ";

  beforeEach(() => {
    server.on("POST /service-code/oauth/token", () => ({
      access_token: "at1",
      token_type: "Bearer",
      expires_in: 7200,
    }));
    server.on("POST /service-code/qrcode/validate", () => good({ validatetoken: "vt1" }));
    server.on("POST /service-code/license/fetch", () =>
      good([
        { name: "居民身份证", pdf: FILE, liscenseInfo: license() },
        {
          name: "营业执照",
          pdf: FILE,
          liscenseInfo: license({ license_code: "L-2", license_item_code: BUSINESS, name: "营业执照" }),
        },
      ]),
    );
  });

  test("validates, fetches, and tells the person from the licenses", async () => {
    expect(valueOf(await client().identify(SFM, USAGE, never))).toEqual({
      person: { name: "林晓", code: PERSON, codeType: "111" },
      grant: { family: "service-code", tokens: { validatetoken: "vt1" } },
      consent: { kind: "by-code", state: "granted" },
    });
  });

  test("states application, case, terminal and operator when validating", async () => {
    await client().identify(SFM, USAGE, never);
    const asked = server.seen.find((one) => one.path.endsWith("/validate"));
    expect(asked?.headers).toMatchObject({
      authorization: "Bearer at1",
      qrctoken: Buffer.from("app-键").toString("base64"),
    });
    expect(asked?.json).toMatchObject({
      qrcode: SFM,
      casecode: "T-100",
      casename: "虚构登记",
      items: [ID_CARD, BUSINESS],
      num: "BJ-1",
      itemOuName: "虚构局",
      equipmentName: "一号窗口",
      equipmentCode: "T-01",
      operator: { account: "w01", service_org: "虚构市政务服务中心", service_org_code: "ORG1" },
    });
  });

  test("asks for the token as a form", async () => {
    await client().identify(SFM, USAGE, never);
    expect(server.seen[0]?.text).toBe("client_id=id&client_secret=cs&grant_type=client_credentials&scope=default");
  });

  test("serves the pulls of several types from one fetch, and nothing after", async () => {
    const { grant } = valueOf(await client().identify(SFM, USAGE, never));
    const pulled = await Promise.all([
      client().pull(grant, ID_CARD, USAGE, never),
      client().pull(grant, BUSINESS, USAGE, never),
    ]);
    expect(pulled.map((one) => one.ok && one.value[0]?.record.name)).toEqual(["居民身份证", "营业执照"]);
    expect(server.count("/service-code/license/fetch")).toBe(1);
    await client().pull(grant, ID_CARD, USAGE, never);
    expect(server.count("/service-code/license/fetch")).toBe(2);
  });

  test("answers every pull with not-found when the list is empty", async () => {
    server.on("POST /service-code/license/fetch", () => good([]));
    const identified = valueOf(await client().identify(SFM, USAGE, never));
    expect(identified.person).toBeUndefined();
    expect(codeOf(await client().pull(identified.grant, ID_CARD, USAGE, never))).toBe("license.not-found");
  });

  test.each([
    ["二维码已失效", "code.used"],
    ["二维码已过期", "code.expired"],
    ["无访问该证权限", "province.no-right"],
    ["未知", "province.refused"],
  ])("tells the message %s as %s", async (message, code) => {
    server.on("POST /service-code/qrcode/validate", () => ({ code: "000009", message, data: null }));
    expect(codeOf(await client().identify(SFM, USAGE, never))).toBe(code);
  });

  test("keeps a validated code when the fetch has a passing trouble", async () => {
    server.on("POST /service-code/license/fetch", (_, response) => send(response, 503, {}));
    const identified = valueOf(await client().identify(SFM, USAGE, never));
    expect(codeOf(await client().pull(identified.grant, ID_CARD, USAGE, never))).toBe("province.unwell");
    server.on("POST /service-code/license/fetch", () => good([{ name: "", pdf: FILE, liscenseInfo: license() }]));
    expect((await client().pull(identified.grant, ID_CARD, USAGE, never)).ok).toBe(true);
  });

  test("renews a refused token once", async () => {
    let tokens = 0;
    server.on("POST /service-code/oauth/token", () => {
      tokens += 1;
      return { access_token: `at${tokens}` };
    });
    server.on("POST /service-code/qrcode/validate", ({ headers }, response) =>
      headers.authorization === "Bearer at1" ? send(response, 401, {}) : good({ validatetoken: "vt1" }),
    );
    expect((await client().identify(SFM, USAGE, never)).ok).toBe(true);
    expect(tokens).toBe(2);
  });

  test("says that a license came without its file", async () => {
    server.on("POST /service-code/license/fetch", () => good([{ name: "x", pdf: null, liscenseInfo: license() }]));
    const { grant } = valueOf(await client().identify(SFM, USAGE, never));
    expect(codeOf(await client().pull(grant, ID_CARD, USAGE, never))).toBe("license.no-file");
  });

  test("refuses a token that could not stand in a header", async () => {
    server.on("POST /service-code/qrcode/validate", () => good({ validatetoken: "a\r\nb" }));
    expect(codeOf(await client().identify(SFM, USAGE, never))).toBe("province.nonsense");
  });
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
    expect(valueOf(await client().identify("0123456789", USAGE, never))).toEqual({
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
    const pulled = valueOf(await client().pull(GRANT, ID_CARD, USAGE, never));
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
    const { useCause, trxId, certTypeCode } = server.seen[0]?.json.data;
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
    expect(valueOf(await client().pull(GRANT, ID_CARD, USAGE, never))[0]?.record.related).toEqual([
      { role: "legalRep", name: "周岚", code: "990101198707230027", codeType: "111" },
    ]);
  });
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

describe("trust source", () => {
  test("passes bytes and etag through", async () => {
    server.on("GET /trust/v1/bundle", (_, response) => void response.writeHead(200, { etag: '"7"' }).end("bytes"));
    const fetched = valueOf(await province.trust.fetch(undefined, never));
    expect([Buffer.from(fetched?.bytes ?? []).toString(), fetched?.etag]).toEqual(["bytes", '"7"']);
  });

  test("says unchanged for 304", async () => {
    server.on("GET /trust/v1/bundle", ({ headers }, response) => {
      response.writeHead(headers["if-none-match"] === '"7"' ? 304 : 200).end();
    });
    expect(await province.trust.fetch('"7"', never)).toEqual({ ok: true, value: undefined });
  });

  test("takes an unasked 304 for nonsense", async () => {
    server.on("GET /trust/v1/bundle", (_, response) => void response.writeHead(304).end());
    expect(codeOf(await province.trust.fetch(undefined, never))).toBe("province.nonsense");
  });

  test("says that an empty answer is nonsense", async () => {
    server.on("GET /trust/v1/bundle", (_, response) => void response.writeHead(200).end());
    expect(codeOf(await province.trust.fetch(undefined, never))).toBe("province.nonsense");
  });

  test("waits longer than other calls, as long as bytes keep coming", async () => {
    server.on("GET /trust/v1/bundle", async (_, response) => {
      response.writeHead(200);
      for (let part = 0; part < 8; part += 1) {
        response.write("x");
        await new Promise((done) => setTimeout(done, 120));
      }
      response.end();
    });
    expect(valueOf(await province.trust.fetch(undefined, never))?.bytes).toHaveLength(8);
  });
});

describe("catalogue", () => {
  const TYPES = {
    version: "5",
    types: [
      {
        certTypeCode: ID_CARD,
        name: "居民身份证",
        aliases: ["身份证"],
        holderKind: "person",
        collectedSince: "2010-01",
        updateCycle: "每日",
        definingAuthority: "x",
      },
    ],
  };
  const MATTERS = {
    version: "5",
    matters: [
      {
        taskCode: "T-100",
        catalogCode: "C-1",
        taskName: "虚构登记",
        taskVersion: 3,
        deptName: "虚构局",
        projectType: "1",
        highRisk: false,
        applicantKinds: ["person"],
        materials: [
          {
            materialId: "M-1",
            materialName: "身份证明",
            isNeed: true,
            materialType: "1",
            materialFormat: "1",
            sourceType: "1",
            orMaterial: "G1",
            deferrable: false,
            pledgeable: true,
            mapping: {
              ruleVersion: "1",
              exemptMode: "证照免交",
              anyOf: [{ certTypeCodes: [ID_CARD], holderRole: "applicant", offlineAllowed: true }],
            },
          },
        ],
      },
    ],
  };

  test("reads matters and license types into the words of the domain", async () => {
    server.on("GET /catalog/v1/matters", () => MATTERS);
    server.on("GET /catalog/v1/license-types", () => TYPES);
    expect(valueOf(await province.catalogue.load(never))).toEqual({
      version: "5",
      licenseTypes: [
        {
          code: ID_CARD,
          name: "居民身份证",
          aliases: ["身份证"],
          holderKind: "person",
          collectedSince: "2010-01",
          updateCycle: "每日",
        },
      ],
      matters: [
        {
          code: "T-100",
          catalogCode: "C-1",
          name: "虚构登记",
          version: 3,
          department: "虚构局",
          highRisk: false,
          applicantKinds: ["person"],
          materials: [
            {
              id: "M-1",
              name: "身份证明",
              required: true,
              orGroup: "G1",
              deferrable: false,
              pledgeable: true,
              mapping: {
                ruleVersion: "1",
                exemptMode: "证照免交",
                anyOf: [{ licenseTypes: [ID_CARD], holderRole: "applicant", offlineAllowed: true }],
              },
            },
          ],
        },
      ],
    });
  });

  test("does not take a matter for low-risk that does not say so", async () => {
    const { highRisk: _, ...unmarked } = MATTERS.matters[0]!;
    server.on("GET /catalog/v1/matters", () => ({ version: "5", matters: [unmarked] }));
    server.on("GET /catalog/v1/license-types", () => TYPES);
    expect(faultOf(await province.catalogue.load(never))).toMatchObject({
      code: "province.nonsense",
      detail: { path: "matters.0.highRisk" },
    });
  });

  test("has nothing when one of the two is missing", async () => {
    server.on("GET /catalog/v1/matters", () => MATTERS);
    expect((await province.catalogue.load(never)).ok).toBe(false);
  });
});

describe("a misbehaving province", () => {
  const PATH = "/license-app/v1/license/holder";
  const identify = (signal: AbortSignal = never) => province.families["license-app"]!.identify(CODE, USAGE, signal);
  const html =
    (status: number): Script =>
    (_, response) =>
      void response.writeHead(status, { "content-type": "text/html" }).end("<!DOCTYPE html><html>请登录</html>");
  const raw =
    (text: string): Script =>
    (_, response) =>
      void response.writeHead(200).end(text);

  beforeEach(() => {
    server.on("POST /license-app/v1/security/login", () => enveloped({ access_token: "t1" }));
  });

  test.each<[string, Script, string, object]>([
    ["answers 500", (_, response) => send(response, 500, {}), "province.unwell", { status: 500 }],
    ["answers 503 with a page", html(503), "province.unwell", { status: 503 }],
    ["answers 403", html(403), "province.credentials", { reason: "forbidden" }],
    ["answers 404", html(404), "province.refused", { status: 404 }],
    ["answers 429", html(429), "province.unwell", { status: 429 }],
    ["redirects to a portal", html(302), "province.nonsense", { reason: "redirect" }],
    ["shows a page with 200", html(200), "province.nonsense", { reason: "html" }],
    ["answers nothing with 200", raw(""), "province.nonsense", { reason: "empty" }],
    ["cuts its JSON", raw('{"ack_code":"SUCC'), "province.nonsense", { reason: "not-json" }],
    [
      "has another shape",
      raw('{"ack_code":"SUCCESS","data":{}}'),
      "province.nonsense",
      { reason: "shape", path: "data" },
    ],
    ["forgets the envelope", raw("[]"), "province.nonsense", { reason: "shape" }],
    ["never answers", () => new Promise(() => undefined), "province.timed-out", { stage: "silent", waitedMs: 200 }],
    ["drops the connection", (_, response) => void response.destroy(), "province.unreachable", { reason: "dropped" }],
  ])("that %s", async (_how, script, code, detail) => {
    server.on(`POST ${PATH}`, script);
    expect(faultOf(await identify())).toMatchObject({ code, detail: { call: "license-app/holder", ...detail } });
  });

  test("that drips its answer is cut off at the total deadline", async () => {
    server.on(`POST ${PATH}`, async (_, response) => {
      response.writeHead(200);
      while (!response.destroyed) {
        response.write(" ");
        await new Promise((done) => setTimeout(done, 30));
      }
    });
    const begun = performance.now();
    expect(faultOf(await identify())).toMatchObject({ code: "province.timed-out", detail: { stage: "whole" } });
    expect(performance.now() - begun).toBeLessThan(900);
  });

  test("that is slow within the deadlines is waited for", async () => {
    server.on(`POST ${PATH}`, async () => {
      await new Promise((done) => setTimeout(done, 150));
      return enveloped([license()]);
    });
    expect((await identify()).ok).toBe(true);
  });

  test("that announces too much is not read", async () => {
    server.on(
      `POST ${PATH}`,
      (_, response) => void response.writeHead(200, { "content-length": "30000000" }).write("x"),
    );
    expect(faultOf(await identify())).toMatchObject({ code: "province.nonsense", detail: { reason: "too-large" } });
  });

  test("that sends too much without announcing it is cut off", async () => {
    server.on(`POST ${PATH}`, (_, response) => {
      response.writeHead(200);
      for (let part = 0; part < 21; part += 1) response.write(Buffer.alloc(1024 * 1024, 32));
      response.end();
    });
    expect(faultOf(await identify())).toMatchObject({ code: "province.nonsense", detail: { reason: "too-large" } });
  });

  test("that refuses connections", async () => {
    await server.close();
    expect(faultOf(await identify())).toMatchObject({
      code: "province.unreachable",
      detail: { reason: "no-connection" },
    });
  });

  test("that does not exist in the name service", async () => {
    const lost = connect("http://province.invalid");
    const found = faultOf(await lost.families["license-app"]!.identify(CODE, USAGE, never));
    lost.close();
    expect(found).toMatchObject({ code: "province.unreachable" });
  });

  test("that speaks another protocol", async () => {
    const other = createServer((socket) => socket.end("220 mail ready\r\n"));
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as { port: number };
    const mail = connect(`http://127.0.0.1:${port}`);
    const found = faultOf(await mail.families["license-app"]!.identify(CODE, USAGE, never));
    mail.close();
    other.close();
    expect(found?.code).toBe("province.nonsense");
  });

  test("leaves no trace of code or person in any fault", async () => {
    const echo: Script = (request, response) => send(response, 400, refusal(CODE, `${request.text} ${PERSON} 林晓`));
    server.on(`POST ${PATH}`, echo);
    expect(JSON.stringify(await identify())).not.toMatch(new RegExp(`${CODE}|${PERSON}|林晓`));
  });

  test("is let go at once when the case is cancelled", async () => {
    server.on(`POST ${PATH}`, () => new Promise(() => undefined));
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 30);
    const begun = performance.now();
    expect(codeOf(await identify(cancel.signal))).toBe("call.cancelled");
    expect(performance.now() - begun).toBeLessThan(150);
  });

  test("is not asked at all when the case is cancelled before", async () => {
    expect(codeOf(await identify(AbortSignal.abort()))).toBe("call.cancelled");
    expect(server.seen).toHaveLength(0);
  });

  test("that closes a kept connection costs a reconnect and no fault", async () => {
    server.on(`POST ${PATH}`, (_, response) => {
      // Closes after the answer without saying so beforehand.
      response.on("finish", () => setTimeout(() => response.socket?.destroy(), 1));
      return enveloped([license()]);
    });
    for (let round = 0; round < 15; round += 1) {
      expect((await identify()).ok).toBe(true);
      await new Promise((done) => setTimeout(done, round % 4));
    }
  });

  test("gets its calls over kept connections", async () => {
    server.on(`POST ${PATH}`, () => enveloped([license()]));
    for (let round = 0; round < 10; round += 1) await identify();
    expect(server.connections()).toBe(1);
  });
});
