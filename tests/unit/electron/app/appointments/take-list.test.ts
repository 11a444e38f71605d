import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importAppointments } from "../../../../../electron/app/appointments/take-list.ts";
import type { AppointmentBatch } from "../../../../../electron/app/ports/appointments.ts";
import { ok } from "../../../../../electron/domain/result.ts";
import { clerk, matter, NOW } from "../../../../helpers/domain/builders.ts";

const GB18030 = readFileSync(new URL("appointments-gb18030.csv", import.meta.url));

async function take(file: Uint8Array) {
  const taken: AppointmentBatch[] = [];
  const parts = {
    storage: {
      putAppointments: async (batch: AppointmentBatch) => {
        taken.push(batch);
        return ok({ added: batch.appointments.length, changed: 0, unchanged: 0, done: 0, gone: 0 });
      },
    },
    province: {},
    catalogue: { current: () => ({ version: "1", matters: [matter()], licenseTypes: [] }) },
    clock: { now: () => NOW },
    terminal: { hallName: "厅", counterName: "窗" },
  } as unknown as Parameters<typeof importAppointments>[0];
  const result = await importAppointments(parts, file, clerk);
  return { result, batch: taken[0] };
}

test("a list in GB18030, as a spreadsheet of a hall saves it, reads as the same list in UTF-8", async () => {
  const { result, batch } = await take(GB18030);
  expect(result).toMatchObject({ ok: true, value: { added: 1, refused: [{ line: 3, code: "name" }] } });
  expect(batch).toMatchObject({
    origin: "file",
    by: clerk,
    refused: 1,
    appointments: [{ person: { name: "样例甲", code: "990101199001010019" } }],
  });
  const utf8 = await take(new TextEncoder().encode(`\uFEFF${new TextDecoder("gb18030").decode(GB18030)}`));
  expect(utf8.batch).toEqual(batch);
});

test("what no encoding fits is refused as a whole, and nothing is taken", async () => {
  const { result, batch } = await take(Uint8Array.of(0x41, 0xff, 0xff, 0x42));
  expect(result).toMatchObject({
    ok: false,
    fault: { code: "appointments.unreadable", detail: { reason: "encoding" } },
  });
  expect(batch).toBeUndefined();
});

test.each([
  ["a workbook", [0x50, 0x4b, 0x03, 0x04, 0x14]],
  ["an old workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
])("%s is said to be one, and nothing is taken", async (_, bytes) => {
  const { result, batch } = await take(Uint8Array.from(bytes));
  expect(result).toMatchObject({ fault: { code: "appointments.unreadable", detail: { reason: "workbook" } } });
  expect(batch).toBeUndefined();
});
