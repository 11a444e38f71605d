import { describe, expect, test } from "vitest";
import { createOriginGuard } from "../../../../electron/loopback/origin-guard.ts";

const guard = createOriginGuard(4711);
const tokenOf = (window: "clerk" | "citizen") => new URL(guard.openingAddress(window)).searchParams.get("token") ?? "";
const cookieOf = (window: "clerk" | "citizen") => guard.setCookie(window).split(";")[0] ?? "";

describe("the loopback origin", () => {
  test("takes exactly its own host and origin", () => {
    expect(guard.isOwnHost({ host: "127.0.0.1:4711" })).toBe(true);
    for (const host of ["localhost:4711", "127.0.0.1", "127.0.0.1:4712", "evil.example", undefined]) {
      expect(guard.isOwnHost({ host })).toBe(false);
    }
    expect(guard.isOwnOrigin({ origin: "http://127.0.0.1:4711" })).toBe(true);
    for (const origin of ["http://localhost:4711", "null", "https://127.0.0.1:4711", undefined]) {
      expect(guard.isOwnOrigin({ ...(origin ? { origin } : {}) })).toBe(false);
    }
  });

  test("has one unguessable token for each window", () => {
    expect(tokenOf("clerk")).toMatch(/^[\w-]{32}$/);
    expect(tokenOf("clerk")).not.toBe(tokenOf("citizen"));
    expect(guard.windowOfToken(tokenOf("clerk"))).toBe("clerk");
    expect(guard.windowOfToken(tokenOf("citizen"))).toBe("citizen");
    expect(guard.windowOfToken("")).toBeUndefined();
    expect(guard.windowOfToken(`${tokenOf("clerk")}x`)).toBeUndefined();
  });

  test("the citizen's cookie opens nothing of the clerk's", () => {
    expect(guard.hasCookie({ cookie: cookieOf("citizen") }, "clerk")).toBe(false);
    expect(guard.hasCookie({ cookie: `a=b; ${cookieOf("clerk")}` }, "clerk")).toBe(true);
    expect(guard.hasCookie({}, "clerk")).toBe(false);
  });
});
