import { expect, test } from "vitest";
import { redactFrame } from "../../../../native-devices/diagnostics/redact.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a frame shows its first and last two bytes and its size", () => {
  expect(redactFrame(bytes("]Q1990000199001010017\r"))).toBe("5d51~370d(22)");
});

test("a short frame shows its size only", () => {
  expect(redactFrame(bytes("99000019"))).toBe("~(8)");
});
