import { describe, expect, test } from "vitest";
import { routeScan } from "../../../../electron/domain/scan/route.ts";
import { codePatternsOf, readProvinceConfig } from "../../../../electron/province/config.ts";

const MINIMAL = {
  name: "虚构省",
  terminal: { id: "T-01", name: "一号窗口" },
  organization: { name: "虚构市政务服务中心", code: "C1", division: "虚构市", divisionCode: "990100" },
  acceptance: { baseUrl: "http://127.0.0.1:1/acceptance/v1/", appToken: "token-a" },
  audit: { baseUrl: "http://127.0.0.1:1/audit/v1", appToken: "token-b" },
  trust: { baseUrl: "http://127.0.0.1:1/trust/v1" },
  catalogue: { baseUrl: "http://127.0.0.1:1/catalog/v1" },
};
const LICENSE_APP = {
  baseUrl: "https://library.example/license-app/v1",
  appKey: "k",
  appSecret: "s",
  account: "a",
  password: "p",
};
const SERVICE_CODE = { baseUrl: "http://x/service-code", clientId: "c", clientSecret: "s", appKey: "k" };
const PHONE = { baseUrl: "http://x/channel", accessId: "i", accessToken: "t" };

const read = (changes: object) => {
  const reading = readProvinceConfig({ ...MINIMAL, ...changes });
  if (!reading.ok) throw new Error(reading.problems.join("; "));
  return reading.config;
};
const problems = (raw: unknown) => {
  const reading = readProvinceConfig(raw);
  return reading.ok ? [] : reading.problems;
};

describe("readProvinceConfig", () => {
  test("fills in the deadlines", () => {
    expect(read({}).deadlines).toEqual({ connectMs: 3000, idleMs: 3000, totalMs: 3000, fileTotalMs: 10_000 });
  });

  test("drops the slash at the end of an address", () => {
    expect(read({}).acceptance.baseUrl).toBe("http://127.0.0.1:1/acceptance/v1");
  });

  test("adds a province's own status words to the known ones", () => {
    const { licenseApp } = read({
      licenseApp: { ...LICENSE_APP, statuses: { PAUSED: "suspended", ISSUED: "unknown" } },
    });
    expect(licenseApp?.statuses).toMatchObject({ PAUSED: "suspended", ISSUED: "unknown", ABOLISHED: "cancelled" });
  });

  test.each([
    ["at the top", { ...MINIMAL, trusts: {} }, "trusts"],
    ["inside a family", { ...MINIMAL, licenseApp: { ...LICENSE_APP, pasword: "x" } }, "pasword"],
    ["inside the deadlines", { ...MINIMAL, deadlines: { readMs: 3000 } }, "readMs"],
  ])("refuses an unknown key %s", (_where, raw, key) => {
    expect(problems(raw).join()).toContain(key);
  });

  test.each(["ftp://x/y", "not an address", "http://user:pass@x/y", "http://x/y?token=1", "http://x/y#z", ""])(
    "refuses the address %j",
    (baseUrl) => {
      expect(problems({ ...MINIMAL, trust: { baseUrl } })).toEqual([expect.stringMatching(/^trust\.baseUrl: /)]);
    },
  );

  test("names the place and never the value of a wrong secret", () => {
    const found = problems({ ...MINIMAL, audit: { ...MINIMAL.audit, appToken: "geheim nis" } });
    expect(found).toEqual(["audit.appToken: must be visible ASCII without spaces"]);
  });

  test("refuses a pattern that is no regular expression", () => {
    expect(problems({ ...MINIMAL, codePatterns: [{ name: "x", family: "license-app", pattern: "(" }] })).toHaveLength(
      1,
    );
  });

  test.each([undefined, null, 5, "text", []])("refuses %j as a whole", (raw) => {
    expect(problems(raw).length).toBeGreaterThan(0);
  });
});

describe("codePatternsOf", () => {
  const all = codePatternsOf(read({ licenseApp: LICENSE_APP, serviceCode: SERVICE_CODE, phoneConsent: PHONE }));

  test.each([
    ["SFM0123456789ABCDEFGHIJ", "service-code"],
    ["0123456789", "phone-consent"],
    ["YSM0123456789abcdef", "license-app"],
    ["https://code.example/code?c=abc", "license-app"],
  ])("routes %s to %s", (text, family) => {
    expect(routeScan(text, all)).toMatchObject({ kind: "service-code", family });
  });

  test.each(["SFM0123", "012345678", "01234567890", "https://code.example/other?c=abc", "YSM1"])(
    "does not route %s",
    (text) => {
      expect(routeScan(text, all).kind).toBe("other");
    },
  );

  test("leaves out families that are not configured", () => {
    expect(codePatternsOf(read({ phoneConsent: PHONE })).map((one) => one.family)).toEqual(["phone-consent"]);
  });
});
