/** Trust data and catalogues against servers written here from interfaces.md sections 6 to 8. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { type ScriptedServer, startScriptedServer } from "../helpers/scripted-server.ts";
import { codeOf, connect, faultOf, ID_CARD, never, told } from "./province-setup.ts";

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

describe("trust source", () => {
  test("passes bytes and etag through", async () => {
    server.on("GET /trust/v1/bundle", (_, response) => void response.writeHead(200, { etag: '"7"' }).end("bytes"));
    const fetched = told(await province.trust.fetch(undefined, never));
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
      for (let part = 0; part < 11; part += 1) {
        response.write("x");
        await new Promise((done) => setTimeout(done, 120));
      }
      response.end();
    });
    expect(told(await province.trust.fetch(undefined, never))?.bytes).toHaveLength(11);
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
    expect(told(await province.catalogue.load(never))).toEqual({
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

describe("appointments", () => {
  const PATH = "GET /appointments/v1/terminals/T-01/appointments";

  test("are asked for by terminal and day, and come as they are", async () => {
    server.on(PATH, ({ headers, query }, response) => {
      const isKnown = headers.authorization === "Bearer appointment-token" && query.get("day") === "2026-11-28";
      const body = { day: "2026-11-28", appointments: [{ appointmentNo: "Y1" }, 7] };
      response.writeHead(isKnown ? 200 : 401).end(JSON.stringify(body));
    });
    expect(told(await province.appointments!.load("2026-11-28", never))).toEqual([{ appointmentNo: "Y1" }, 7]);
  });

  test.each([
    ["another day", { day: "2026-11-27", appointments: [] }],
    ["no list", { day: "2026-11-28" }],
  ])("%s is nonsense: it would cancel what is there", async (_, body) => {
    server.on(PATH, (_request, response) => void response.writeHead(200).end(JSON.stringify(body)));
    expect(codeOf(await province.appointments!.load("2026-11-28", never))).toBe("province.nonsense");
  });
});
