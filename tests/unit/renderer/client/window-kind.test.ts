/** Which window a page is, by its address; and where its contract is served. */
import { describe, expect, test } from "vitest";
import { contractAddress } from "../../../../renderer/client/websocket-carrier.ts";
import { windowKind } from "../../../../renderer/client/window-kind.ts";

describe("a window", () => {
  test.each([
    ["/", "", "clerk"],
    ["/citizen", "", "citizen"],
    ["/citizen/", "", "citizen"],
    ["/index.html", "#/citizen", "citizen"],
    ["/citizens", "", "clerk"],
  ])("at %s%s is the %s's", (pathname, hash, kind) => {
    expect(windowKind({ pathname, hash })).toBe(kind);
  });

  test("speaks the contract at an address of its own", () => {
    const location = { protocol: "http:", host: "127.0.0.1:4130" };
    expect(contractAddress(location, "clerk")).toBe("ws://127.0.0.1:4130/contract");
    expect(contractAddress(location, "citizen")).toBe("ws://127.0.0.1:4130/citizen/contract");
  });
});
