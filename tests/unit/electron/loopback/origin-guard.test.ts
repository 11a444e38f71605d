import { describe, expect, test } from "vitest";
import { createOriginGuard } from "../../../../electron/loopback/origin-guard.ts";

const guard = createOriginGuard(4711, "clerk");
const citizen = createOriginGuard(4712, "citizen");
const tokenOf = ({ openingAddress }: typeof guard) => new URL(openingAddress).searchParams.get("token") ?? "";
const cookieOf = ({ setCookie }: typeof guard) => setCookie.split(";")[0] ?? "";

describe("the loopback origin", () => {
  test("takes exactly its own host and origin", () => {
    expect(guard.isOwnHost({ host: "127.0.0.1:4711" })).toBe(true);
    for (const host of ["localhost:4711", "127.0.0.1", "127.0.0.1:4712", "evil.example", undefined]) {
      expect(guard.isOwnHost({ host })).toBe(false);
    }
    expect(guard.isOwnOrigin({ origin: "http://127.0.0.1:4711" })).toBe(true);
    for (const origin of [
      "http://localhost:4711",
      "http://127.0.0.1:4712",
      "null",
      "https://127.0.0.1:4711",
      undefined,
    ]) {
      expect(guard.isOwnOrigin({ ...(origin ? { origin } : {}) })).toBe(false);
    }
  });

  test("has one unguessable token for each window", () => {
    expect(tokenOf(guard)).toMatch(/^[\w-]{32}$/);
    expect(tokenOf(guard)).not.toBe(tokenOf(citizen));
    expect(guard.isToken(tokenOf(guard))).toBe(true);
    for (const wrong of ["", `${tokenOf(guard)}x`, tokenOf(citizen)]) expect(guard.isToken(wrong)).toBe(false);
  });

  test("an address for a command line opens once; the printed one goes on, and neither is the cookie", () => {
    const one = new URL(guard.oneTimeAddress()).searchParams.get("token") ?? "";
    const other = new URL(guard.oneTimeAddress()).searchParams.get("token") ?? "";
    expect([one, other, tokenOf(guard)].map(guard.isToken)).toEqual([true, true, true]);
    for (const used of [one, tokenOf(guard)]) guard.spend(used);
    expect([one, other, tokenOf(guard)].map(guard.isToken)).toEqual([false, true, true]);
    for (const token of [one, other, tokenOf(guard)]) expect(cookieOf(guard)).not.toContain(token);
  });

  test("the citizen's cookie opens nothing of the clerk's", () => {
    expect(guard.hasCookie({ cookie: cookieOf(citizen) })).toBe(false);
    expect(guard.hasCookie({ cookie: `a=b; ${cookieOf(guard)}` })).toBe(true);
    expect(guard.hasCookie({})).toBe(false);
  });

  test("a page of another port or site is not its own, an address typed or a program that is no browser is", () => {
    const asked = (site?: string) => guard.isAskedByOwnPage(site === undefined ? {} : { "sec-fetch-site": site });
    expect(["same-origin", "none", undefined].map(asked)).toEqual([true, true, true]);
    expect(["same-site", "cross-site", "anything"].map(asked)).toEqual([false, false, false]);
  });
});
