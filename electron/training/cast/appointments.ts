/**
 * Who has an appointment at the practising window: always the half hours around now, so that there is something to fetch whenever
 * somebody practises. One did not consent, one took the consent back, and one was written down with a wrong check digit.
 */
import { MATTERS, type MatterId } from "../matters/matter-list.ts";
import { PERSONS, type PersonId } from "./persons.ts";

/** As section 8 of interfaces.md writes it. */
export interface AppointmentEntry {
  readonly appointmentNo: string;
  readonly taskCode: string;
  readonly personName: string;
  readonly personNumber: string;
  /** ISO 8601 with offset. */
  readonly startTime: string;
  readonly endTime: string;
  readonly consented: boolean;
  readonly consent?: { readonly means: string; readonly at: string; readonly reference: string };
}

type Row = readonly [person: PersonId, matter: MatterId, special?: "no-consent" | "withdrawn" | "mistyped"];

const ROWS: readonly Row[] = [
  ["everything", "homeTransfer"],
  ["newFather", "birthRegistration"],
  ["foodOwner", "foodPermit"],
  ["divorced", "housingFund", "no-consent"],
  ["dottedName", "practitionerRenewal"],
  ["migrantFather", "schoolEnrolment"],
  ["tamperedHome", "homeTransfer", "withdrawn"],
  ["spouse", "housingFund", "mistyped"],
];

const SLOT_MS = 30 * 60_000;
const DAY_MS = 48 * SLOT_MS;
const CHINA_MS = 8 * 3_600_000;

/** `yyyy-MM-dd` in China at an instant. */
export function chinaDay(at: number): string {
  return new Date(at + CHINA_MS).toISOString().slice(0, 10);
}

/** Two windows' worth each half hour, from the present one on; late in the evening all of them are in the last. */
export function appointmentsAt(now: number): readonly AppointmentEntry[] {
  const midnight = Math.floor((now + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
  const slot = Math.floor((now - midnight) / SLOT_MS);
  return ROWS.map((row, index) => entryOf(row, index, midnight + Math.min(slot + Math.floor(index / 2), 47) * SLOT_MS));
}

function entryOf([personId, matterId, special]: Row, index: number, from: number): AppointmentEntry {
  const { name, number } = PERSONS[personId];
  const reference = `YY${chinaDay(from).replaceAll("-", "")}${String(index + 1).padStart(3, "0")}`;
  return {
    appointmentNo: reference,
    taskCode: MATTERS[matterId].taskCode,
    personName: name,
    personNumber: special === "mistyped" ? withOtherCheckDigit(number) : number,
    startTime: chinaTime(from),
    endTime: chinaTime(from + SLOT_MS),
    consented: special !== "withdrawn",
    ...(special === "no-consent"
      ? {}
      : { consent: { means: "网上预约勾选", at: chinaTime(from - DAY_MS), reference: `SQ-${reference}` } }),
  };
}

function withOtherCheckDigit(number: string): string {
  return number.slice(0, 17) + (number.endsWith("0") ? "1" : "0");
}

function chinaTime(at: number): string {
  return `${new Date(at + CHINA_MS).toISOString().slice(0, 19)}+08:00`;
}
