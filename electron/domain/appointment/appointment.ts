/**
 * 预约: who comes to this hall today for which matter, and whether they consented to their licenses being fetched before they come.
 * Kept for its day only: an appointment, and everything fetched for it, ends a while after its time, at midnight at the latest.
 */
import { shanghaiDate } from "../license/license-record.ts";
import type { Holder } from "../person/person.ts";
import { chinaInstant, DAY_MS } from "./china-time.ts";

/** 授权 as it was recorded when the appointment was made. Without it nothing is fetched beforehand. */
export interface AppointmentConsent {
  /** How it was given, in the words of whoever recorded it (网上预约勾选, 现场书面 …). */
  readonly means: string;
  /** Epoch ms. */
  readonly at: number;
  /** Under which it can be found again where it was given. */
  readonly reference: string;
}

export interface Appointment {
  /** 预约号: unique in the hall. */
  readonly reference: string;
  readonly matterCode: string;
  readonly person: Holder;
  /** Epoch ms; on one day in China. */
  readonly from: number;
  readonly until: number;
  readonly hall?: string;
  readonly counter?: string;
  readonly consent?: AppointmentConsent;
}

/** Who comes late is still served from what was fetched. */
export const GRACE_MS = 60 * 60_000;

/** Epoch ms from which on nothing of it may be kept: an hour after its end, midnight in China at the latest. */
export function expiryOf({ from, until }: Pick<Appointment, "from" | "until">): number {
  return Math.min(until + GRACE_MS, chinaInstant(shanghaiDate(from), DAY_MS));
}

/** `expired`, or not of today (a clock that was set back must not keep it either): it may not be there. */
export function isOver(appointment: Pick<Appointment, "from" | "until">, now: number): boolean {
  return now >= expiryOf(appointment) || shanghaiDate(appointment.from) !== shanghaiDate(now);
}
