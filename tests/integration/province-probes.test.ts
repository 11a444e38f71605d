/** Each line's probe: what it takes for the end itself, and that nothing else is taken for it. */
import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LineName, Probe } from "../../electron/app/ports/province.ts";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type ScriptedServer, send, startScriptedServer } from "../helpers/scripted-server.ts";
import { codeOf, connect, enveloped, never, refusal } from "./province-setup.ts";
import { type MetProvince, meetTraining } from "./training-setup.ts";

const ROUTES: Readonly<Record<LineName, string>> = {
  "license-app": "GET /license-app/v1/license/get_license",
  "service-code": "POST /service-code/license/fetch",
  "phone-consent": "POST /channel/ChannelVerify/current/status",
  platform: "GET /acceptance/v1/deliveries/liangzheng-probe",
  trust: "HEAD /trust/v1/bundle",
};
const LINES = Object.keys(ROUTES) as LineName[];

function probeOf({ probes }: Pick<ProvinceConnection, "probes">, line: LineName): Probe {
  const probe = probes[line];
  if (!probe) throw new Error(`no probe of ${line}`);
  return probe;
}

describe("against an end in somebody else's hands", () => {
  let server: ScriptedServer;
  let province: ProvinceConnection;

  beforeEach(async () => {
    server = await startScriptedServer();
    server.on("POST /license-app/v1/security/login", () => enveloped({ access_token: "T" }));
    province = connect(server.origin);
  });

  afterEach(async () => {
    province.close();
    await server.close();
  });

  const page = (response: ServerResponse, status: number) =>
    response.writeHead(status, { "content-type": "text/html" }).end("<html>请先登录网络</html>");
  const WRONG: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
    "a portal's page": (response) => page(response, 200),
    "a portal's page as not found": (response) => page(response, 404),
    "a redirect to a portal": (response) => response.writeHead(302, { location: "http://portal.invalid/" }).end(),
    "an empty answer": (response) => response.writeHead(200).end(),
    "a gateway that is unwell": (response) => send(response, 503, {}),
    "a hang-up": (response) => response.destroy(),
  };

  for (const line of LINES) {
    test.each(Object.entries(WRONG))(`${line}: %s is not that end`, async (_, answer) => {
      server.on(ROUTES[line], (_request, response) => void answer(response));
      expect((await probeOf(province, line)(never)).ok).toBe(false);
    });
  }

  test.each<[LineName, unknown]>([
    ["license-app", refusal("AUTH_CODE_INVALID", "用证码无效或已过期")],
    ["service-code", { code: "000013", message: "授权令牌无效或已过期" }],
    ["phone-consent", { head: { status: "102", message: "trxId 有误" }, data: null }],
  ])("%s: a refusal in its own words is that end", async (line, answer) => {
    server.on(ROUTES[line], () => answer);
    expect(await probeOf(province, line)(never)).toMatchObject({ ok: true });
  });

  test("wrong credentials are no good answer", async () => {
    server.on("POST /license-app/v1/security/login", (_, response) =>
      send(response, 401, refusal("LOGIN_FAILED", "不通过")),
    );
    expect(codeOf(await probeOf(province, "license-app")(never))).toBe("province.credentials");
  });
});

describe("against the training province", () => {
  let met: MetProvince;
  beforeAll(async () => {
    met = await meetTraining({});
  });
  afterEach(() => met.training.behave());
  afterAll(() => met.close());

  test.each(LINES)("%s answers, and does not when it alone is cut", async (line) => {
    const family = line === "platform" ? "acceptance" : line;
    expect(await probeOf(met.province, line)(never)).toMatchObject({ ok: true });
    met.training.misbehave({ family, fault: { kind: "drop" } });
    const answers = await Promise.all(LINES.map(async (one) => (await probeOf(met.province, one)(never)).ok));
    expect(LINES.filter((_, index) => !answers[index])).toEqual([line]);
  });

  test.each(LINES)("%s can be slowed alone", async (line) => {
    met.training.misbehave({ family: line === "platform" ? "acceptance" : line, fault: { kind: "latency", ms: 150 } });
    const started = performance.now();
    await probeOf(met.province, line)(never);
    expect(performance.now() - started).toBeGreaterThan(140);
  });
});
