import { expect, test } from "vitest";
import { redactRecords } from "../../../../native-devices/diagnostics/redact-records.ts";

const OK = [0x90, 0x00];
const digits = (text: string) => Array.from(text, (digit) => digit.charCodeAt(0));

function redacted(...answers: readonly (readonly number[])[]): readonly string[] {
  const entries = answers.map((bytes, atMs) => ({ atMs, dir: "rx" as const, bytes: Uint8Array.from(bytes) }));
  return redactRecords(entries, () => 0.3).map(({ bytes }) => Buffer.from(bytes).toString("latin1"));
}

test.each([
  ["packed", [0x19, 0x49, 0x12, 0x31]],
  ["in characters", digits("19491231")],
])("a day of birth %s is another one throughout, also without the number before it", (_name, day) => {
  const number = [0x08, 18, ...digits("11010519491231002X"), ...OK];
  const birth = [0x0d, day.length, ...day, ...OK];
  const year = String.fromCharCode(...day.slice(0, day.length / 2));
  const rest = String.fromCharCode(...day.slice(day.length / 2));
  for (const answers of [[birth], [number, birth]]) {
    const last = redacted(...answers).at(-1) ?? "";
    expect([last.length, last.includes(year), last.includes(rest)]).toEqual([birth.length, false, false]);
  }
});
