import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFaceFields, readSurface } from "../../../../../electron/province/records/face-fields.ts";
import { readRelatedPersons } from "../../../../../electron/province/records/related-persons.ts";

const fromFields = (fields: unknown) => readRelatedPersons(readFaceFields(fields), {});
const REPRESENTATIVE = { role: "legalRep", name: "林晓", code: "990101198503120010", codeType: "111" };

describe("readRelatedPersons", () => {
  test.each([
    ["FDDBR", "FDDBRZJHM"],
    ["FDDBRXM", "FDDBRSFZH"],
    ["KZ_FDDBR", "KZ_FDDBR_SFZJHM"],
    ["法定代表人", "法定代表人身份证号"],
    ["法定代表人(负责人)", "法定代表人(负责人)证件号码"],
    ["法定代表人姓名:", "法定代表人 公民身份号码"],
    ["负责人", "负责人证件号码"],
    ["FZR", "FZRSFZHM"],
    ["经营者", "经营者身份证号码"],
  ])("reads the representative under %s and %s", (nameKey, codeKey) => {
    expect(fromFields({ [nameKey]: "林晓", [codeKey]: "990101198503120010" })).toEqual([REPRESENTATIVE]);
  });

  test("reads both parents of a birth certificate", () => {
    const fields = { MQXM: "周岚", MQSFZH: "990101198707230027", FQXM: "林晓", FQSFZH: "990101198503120010" };
    expect(fromFields(fields)).toEqual([
      { role: "parent", name: "周岚", code: "990101198707230027", codeType: "111" },
      { role: "parent", name: "林晓", code: "990101198503120010", codeType: "111" },
    ]);
  });

  test("reads parents under Chinese labels of a surface list", () => {
    const surface = readSurface([
      { name: "母亲姓名", value: "周岚", columnName: "KZ_A1" },
      { name: "母亲有效身份证件号码", value: "990101198707230027", columnName: "KZ_A2" },
      { name: "母亲有效身份证件类型", value: "居民身份证", columnName: "KZ_A3" },
    ]);
    expect(readRelatedPersons(surface, {})).toEqual([
      { role: "parent", name: "周岚", code: "990101198707230027", codeType: "111" },
    ]);
  });

  test("counts a person once when label and column both name him", () => {
    const surface = readSurface([
      { name: "法定代表人", value: "林晓", columnName: "FDDBR" },
      { name: "法定代表人证件号码", value: "990101198503120010", columnName: "FDDBRZJHM" },
    ]);
    expect(readRelatedPersons(surface, {})).toEqual([REPRESENTATIVE]);
  });

  test("reads single-quoted data_fields with nested groups", () => {
    expect(fromFields("{'ZT':{'FDDBR':'林晓'},'detail':[{'FDDBRZJHM':'990101198503120010'}]}")).toEqual([
      REPRESENTATIVE,
    ]);
  });

  test("keeps a name without a number as a name only", () => {
    expect(fromFields({ 法定代表人: "林晓" })).toEqual([{ role: "legalRep", name: "林晓", code: "", codeType: "999" }]);
  });

  test.each(["FZRQ", "FZJGMC", "FQ", "MQ", "FR", "父", "CYRMC"])("takes %s for nobody", (key) => {
    expect(fromFields({ [key]: "20200101" })).toEqual([]);
  });

  test("takes a masked number for no number", () => {
    expect(fromFields({ FDDBR: "林晓", FDDBRZJHM: "9901**********0010" })[0]?.code).toBe("");
  });

  test("never throws on any fields", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void fromFields(value)));
    fc.assert(fc.property(fc.string(), (text) => void fromFields(text)));
  });
});
