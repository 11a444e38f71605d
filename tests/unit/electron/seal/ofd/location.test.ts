import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryFinder, resolveLocation } from "../../../../../electron/seal/ofd/location.ts";

describe("a location", () => {
  test.each([
    ["/Doc_0/Document.xml", "Doc_0/Signs/S.xml", "Doc_0/Document.xml"],
    ["Sign_0/Signature.xml", "Doc_0/Signs/Signatures.xml", "Doc_0/Signs/Sign_0/Signature.xml"],
    ["../Res/a.png", "Doc_0/Pages/Content.xml", "Doc_0/Res/a.png"],
    ["./a.xml", "Doc_0/b.xml", "Doc_0/a.xml"],
    ["Doc_0//a.xml", "", "Doc_0/a.xml"],
    ["Doc_0\\a.xml", "", "Doc_0/a.xml"],
    [" a.xml ", "OFD.xml", "a.xml"],
  ])("%s named by %j means %s", (location, namedBy, expected) => {
    expect(resolveLocation(location, namedBy)).toBe(expected);
  });

  test.each(["", "/", "..", "../../a.xml", "/../a.xml", "Doc_0/../.."])("%j means nothing", (location) => {
    expect(resolveLocation(location, "Doc_0/a.xml")).toBeUndefined();
  });

  test("never means anything outside the package", () => {
    const part = fc.constantFrom("..", ".", "a", "/", "\\", "");
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const resolved = resolveLocation(parts.join("/"), "Doc_0/a.xml") ?? "a";
        expect(resolved.split("/")).not.toContain("..");
        expect(resolved.startsWith("/")).toBe(false);
      }),
    );
  });
});

describe("finding an entry", () => {
  const find = entryFinder(
    new Map([
      ["Doc_0/Tpls/A.xml", 1],
      ["Doc_0/b.xml", 1],
      ["b.xml", 1],
      ["Doc_1/c.xml", 1],
    ]),
  );

  test("goes by the exact name first", () => {
    expect(find("b.xml", "Doc_0/Document.xml")).toBe("Doc_0/b.xml");
  });

  test("ignores letter case where the exact name is absent, as real files need it", () => {
    expect(find("TPLS/a.XML", "Doc_0/Document.xml")).toBe("Doc_0/Tpls/A.xml");
  });

  test("tries the root when a relative location finds nothing", () => {
    expect(find("Doc_1/c.xml", "Doc_0/Document.xml")).toBe("Doc_1/c.xml");
  });

  test("finds nothing for what is not there", () => {
    expect(find("x.xml", "Doc_0/Document.xml")).toBeUndefined();
    expect(find("", "Doc_0/Document.xml")).toBeUndefined();
  });
});
