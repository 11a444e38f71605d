/** An appointment list of a hall, CSV or JSON: good rows are taken, every other is named by its line and its reason. Pure. */
import { type Fault, fault } from "../fault.ts";
import { failed, ok, type Result } from "../result.ts";
import type { Appointment } from "./appointment.ts";
import { type Column, columnOf, missingColumns, type Row } from "./columns.ts";
import { readCsv } from "./csv.ts";
import { type ConsentNote, type ListContext, type RowProblem, readRow } from "./read-row.ts";

export interface RowRemark<Code> {
  /** Of CSV the line of the file on which the row begins, of JSON the number of the entry; from 1. */
  readonly line: number;
  readonly code: Code;
}

export interface AppointmentList {
  readonly appointments: readonly Appointment[];
  /** Not taken. */
  readonly refused: readonly RowRemark<RowProblem>[];
  /** Taken, but nothing is fetched for them beforehand. */
  readonly unconsented: readonly RowRemark<ConsentNote>[];
}

/** A day at one window is a hundred; a list beyond this is of something else. */
const MAX_ROWS = 2_000;

interface Line {
  readonly line: number;
  readonly row: Row | RowProblem;
}

/** Fault `appointments.unreadable` when no row could be told from another; what is wrong with a row is no fault of the list. */
export function readAppointments(text: string, context: ListContext): Result<AppointmentList> {
  const body = text.replace(/^\uFEFF/, "");
  const lines = /^\s*[[{]/.test(body) ? jsonLines(body) : csvLines(body);
  if (!lines.ok) return lines;
  if (lines.value.length > MAX_ROWS) return failed(unreadable("too-many", { limit: MAX_ROWS }));
  return ok(listOf(lines.value, context));
}

/** The same for a list that is read already, as a province's answer is. */
export function appointmentsOf(entries: readonly unknown[], context: ListContext): AppointmentList {
  return listOf(entryLines(entries), context);
}

function listOf(lines: readonly Line[], context: ListContext): AppointmentList {
  const appointments: Appointment[] = [];
  const refused: RowRemark<RowProblem>[] = [];
  const unconsented: RowRemark<ConsentNote>[] = [];
  const seen = new Set<string>();
  for (const { line, row } of lines) {
    const reading = typeof row === "string" ? ({ ok: false, problem: row } as const) : readRow(row, context);
    if (!reading.ok) refused.push({ line, code: reading.problem });
    else if (seen.has(reading.appointment.reference)) refused.push({ line, code: "reference-twice" });
    else {
      seen.add(reading.appointment.reference);
      appointments.push(reading.appointment);
      if (reading.note) unconsented.push({ line, code: reading.note });
    }
  }
  return { appointments, refused, unconsented };
}

function csvLines(text: string): Result<readonly Line[]> {
  const [head, ...records] = readCsv(text);
  if (!head) return failed(unreadable("empty"));
  const columns = head.cells.map(columnOf);
  const missing = missingColumns(new Set(columns.filter((column) => column !== undefined)));
  if (missing.length > 0) return failed(unreadable("columns", { missing: missing.join(",") }));
  return ok(
    records.map(({ line, cells, isTorn }) => {
      if (isTorn) return { line, row: "torn" };
      return { line, row: cells.length > columns.length ? "cells" : rowOf(columns, cells) };
    }),
  );
}

/** Columns known twice: the first that has something counts, so that a code goes before a name. */
function rowOf(columns: readonly (Column | undefined)[], cells: readonly string[]): Row {
  const row: Partial<Record<Column, string>> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? "";
    if (column && cell !== "" && !row[column]) row[column] = cell;
  }
  return row;
}

function jsonLines(text: string): Result<readonly Line[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed(unreadable("json"));
  }
  const entries = Array.isArray(value) ? value : isObject(value) ? value["appointments"] : undefined;
  if (!Array.isArray(entries)) return failed(unreadable("json"));
  return ok(entryLines(entries));
}

function entryLines(entries: readonly unknown[]): readonly Line[] {
  return entries.map((entry, index) => ({ line: index + 1, row: isObject(entry) ? rowOfEntry(entry) : "cells" }));
}

function rowOfEntry(entry: Readonly<Record<string, unknown>>): Row {
  const flat = Object.entries(entry).flatMap(([key, value]) =>
    isObject(value)
      ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one] as const)
      : [[key, value] as const],
  );
  return rowOf(
    flat.map(([key]) => columnOf(key)),
    flat.map(([, value]) => (["string", "number", "boolean"].includes(typeof value) ? String(value).trim() : "")),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unreadable(reason: string, detail: Fault["detail"] = {}): Fault {
  return fault("appointments.unreadable", { reason, ...detail });
}
