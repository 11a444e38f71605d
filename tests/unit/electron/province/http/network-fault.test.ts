import { describe, expect, test } from "vitest";
import { lostAnswer } from "../../../../../electron/province/http/lost-answer.ts";
import { networkFault } from "../../../../../electron/province/http/network-fault.ts";

const error = (code: string) => Object.assign(new Error("x"), { code });

describe("networkFault", () => {
  test.each([
    ["ENOTFOUND", false, "name-lookup"],
    ["ECONNREFUSED", false, "no-connection"],
    ["EHOSTUNREACH", false, "no-connection"],
    ["CERT_HAS_EXPIRED", false, "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", false, "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", false, "tls"],
    ["ECONNRESET", false, "network"],
    ["ECONNRESET", true, "dropped"],
    ["EPIPE", true, "dropped"],
    ["ETIMEDOUT", true, "dropped"],
  ])("tells %s (connected: %s) as %s", (code, isConnected, reason) => {
    expect(networkFault("c", error(code), isConnected)).toEqual({
      code: "province.unreachable",
      retry: "later",
      detail: { call: "c", reason },
    });
  });

  test("tells a server that does not speak HTTP as nonsense", () => {
    expect(networkFault("c", error("HPE_INVALID_CONSTANT"), true).code).toBe("province.nonsense");
  });
});

describe("lostAnswer", () => {
  test("turns a connection that broke in use into an unknown outcome", () => {
    expect(lostAnswer(networkFault("c", error("ECONNRESET"), true))).toMatchObject({
      code: "province.timed-out",
      detail: { stage: "lost" },
    });
  });

  test.each(["ENOTFOUND", "ECONNREFUSED", "CERT_HAS_EXPIRED"])("leaves %s, under which nothing was sent", (code) => {
    const found = networkFault("c", error(code), false);
    expect(lostAnswer(found)).toBe(found);
  });
});
