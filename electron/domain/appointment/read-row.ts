/** One row of an appointment list → an appointment, or what is wrong with it and in which column. Says nothing of its values. */
import type { Matter } from "../matter/matter.ts";
import type { Holder } from "../person/person.ts";
import { readPerson } from "../person/read-person.ts";
import { present } from "../present.ts";
import { type Appointment, type AppointmentConsent, expiryOf } from "./appointment.ts";
import { chinaInstant, DAY_MS, readDay, readInstant, readTimeOfDay, readTimeSpan } from "./china-time.ts";
import type { Column, Row } from "./columns.ts";

/** Why a row is not taken. A closed list; strings say each to the person who made the list. */
export const ROW_PROBLEMS = [
  "cells",
  "torn",
  "reference",
  "reference-twice",
  "matter-unknown",
  "name",
  "number-shape",
  "number-check-digit",
  "number-date",
  "time",
  "time-order",
  "other-day",
  "over",
  "other-hall",
  "other-counter",
] as const;
export type RowProblem = (typeof ROW_PROBLEMS)[number];

/** A row that is taken, and from which nothing is fetched beforehand. */
export const CONSENT_NOTES = ["consent-absent", "consent-refused", "consent-incomplete", "consent-time"] as const;
export type ConsentNote = (typeof CONSENT_NOTES)[number];

export interface ListContext {
  readonly matters: readonly Pick<Matter, "code" | "catalogCode" | "name">[];
  /** Epoch ms. */
  readonly now: number;
  /** `YYYY-MM-DD` in China. */
  readonly today: string;
  readonly hallName: string;
  readonly counterName: string;
}

export type RowReading =
  | { readonly ok: true; readonly appointment: Appointment; readonly note?: ConsentNote }
  | { readonly ok: false; readonly problem: RowProblem };

const MAX_TEXT = 60;

export function readRow(row: Row, context: ListContext): RowReading {
  const reference = row.reference ?? "";
  if (reference === "" || reference.length > MAX_TEXT) return refused("reference");
  const matter = matterOf(row.matter ?? "", context);
  if (!matter) return refused("matter-unknown");
  const person = personOf(row, context.today);
  if (typeof person === "string") return refused(person);
  const time = timeOf(row);
  if (typeof time === "string") return refused(time);
  const misplaced = placeProblem(row, time, context);
  if (misplaced) return refused(misplaced);
  const consent = consentOf(row, context.now);
  const isNote = typeof consent === "string";
  const { hall, counter } = row;
  const appointment = { reference, matterCode: matter.code, person, ...time, hall, counter };
  return isNote
    ? { ok: true, appointment: present(appointment), note: consent }
    : { ok: true, appointment: present({ ...appointment, consent }) };
}

function refused(problem: RowProblem): RowReading {
  return { ok: false, problem };
}

function matterOf(text: string, { matters }: ListContext) {
  const named = matters.filter((matter) => [matter.code, matter.catalogCode, matter.name].includes(text));
  return named.length === 1 ? named[0] : matters.find((matter) => matter.code === text);
}

function personOf({ name = "", number = "" }: Row, today: string): Holder | RowProblem {
  if (name === "" || name.length > MAX_TEXT) return "name";
  const person = readPerson({ name, number }, today);
  if (person.ok) return person.value;
  const what = person.fault.detail?.["problem"];
  return what === "check-digit" ? "number-check-digit" : what === "date" ? "number-date" : "number-shape";
}

type Time = Pick<Appointment, "from" | "until">;

function timeOf(row: Row): Time | RowProblem {
  const time = spanOf(row) ?? instantsOf(row);
  if (!time) return "time";
  return time.from < time.until ? time : "time-order";
}

function spanOf({ day = "", span = "", from, until }: Row): Time | undefined {
  const date = readDay(day) ?? readDay(span);
  const times = date && (readTimeSpan(day === "" ? afterDay(span) : span) ?? timesOf(from, until));
  return times ? { from: chinaInstant(date, times[0]), until: chinaInstant(date, times[1]) } : undefined;
}

/** `2026-11-28 09:00-09:30` in one cell. */
function afterDay(span: string): string {
  return span.replace(/^\S+[ T]\s*/, "");
}

function timesOf(from = "", until = ""): readonly [number, number] | undefined {
  const [first, last] = [readTimeOfDay(from), readTimeOfDay(until)];
  return first === undefined || last === undefined ? undefined : [first, last];
}

function instantsOf({ from = "", until = "" }: Row): Time | undefined {
  const [first, last] = [readInstant(from), readInstant(until)];
  return first === undefined || last === undefined ? undefined : { from: first, until: last };
}

/** What is not for this window today is not kept here: personal data of people whom this window will not see. */
function placeProblem(
  row: Row,
  time: Time,
  { now, today, hallName, counterName }: ListContext,
): RowProblem | undefined {
  const dayStart = chinaInstant(today, 0);
  if (time.from < dayStart || time.until > dayStart + DAY_MS) return "other-day";
  if (now >= expiryOf(time)) return "over";
  if (row.hall && row.hall !== hallName) return "other-hall";
  return row.counter && row.counter !== counterName ? "other-counter" : undefined;
}

const YES = ["是", "已授权", "同意", "true", "yes", "y", "1"];

function consentOf(row: Row, now: number): AppointmentConsent | ConsentNote {
  const { consentMeans: means = "", consentAt = "", consentReference: reference = "", isConsented } = row;
  if (isConsented && !YES.includes(isConsented.toLowerCase())) return "consent-refused";
  const given: readonly Column[] = ["consentMeans", "consentAt", "consentReference"];
  if (given.every((column) => !row[column])) return "consent-absent";
  if (means === "" || consentAt === "" || reference === "") return "consent-incomplete";
  const at = readInstant(consentAt);
  if (at === undefined || at > now) return "consent-time";
  return { means: means.slice(0, MAX_TEXT), at, reference: reference.slice(0, MAX_TEXT) };
}
