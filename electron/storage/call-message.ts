/** What passes between the storage's client and the thread that owns the file: one shape of question, one of answer. */
import type { Storage } from "../app/ports/storage.ts";

export type StorageMethod = keyof Storage;

export interface CallMessage {
  /** Counted by the client from 1; answer 0 is the outcome of opening. */
  readonly id: number;
  readonly method: StorageMethod;
  readonly args: readonly unknown[];
}

/** A thrown error, as text: it is a bug and only to be reported. */
export interface Bug {
  readonly message: string;
  readonly stack: string;
}

export type AnswerMessage =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly bug: Bug };

const METHODS: Readonly<Record<StorageMethod, true>> = {
  commit: true,
  interruptedCase: true,
  setAsideUnreadable: true,
  setAsideCases: true,
  forgottenCases: true,
  licenseBody: true,
  users: true,
  putUser: true,
  setting: true,
  putSetting: true,
  secret: true,
  putSecret: true,
  takeTerminalKey: true,
  dueDeliveries: true,
  settleDelivery: true,
  settledDeliveries: true,
  outboxCounts: true,
  hurryDeliveries: true,
  dueRechecks: true,
  settleRecheck: true,
  recheckCounts: true,
  flaggedRechecks: true,
  handleRecheck: true,
  putAppointments: true,
  appointments: true,
  appointmentFor: true,
  putPrefetched: true,
  notePrefetchRefusal: true,
  prefetched: true,
  deleteAppointments: true,
  purgeAppointments: true,
  auditEntries: true,
  auditHead: true,
  verifyAudit: true,
  putCheckpoint: true,
  lastCheckpoint: true,
  auditUploaded: true,
  putAuditUploaded: true,
  history: true,
  licenseUses: true,
  dayCounts: true,
  health: true,
  highestTimeSeen: true,
  lowerHighestTime: true,
  purgeBodies: true,
  purge: true,
  backUp: true,
  backups: true,
  close: true,
};

/** A method missing above does not compile. */
export const STORAGE_METHODS = Object.keys(METHODS) as readonly StorageMethod[];

export function bugOf(error: unknown): Bug {
  if (!(error instanceof Error)) return { message: String(error), stack: "" };
  return { message: error.message, stack: error.stack ?? "" };
}

export function errorOf({ message, stack }: Bug): Error {
  const error = new Error(message);
  error.stack = stack;
  return error;
}
