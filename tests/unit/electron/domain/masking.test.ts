import fc from "fast-check";
import { expect, test } from "vitest";
import {
  maskCitizenNumbersIn,
  maskFreeText,
  maskHolderName,
  maskName,
  maskNumber,
} from "../../../../electron/domain/masking.ts";

test.each([
  ["张", "*"],
  ["张明", "张*"],
  ["张晓明", "张*明"],
  ["阿依古丽·买买提", "阿******提"],
  ["𠮷田明", "𠮷*明"],
])("the name %s is shown as %s", (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

test.each([
  ["990106199001011232", "9901**********1232"],
  ["12345678", "1******8"],
  ["123", "***"],
  ["", ""],
])("the number %s is shown as %s", (number, shown) => {
  expect(maskNumber(number)).toBe(shown);
});

test.each([
  [
    "1.2.156.3005.2.11100000000013127D001.11990100.990106199001011232.001.X",
    "990106199001011232",
    "9901**********1232",
  ],
  [
    "1.2.156.3005.2.11100000000013127D001.11990100.99010619900101007X.001.X",
    "99010619900101007X",
    "9901**********007X",
  ],
])("of the identifier %j no citizen's number is kept", (identifier, number, masked) => {
  expect(maskCitizenNumbersIn(identifier)).toBe(identifier.replace(number, masked));
});

test.each([
  "1.2.156.3005.2.11100000000013127D001.11990100YL0000012P.F40D4CECE1F62FB3.001.D",
  // A serial number, without a date of birth.
  "1.2.156.3005.2.11100000000013127D001.11990100.000000000000000017.001.K",
])("the identifier %j stays whole", (identifier) => {
  expect(maskCitizenNumbersIn(identifier)).toBe(identifier);
});

test("organizations keep their names", () => {
  expect(maskHolderName("样例物流有限公司", true)).toBe("样例物流有限公司");
});

test.each([
  ["本人号码 11010519491231002X,已核", "本人号码 1101**********002X,已核"],
  ["电话１３９００００００００", "电话1*********0"],
  ["电话 139-0000-0000 不通", "电话 1*********0 不通"],
  ["座机0512-66660000", "座机0512****0000"],
  ["护照 E00000000 与照片不符", "护照 E*******0 与照片不符"],
  ["见 LX07-20261128-075512-AB12,2026-11-28 补交 200 元", "见 LX07-20261128-075512-AB12,2026-11-28 补交 200 元"],
])("of the reason %j is kept %j", (text, kept) => {
  expect(maskFreeText(text)).toBe(kept);
});

test("no ID number and no telephone number comes through a reason, however it is grouped and whatever stands around it", () => {
  const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });
  const number = fc.oneof(
    fc.tuple(digits(17), fc.constantFrom("0", "9", "X", "x")).map(([body, check]) => `${body.join("")}${check}`),
    fc.tuple(fc.constantFrom("13", "15", "18", "19"), digits(9)).map(([start, rest]) => `${start}${rest.join("")}`),
    digits(15).map((all) => all.join("")),
  );
  const grouped = fc.tuple(number, fc.constantFrom("", " ", "-", "·", " - ".trim()), fc.integer({ min: 3, max: 6 }));
  const around = fc.stringMatching(/^[\u4e00-\u4e80,。;:a-z ()]{0,12}$/u);
  fc.assert(
    fc.property(around, grouped, around, (before, [plain, between, size], after) => {
      const written = plain.replace(new RegExp(`(.{${size}})(?=.)`, "g"), `$1${between}`);
      const kept = maskFreeText(`${before}${written}${after}`);
      const left = kept.replace(/[^\dXx]/g, "");
      expect(left.toUpperCase()).not.toContain(plain.toUpperCase());
      expect(kept).toContain("*");
    }),
    { numRuns: 500 },
  );
});
