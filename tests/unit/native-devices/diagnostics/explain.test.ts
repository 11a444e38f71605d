import { expect, test } from "vitest";
import { isFaultCode } from "../../../../electron/domain/fault.ts";
import { explainDeviceFault } from "../../../../native-devices/diagnostics/explain.ts";
import { deviceFaultSchema, deviceReasons } from "../../../../native-devices/host/device-contract.ts";

test.each(deviceReasons)("%s has a meaning that the contract and the closed list know", (reason) => {
  const meaning = explainDeviceFault(reason);
  expect(deviceFaultSchema.parse(meaning)).toEqual(meaning);
  expect(isFaultCode(meaning.code)).toBe(true);
});

test("what only an administrator can mend is said to be his", () => {
  expect(explainDeviceFault("no-permission").actor).toBe("administrator");
  expect(explainDeviceFault("unplugged").actor).toBe("clerk");
});
