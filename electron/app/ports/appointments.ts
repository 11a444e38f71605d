/** What the use cases need of the store of appointments and of what was fetched for them. Part of the storage port. */
import type { Appointment } from "../../domain/appointment/appointment.ts";
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import type { Clerk } from "../../domain/case/case-file.ts";
import type { FaultCode } from "../../domain/fault.ts";
import type { Result } from "../../domain/result.ts";
import type { PulledLicense } from "./province.ts";

export interface AppointmentBatch {
  readonly appointments: readonly Appointment[];
  /** `province` = the whole list of this window: what it named before and does not name now was cancelled, and goes. */
  readonly origin: "file" | "province";
  /** In whose name the licenses are fetched. */
  readonly by: Clerk;
  readonly at: number;
  /** Rows of the list that were not taken. */
  readonly refused: number;
}

export interface BatchOutcome {
  readonly added: number;
  /** Something of it is different: what was fetched for it is gone. */
  readonly changed: number;
  readonly unchanged: number;
  /** Its case was submitted today: it is not taken again. */
  readonly done: number;
  readonly gone: number;
}

/** What came of asking the library for the licenses of one type. */
export interface PrefetchState {
  readonly typeCode: string;
  /** When it was last asked. */
  readonly at: number;
  readonly licenses: number;
  /** When the licenses that are here were fetched; a later question that failed leaves them. */
  readonly fetchedAt?: number;
  /** How the last question ended, unless well: with none there is none to be had, or none could be had yet. */
  readonly faultCode?: FaultCode;
  /** Questions in a row that brought no answer about the licenses. */
  readonly refusals: number;
}

export interface StoredAppointment {
  /** Names it in audit and on screens; says nothing of the person. */
  readonly id: string;
  readonly appointment: Appointment;
  readonly by: Clerk;
  readonly prefetched: readonly PrefetchState[];
}

export interface AppointmentStore {
  /** Taken or refused as a whole, with its audit row. */
  putAppointments(batch: AppointmentBatch): Promise<Result<BatchOutcome>>;
  /** Of today and not over, earliest first. */
  appointments(now: number): Promise<Result<readonly StoredAppointment[]>>;
  /** Of this person for this matter, of today and not over. */
  appointmentFor(matterCode: string, personCode: string, now: number): Promise<Result<StoredAppointment | undefined>>;
  /** Takes the place of what was there of this type. The audit stands even if the appointment has gone meanwhile. */
  putPrefetched(
    id: string,
    typeCode: string,
    answer: Result<readonly PulledLicense[]>,
    audit: readonly AuditDraft[],
  ): Promise<Result<void>>;
  /** It could not be asked for now, and why: what was there of this type stays. */
  notePrefetchRefusal(
    id: string,
    typeCode: string,
    reason: FaultCode,
    audit: readonly AuditDraft[],
  ): Promise<Result<void>>;
  prefetched(id: string, typeCode: string): Promise<Result<readonly PulledLicense[]>>;
  /** At a person's wish: one, or all. Returns how many went; audited. */
  deleteAppointments(id: string | undefined, clerk: string, at: number): Promise<Result<number>>;
  /** What is over goes, and everything fetched for it; audited if anything went. Returns how many appointments went. */
  purgeAppointments(now: number): Promise<Result<number>>;
}
