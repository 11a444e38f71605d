import { expect, test } from "vitest";
import { maskHolderName, maskName, maskNumber } from "../../../../electron/domain/masking.ts";

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
  ["320101199001011234", "3201**********1234"],
  ["12345678", "1******8"],
  ["123", "***"],
  ["", ""],
])("the number %s is shown as %s", (number, shown) => {
  expect(maskNumber(number)).toBe(shown);
});

test("organizations keep their names", () => {
  expect(maskHolderName("样例物流有限公司", true)).toBe("样例物流有限公司");
});
