import { describe, expect, test } from "vitest";
import { presentedRecord } from "../../../../../electron/app/counter/presented.ts";
import type { LicenseType } from "../../../../../electron/domain/matter/matter.ts";
import { ID_CARD_TYPE, NOW } from "../../../../helpers/domain/builders.ts";

const types: readonly LicenseType[] = [
  {
    code: ID_CARD_TYPE,
    name: "居民身份证",
    aliases: ["中华人民共和国居民身份证"],
    holderKind: "person",
    collectedSince: "2018",
    updateCycle: "实时",
  },
];
const metadata = {
  ZZMC: "居民身份证",
  ZZLXDM: ID_CARD_TYPE,
  ZZBH: "990123198806120171",
  CZZT: "样例甲",
  CZZTDM: "990123198806120171",
  CZZTDMLXDM: "111",
  ZZBFJG: "样例市公安局",
  ZZBFRQ: "20190315",
  ZZYXQQSRQ: "20190315",
  ZZYXQJZRQ: "20390315",
};

describe("a presented license file", () => {
  test("says whose and which it is, and that nobody knows its status", () => {
    expect(presentedRecord(metadata, types, NOW)).toMatchObject({
      typeCode: ID_CARD_TYPE,
      source: "presented",
      status: "unknown",
      holders: [{ name: "样例甲", code: "990123198806120171", codeType: "111" }],
      validTo: "2039-03-15",
      identifierCheck: "absent",
    });
  });

  test("is known by an alias of its name when it gives no type code", () => {
    const { ZZLXDM: _, ...rest } = metadata;
    expect(presentedRecord({ ...rest, ZZMC: "中华人民共和国居民身份证" }, types, NOW)?.typeCode).toBe(ID_CARD_TYPE);
  });

  test("is no license without a type that the catalogue knows", () => {
    expect(presentedRecord({}, types, NOW)).toBeUndefined();
    expect(presentedRecord({ ...metadata, ZZLXDM: "X", ZZMC: "会员卡" }, types, NOW)).toBeUndefined();
  });

  test("with a limit that cannot be read is not taken as without limit", () => {
    expect(presentedRecord({ ...metadata, ZZYXQJZRQ: "后天" }, types, NOW)).toBeUndefined();
    expect(presentedRecord({ ...metadata, ZZYXQJZRQ: "长期" }, types, NOW)).not.toHaveProperty("validTo");
  });

  test("may have several holders in lists", () => {
    const record = presentedRecord(
      { ...metadata, CZZT: "样例甲,样例乙", CZZTDM: "1,2", CZZTDMLXDM: "111,111" },
      types,
      NOW,
    );
    expect(record?.holders.map(({ name, code }) => `${name}${code}`)).toEqual(["样例甲1", "样例乙2"]);
  });
});
