/** The 苏服码 client against a server written here from interfaces.md section 2. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Province } from "../../electron/app/ports/province.ts";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type ScriptedServer, send, startScriptedServer } from "../helpers/scripted-server.ts";
import { BUSINESS, codeOf, connect, FILE, ID_CARD, license, never, PERSON, told, USAGE } from "./province-setup.ts";

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
    expect(told(await client().identify(SFM, USAGE, never))).toEqual({
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
    const { grant } = told(await client().identify(SFM, USAGE, never));
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
    const identified = told(await client().identify(SFM, USAGE, never));
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
    const identified = told(await client().identify(SFM, USAGE, never));
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
    const { grant } = told(await client().identify(SFM, USAGE, never));
    expect(codeOf(await client().pull(grant, ID_CARD, USAGE, never))).toBe("license.no-file");
  });

  test("refuses a token that could not stand in a header", async () => {
    server.on("POST /service-code/qrcode/validate", () => good({ validatetoken: "a\r\nb" }));
    expect(codeOf(await client().identify(SFM, USAGE, never))).toBe("province.nonsense");
  });
});
