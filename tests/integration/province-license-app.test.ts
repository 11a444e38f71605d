/** The license-app client against a server written here from interfaces.md section 1. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Province } from "../../electron/app/ports/province.ts";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type ScriptedServer, send, startScriptedServer } from "../helpers/scripted-server.ts";
import {
  BUSINESS,
  CODE,
  codeOf,
  connect,
  enveloped,
  FILE,
  faultOf,
  ID_CARD,
  license,
  never,
  PERSON,
  refusal,
  told,
  USAGE,
} from "./province-setup.ts";

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
    const identified = told(await client().identify(CODE, USAGE, never));
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
    const identified = told(await client().identify(CODE, USAGE, never));
    expect(JSON.stringify(identified)).not.toContain(CODE);
  });

  test("pulls license and archive of each use code", async () => {
    const { grant } = told(await client().identify(CODE, USAGE, never));
    const pulled = told(await client().pull(grant, ID_CARD, USAGE, never));
    expect(pulled).toHaveLength(1);
    expect(pulled[0]?.record).toMatchObject({ provider: "license-app", providerLicenseId: "L-1", status: "valid" });
    expect(Buffer.from(pulled[0]?.file ?? []).toString("base64")).toBe(FILE);
  });

  test("says that a type without a use code was not found", async () => {
    const { grant } = told(await client().identify(CODE, USAGE, never));
    expect(codeOf(await client().pull(grant, "11100000000019713D008", USAGE, never))).toBe("license.not-found");
  });

  test("finds by duty, with consent still to be given on site", async () => {
    server.on(`POST ${BASE}/license/auth`, () => enveloped([license()], { auth_codes: ["AC-9"] }));
    const person = { name: "", code: PERSON, codeType: "111" } as const;
    const identified = told(await (province.duty?.identifyByNumber(person, USAGE, never) as never));
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
    const { grant } = told(await client().identify(CODE, USAGE, never));
    server.on(`GET ${BASE}/license/get_license`, (_, response) =>
      send(response, 400, refusal("AUTH_CODE_INVALID", "")),
    );
    expect(codeOf(await client().pull(grant, ID_CARD, USAGE, never))).toBe("code.expired");
  });

  test("says that there is no file when the archive is empty", async () => {
    const { grant } = told(await client().identify(CODE, USAGE, never));
    server.on(`GET ${BASE}/license/archive`, () => enveloped({ file_name: "", file_data: "" }));
    expect(codeOf(await client().pull(grant, ID_CARD, USAGE, never))).toBe("license.no-file");
  });

  test("identifies nobody, and grants nothing, when the holder has no license", async () => {
    server.on(`POST ${BASE}/license/holder`, () => enveloped([]));
    expect(told(await client().identify(CODE, USAGE, never))).toEqual({
      grant: { family: "license-app", tokens: {} },
      consent: { kind: "by-code", state: "granted" },
    });
  });

  test("never calls an on-site consent granted", async () => {
    const { grant } = told(await client().identify(CODE, USAGE, never));
    expect((await client().consentState(grant, never)).ok).toBe(false);
  });
});
