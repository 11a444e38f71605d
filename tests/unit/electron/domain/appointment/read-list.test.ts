import fc from "fast-check";
import { expect, test } from "vitest";
import { expiryOf, isOver } from "../../../../../electron/domain/appointment/appointment.ts";
import { readAppointments } from "../../../../../electron/domain/appointment/read-list.ts";
import { PERSONS } from "../../../../../electron/training/cast/persons.ts";

const at = (time: string) => Date.parse(`2026-11-28T${time}:00+08:00`);
const context = {
  matters: [{ code: "T1", catalogCode: "C1", name: "公租房申请" }],
  now: at("08:00"),
  today: "2026-11-28",
  hallName: "样例大厅",
  counterName: "3 号窗口",
};
const HEAD = "预约号,事项编码,姓名,证件号码,预约日期,预约时段,大厅,窗口,授权方式,授权时间,授权编号";
const { name, number } = PERSONS.everything;
const CONSENT = "网上勾选,2026-11-27 18:02,SQ-1";

function read(...rows: readonly string[]) {
  const list = readAppointments([HEAD, ...rows].join("\r\n"), context);
  if (!list.ok) throw new Error(list.fault.code);
  return list.value;
}
const problems = (...rows: readonly string[]) => read(...rows).refused.map(({ line, code }) => `${line} ${code}`);

test("a good row with its consent, times in China", () => {
  const { appointments, refused, unconsented } = read(
    `Y1,T1,${name},'${number},2026/11/28,9:00—09:30,样例大厅,,${CONSENT}`,
  );
  expect({ refused, unconsented }).toEqual({ refused: [], unconsented: [] });
  expect(appointments).toEqual([
    {
      reference: "Y1",
      matterCode: "T1",
      person: { name, code: number, codeType: "111" },
      from: at("09:00"),
      until: at("09:30"),
      hall: "样例大厅",
      consent: { means: "网上勾选", at: Date.parse("2026-11-27T18:02:00+08:00"), reference: "SQ-1" },
    },
  ]);
});

test("every bad row is named by line and reason, and the good ones are taken", () => {
  const wrong = number.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const rest = `2026-11-28,09:00-09:30,,,${CONSENT}`;
  const list = read(
    `Y1,T1,${name},${number},${rest}`,
    `,T1,${name},${number},${rest}`,
    `Y2,T9,${name},${number},${rest}`,
    `Y3,T1,,${number},${rest}`,
    `Y4,T1,${name},${wrong},${rest}`,
    `Y5,T1,${name},3.2E+17,${rest}`,
    `Y6,T1,${name},${number},2026-11-28,09:30-09:00,,,`,
    `Y7,T1,${name},${number},2026-11-29,09:00-09:30,,,`,
    `Y8,T1,${name},${number},2026-11-28,06:00-06:30,,,`,
    `Y9,T1,${name},${number},2026-02-30,09:00-09:30,,,`,
    `Y10,T1,${name},${number},2026-11-28,09:00-09:30,别处大厅,,`,
    `Y11,T1,${name},${number},2026-11-28,09:00-09:30,,9 号窗口,`,
    `Y1,T1,${name},${number},${rest}`,
    `Y12,T1,${name},${number},${rest},一列多余`,
    "",
    `Y13,公租房申请,"${name}",="${number}",${rest}`,
  );
  expect(list.appointments.map((one) => one.reference)).toEqual(["Y1", "Y13"]);
  expect(list.refused.map(({ line, code }) => `${line} ${code}`)).toEqual([
    "3 reference",
    "4 matter-unknown",
    "5 name",
    "6 number-check-digit",
    "7 number-shape",
    "8 time-order",
    "9 other-day",
    "10 over",
    "11 time",
    "12 other-hall",
    "13 other-counter",
    "14 reference-twice",
    "15 cells",
  ]);
});

test("a quote that is never closed costs its own row only", () => {
  const rest = `${number},2026-11-28,09:00-09:30,,,`;
  const rows = [`Y1,T1,"${name},${rest}`, `Y2,T1,${name},${rest}`];
  expect(problems(...rows)).toEqual(["2 torn"]);
  expect(read(...rows).appointments.map((one) => one.reference)).toEqual(["Y2"]);
});

test.each([
  [",,", "consent-absent"],
  ["网上勾选,,SQ-1", "consent-incomplete"],
  ["网上勾选,2026-11-28 23:00,SQ-1", "consent-time"],
  ["网上勾选,昨天,SQ-1", "consent-time"],
])("without a whole record of consent (%s) the row is taken and says so: %s", (consent, code) => {
  const list = read(`Y1,T1,${name},${number},2026-11-28,09:00-09:30,,,${consent}`);
  expect([list.unconsented, list.appointments[0]?.consent]).toEqual([[{ line: 2, code }], undefined]);
});

test("a consent that says no is none, whatever stands beside it", () => {
  const entry = { reference: "Y1", taskCode: "T1", name, idNumber: number, consented: "否" };
  const consent = { means: "网上", at: "2026-11-27T10:00:00+08:00", reference: "SQ" };
  const time = { start: "2026-11-28T09:00:00+08:00", end: "2026-11-28T09:30:00+08:00" };
  const list = readAppointments(JSON.stringify({ appointments: [{ ...entry, ...time, consent }, 7] }), context);
  expect(list).toMatchObject({
    ok: true,
    value: {
      appointments: [{ reference: "Y1", from: at("09:00") }],
      unconsented: [{ line: 1, code: "consent-refused" }],
      refused: [{ line: 2, code: "cells" }],
    },
  });
});

test.each([
  ["", { reason: "empty" }],
  ["姓名,证件号码\n", { reason: "columns", missing: "reference,matter,span" }],
  ["{ nonsense", { reason: "json" }],
  ['{"list":[]}', { reason: "json" }],
])("what is no list says why: %s", (text, detail) => {
  expect(readAppointments(text, context)).toMatchObject({
    ok: false,
    fault: { code: "appointments.unreadable", detail },
  });
});

test("an appointment is over an hour after its end, at midnight in China at the latest, and on any other day", () => {
  const morning = { from: at("09:00"), until: at("09:30") };
  expect([expiryOf(morning), expiryOf({ from: at("16:00"), until: at("23:30") })]).toEqual([at("10:30"), at("24:00")]);
  expect([at("10:29"), at("10:30"), at("09:00") - 86_400_000].map((now) => isOver(morning, now))).toEqual([
    false,
    true,
    true,
  ]);
});

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("T1", name, number, "2026-11-28", "09:00-09:30", '"', "'", "\u0000", "a\nb"),
);

test("of whatever stands in the cells nothing is lost: each row is taken or refused by its line", () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 12 }), { maxLength: 12 }), (rows) => {
      const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      const full = rows.filter((row) => row.some((text) => text.trim().replace(/^'/, "") !== ""));
      const { appointments, refused } = read(...quoted);
      expect(appointments.length + refused.length).toBe(full.length);
    }),
    { numRuns: 300 },
  );
});

test("no text at all makes it throw, and no line is named twice", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(cell, fc.constantFrom(",", "\n", "\r\n", ";", "\t"))), (pieces) => {
      const list = readAppointments(`${HEAD}\n${pieces.join("")}`, context);
      const lines = list.ok ? list.value.refused.map(({ line }) => line) : [];
      expect(new Set(lines).size).toBe(lines.length);
    }),
    { numRuns: 500 },
  );
});
