/** Families 1 to 3 of the training province over real HTTP, as electron/province/interfaces.md describes them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codesOf } from "../../electron/training/cast/codes.ts";
import { LICENSE_TYPES } from "../../electron/training/cast/license-types.ts";
import { PERSONS, type PersonId } from "../../electron/training/cast/persons.ts";
import { MATTERS } from "../../electron/training/matters/matter-list.ts";
import { startTrainingProvince, type TrainingProvince } from "../../electron/training/province.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a foreign client would read them
type Loose = any;

let dataDir = "";
let province: TrainingProvince;
let clock = Date.parse("2026-11-24T09:00:00+08:00");

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "training-libraries-"));
  province = await startTrainingProvince({ dataDir, now: () => clock });
});

afterAll(async () => {
  await province.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: Loose }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

async function get(url: string): Promise<{ status: number; json: Loose }> {
  const response = await fetch(url);
  return { status: response.status, json: await response.json() };
}

const code = (personId: PersonId, family: string): string =>
  codesOf(personId).find((one) => one.family === family)!.text;
const typeCode = (id: keyof typeof LICENSE_TYPES): string => LICENSE_TYPES[id].certTypeCode;
const isOfd = (base64: string): boolean =>
  Buffer.from(base64, "base64").subarray(0, 4).toString("latin1") === "PK\u0003\u0004";

const matter = MATTERS.homeTransfer;
const use = { service_item_code: matter.taskCode, service_item_name: matter.taskName, biz_num: "BJ20261124001" };

describe("license-app v1", () => {
  let token = "";
  const url = (path: string, query = ""): string =>
    `${province.endpoints["license-app"]}${path}?access_token=${token}${query}`;

  beforeAll(async () => {
    const { appKey, appSecret, account, password } = province.credentials.licenseApp;
    const { json } = await post(`${province.endpoints["license-app"]}/security/login`, {
      app_key: appKey,
      app_secret: appSecret,
      account,
      password,
    });
    token = json.data.access_token;
  });

  test("lets nobody in with a wrong secret", async () => {
    const { appKey, account, password } = province.credentials.licenseApp;
    const { status, json } = await post(`${province.endpoints["license-app"]}/security/login`, {
      app_key: appKey,
      app_secret: "x",
      account,
      password,
    });
    expect([status, json.ack_code]).toEqual([401, "FAILURE"]);
  });

  test("answers every call in its envelope", async () => {
    const { json } = await get(url("/service_item/list", "&type=0&org_code="));
    expect(Object.keys(json).sort()).toEqual([
      "ack_code",
      "correlation_id",
      "data",
      "errors",
      "response_id",
      "sign",
      "sign_method",
      "timestamp",
    ]);
    expect(json.data).toContainEqual({ service_item_code: matter.taskCode, name: matter.taskName });
  });

  test("gives by the citizen's code only what the matter needs, each with an auth_code", async () => {
    const { json } = await post(url("/license/holder"), { ...use, credential: code("everything", "license-app") });
    expect(json.ack_code).toBe("SUCCESS");
    expect(json.data.map((one: Loose) => one.license_item_code).sort()).toEqual(
      [typeCode("identityCard"), typeCode("marriageCertificate"), typeCode("realEstate")].sort(),
    );
    for (const one of json.data) expect(one.auth_code).toMatch(/^\d{17}_/);
  });

  test("gives license and file for an auth_code", async () => {
    const { json } = await post(url("/license/holder"), { ...use, credential: code("everything", "license-app") });
    const summary = json.data.find((one: Loose) => one.license_item_code === typeCode("realEstate"));
    const license = (await get(url("/license/get_license", `&auth_code=${encodeURIComponent(summary.auth_code)}`))).json
      .data;
    expect(license.holder_name).toBe("张晓明");
    expect(license.license_status).toBe("ISSUED");
    expect(license.extend_props.certificate_identifier).toMatch(/^1\.2\.156\.3005\.2\./);
    expect(typeof license.data_fields).toBe("string");
    const archive = (await get(url("/license/archive", `&auth_code=${encodeURIComponent(summary.auth_code)}`))).json
      .data;
    expect(archive.file_name).toMatch(/\.ofd$/);
    expect(isOfd(archive.file_data)).toBe(true);
  });

  test("writes data_fields with single quotes for some types", async () => {
    const fieldsOf = async (type: string, task: { taskCode: string; taskName: string }): Promise<string> => {
      const { json } = await post(url("/license/holder"), {
        ...use,
        service_item_code: task.taskCode,
        service_item_name: task.taskName,
        credential: code("everything", "license-app"),
      });
      const { auth_code } = json.data.find((one: Loose) => one.license_item_code === type);
      return (await get(url("/license/get_license", `&auth_code=${encodeURIComponent(auth_code)}`))).json.data
        .data_fields;
    };
    expect((await fieldsOf(typeCode("identityCard"), matter)).startsWith('{"')).toBe(true);
    expect((await fieldsOf(typeCode("businessLicense"), MATTERS.foodPermit)).startsWith("{'")).toBe(true);
  });

  test("lists by duty with auth codes beside the summaries, in the same order, page by page", async () => {
    const number = `${PERSONS.everything.number},${PERSONS.spouse.number}`;
    const { json } = await post(url("/license/auth"), {
      ...use,
      identity_number: number,
      page_index: 1,
      page_size: 10,
      operator: {},
    });
    expect(json.auth_codes).toHaveLength(json.data.length);
    const second = (await get(url("/license/get_license", `&auth_code=${encodeURIComponent(json.auth_codes[1])}`))).json
      .data;
    expect(second.license_code).toBe(json.data[1].license_code);
    const { json: beyond } = await post(url("/license/auth"), {
      ...use,
      identity_number: number,
      page_index: 2,
      page_size: 10,
      operator: {},
    });
    expect(beyond.data).toEqual([]);
  });

  test("wants a known matter and a case number", async () => {
    const { json } = await post(url("/license/auth"), {
      ...use,
      service_item_code: "1",
      identity_number: PERSONS.everything.number,
    });
    expect([json.ack_code, json.errors[0].code]).toEqual(["FAILURE", "PARAM_INVALID"]);
    const { json: caseless } = await post(url("/license/auth"), {
      ...use,
      biz_num: "",
      identity_number: PERSONS.everything.number,
    });
    expect(caseless.ack_code).toBe("FAILURE");
  });

  test("says that a used code no longer holds, and that there is no right", async () => {
    const { json } = await post(url("/license/holder"), { ...use, credential: code("usedCode", "license-app") });
    expect(json.errors[0].message).toBe("二维码已失效");
    const { json: barred } = await post(url("/license/holder"), { ...use, credential: code("noRight", "license-app") });
    expect(barred.errors[0].message).toBe("无访问该证权限");
  });

  test("refuses an unknown auth_code and lets tokens run out", async () => {
    const { json } = await get(url("/license/archive", "&auth_code=x"));
    expect(json.errors[0].code).toBe("AUTH_CODE_INVALID");
    clock += 31 * 60_000;
    const { status, json: late } = await get(url("/service_item/list", "&type=0"));
    expect([status, late.errors[0].code]).toEqual([401, "TOKEN_INVALID"]);
  });
});

describe("苏服码", () => {
  let bearer = "";
  const base = (): string => province.endpoints["service-code"];

  beforeAll(async () => {
    const { clientId, clientSecret } = province.credentials.serviceCode;
    const response = await fetch(`${base()}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "client_credentials",
        scope: "default",
      }),
    });
    const token = (await response.json()) as Loose;
    expect(token.expires_in).toBeGreaterThan(0);
    bearer = `Bearer ${token.access_token}`;
  });

  const validate = (qrcode: string, items: readonly string[]) =>
    post(
      `${base()}/qrcode/validate`,
      {
        qrcode,
        casecode: matter.taskCode,
        casename: matter.taskName,
        items,
        num: "BJ1",
        equipmentName: "7 号窗口",
        equipmentCode: "LX07",
        operator: {},
      },
      { authorization: bearer, qrctoken: Buffer.from(province.credentials.serviceCode.appKey).toString("base64") },
    );

  const pull = async (qrcode: string, items: readonly string[]): Promise<Loose> => {
    const { json } = await validate(qrcode, items);
    return (await post(`${base()}/license/fetch`, {}, { authorization: bearer, authtoken: json.data.validatetoken }))
      .json;
  };

  test("gives the asked types with file and misspelt liscenseInfo", async () => {
    const answer = await pull(code("everything", "service-code"), [typeCode("identityCard"), typeCode("realEstate")]);
    expect(answer.code).toBe("000001");
    expect(answer.data.map((one: Loose) => one.name).sort()).toEqual(["不动产权证书", "居民身份证"]);
    for (const one of answer.data) {
      expect(isOfd(one.pdf)).toBe(true);
      expect(one.liscenseInfo.license_code).toMatch(/^\d{18}$/);
      expect(one).not.toHaveProperty("licenseInfo");
    }
  });

  test("takes an empty list for a normal answer", async () => {
    const answer = await pull(code("emptyHanded", "service-code"), [typeCode("identityCard")]);
    expect([answer.code, answer.data]).toEqual(["000001", []]);
  });

  test("shows a license that has been cancelled with its status", async () => {
    const answer = await pull(code("cancelledDriver", "service-code"), [typeCode("transportPractitioner")]);
    expect(answer.data[0].liscenseInfo.license_status).toBe("ABOLISHED");
  });

  test.each([
    ["expiredCode" as const, "二维码已过期"],
    [undefined, "二维码已失效"],
  ])("tells about the code of %s: %s", async (personId, message) => {
    const { json } = await validate(personId === undefined ? "SFMNOSUCHCODE" : code(personId, "service-code"), []);
    expect(json.message).toBe(message);
    expect(json.code).not.toBe("000001");
  });

  test("says 无访问该证权限 at the fetch", async () => {
    expect((await pull(code("noRight", "service-code"), [typeCode("identityCard")])).message).toBe("无访问该证权限");
  });

  test("wants a bearer token and a registered application", async () => {
    expect((await post(`${base()}/qrcode/validate`, {})).status).toBe(401);
    expect((await post(`${base()}/qrcode/validate`, {}, { authorization: bearer, qrctoken: "eA==" })).status).toBe(401);
  });
});

describe("phone consent", () => {
  const call = async (path: string, data: unknown): Promise<Loose> => {
    const { accessId, accessToken } = province.credentials.phoneConsent;
    return (await post(`${province.endpoints["phone-consent"]}${path}`, { head: { accessId, accessToken }, data }))
      .json;
  };
  const certCodes = [typeCode("identityCard"), typeCode("realEstate")];
  const begin = async (personId: PersonId): Promise<string> => {
    const answer = await call("/ChannelVerify/begin/verify", { qrcode: code(personId, "phone-consent"), certCodes });
    expect([0, 60001]).toContain(answer.head.status);
    return answer.data.trxId;
  };
  const statusOf = async (trxId: string): Promise<string> =>
    (await call("/ChannelVerify/current/status", { trxId })).data.verifyStatus;
  const useCause = JSON.stringify({
    certificateSystemName: "样例",
    certificateCallCategory: "0",
    certificateEventCode: matter.taskCode,
    certificateMatterName: matter.taskName,
    certificateCopyCause: "办理登记",
  });

  test("waits, is granted, and then gives records and file", async () => {
    const trxId = await begin("everything");
    expect(await statusOf(trxId)).toBe("1");
    expect(
      (await call("/CertShare/queryCertInfosByVerifyTrx", { trxId, certTypeCode: certCodes[1], useCause })).head.status,
    ).toBe(100);
    clock += 1600;
    expect(await statusOf(trxId)).toBe("2");
    const answer = await call("/CertShare/queryCertInfosByVerifyTrx", { trxId, certTypeCode: certCodes[1], useCause });
    const [record] = answer.data.certData;
    expect(record.certificateStatus).toBe("01");
    expect(record.certificateHolderType).toBe("111");
    expect(record.issueDate).toMatch(/^\d{8}$/);
    expect(record.surface[0]).toEqual({ name: "权利人", value: "张晓明", valueType: "text", columnName: "KZ_QLR" });
    const file = await call("/downloadFile", {
      certificateIdentifier: record.certificateIdentifier,
      fileType: "ofd",
      certificateCopyCause: "办理登记",
      trxId,
    });
    expect(file.data.contentType).toBe("base64");
    expect(isOfd(file.data.content)).toBe(true);
  });

  test("shows both begin numbers", async () => {
    const numbers = await Promise.all(
      (["everything", "spouse"] as const).map(
        async (personId) =>
          (await call("/ChannelVerify/begin/verify", { qrcode: code(personId, "phone-consent"), certCodes })).head
            .status,
      ),
    );
    expect(numbers.sort()).toEqual([0, 60001]);
  });

  test("is refused by one person and never answered by another", async () => {
    const [refused, silent] = [await begin("refusing"), await begin("silent")];
    clock += 5 * 60_000;
    expect(await statusOf(refused)).toBe("3");
    expect(await statusOf(silent)).toBe("1");
  });

  test.each([
    ["no field", { certTypeCode: "", useCause }, 12],
    ["a bad type code", { certTypeCode: "X", useCause }, 113],
    ["a type that was not asked for", { certTypeCode: typeCode("drivingLicense"), useCause }, 100],
    ["a cause that is no JSON", { certTypeCode: typeCode("identityCard"), useCause: "看看" }, 102],
    [
      "a cause that is too long",
      { certTypeCode: typeCode("identityCard"), useCause: JSON.stringify({ a: "长".repeat(200) }) },
      102,
    ],
  ])("answers %s with its status", async (_what, data, status) => {
    const trxId = await begin("everything");
    clock += 1600;
    expect((await call("/CertShare/queryCertInfosByVerifyTrx", { trxId, ...data })).head.status).toBe(status);
  });

  test("answers 10 where nothing is found and 11 to a stranger", async () => {
    const answer = await call("/ChannelVerify/begin/verify", {
      qrcode: code("emptyHanded", "phone-consent"),
      certCodes,
    });
    clock += 1600;
    expect(
      (
        await call("/CertShare/queryCertInfosByVerifyTrx", {
          trxId: answer.data.trxId,
          certTypeCode: certCodes[0],
          useCause,
        })
      ).head.status,
    ).toBe(10);
    const { json } = await post(`${province.endpoints["phone-consent"]}/downloadFile`, {
      head: { accessId: "x", accessToken: "y" },
      data: {},
    });
    expect(json.head.status).toBe(11);
  });
});
