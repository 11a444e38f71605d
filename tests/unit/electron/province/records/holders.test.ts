import { describe, expect, test } from "vitest";
import { readHolders } from "../../../../../electron/province/records/holders.ts";

const read = (names: string, codes: string, codeTypes: string, own = {}) =>
  readHolders({ names, codes, codeTypes }, own);

describe("readHolders", () => {
  test("pairs names, numbers and types of comma lists in order", () => {
    expect(read("林晓,周岚", "990101198503120010,990101198707230027", "10,10")).toEqual([
      { name: "林晓", code: "990101198503120010", codeType: "111" },
      { name: "周岚", code: "990101198707230027", codeType: "111" },
    ]);
  });

  test("applies a single type to every holder", () => {
    expect(read("林晓,周岚", "990101198503120010,990101198707230027", "111").map((one) => one.codeType)).toEqual([
      "111",
      "111",
    ]);
  });

  test("accepts full-width commas and semicolons", () => {
    expect(read("林晓,周岚;吴岸", "1,2;3", "")).toHaveLength(3);
  });

  test("keeps the whole name of an organization whose name contains a comma", () => {
    expect(read("虚构(中国)Co., Ltd.", "91990100MA0TEQT05D", "70")).toEqual([
      { name: "虚构(中国)Co., Ltd.", code: "91990100MA0TEQT05D", codeType: "001" },
    ]);
  });

  test("lets numbers stand alone when the names cannot be paired with them", () => {
    expect(read("林晓", "990101198503120010,990101198707230027", "10,10").map((one) => one.name)).toEqual(["", ""]);
  });

  test("keeps names without numbers", () => {
    expect(read("林晓,周岚", "", "10")).toEqual([
      { name: "林晓", code: "", codeType: "111" },
      { name: "周岚", code: "", codeType: "111" },
    ]);
  });

  test("answers nobody for empty lists", () => {
    expect(read("", "", "")).toEqual([]);
  });

  test("counts a masked number as not given", () => {
    expect(read("林晓", "9901**********0010", "10")[0]?.code).toBe("");
  });

  test("tells the type by the number's shape when the province states none", () => {
    expect(read("林晓", "990101198503120010", "")[0]?.codeType).toBe("111");
  });

  test("takes an unknown number of an unknown type for a person's", () => {
    expect(read("林晓", "E12345678", "zz")[0]?.codeType).toBe("999");
  });

  test("lets the province's own table win", () => {
    expect(read("林晓", "E12345678", "40", { "40": "414" })[0]?.codeType).toBe("414");
  });

  test("does not look up types in the prototype", () => {
    expect(read("林晓", "E1", "constructor")[0]?.codeType).toBe("999");
  });
});
