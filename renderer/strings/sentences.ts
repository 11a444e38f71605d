/** Turns codes with details into sentences. A code that no table knows is shown as itself, never as nothing. */
import { COLUMNS, type Column } from "../../electron/domain/appointment/columns.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import type { Strings } from "./language.ts";
import type { FaultText } from "./zh/faults-case.ts";
import type { Detail } from "./zh/reasons.ts";

export interface ReasonView {
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
}

export interface ReasonSentences {
  readonly short: string;
  readonly why: string;
  readonly next: string;
}

export function codeText(code: string, strings: Strings): string {
  return Object.hasOwn(strings.codes, code) ? (strings.codes[code] ?? code) : code;
}

export function checkQuestion(id: string, strings: Strings): string {
  return Object.hasOwn(strings.checks, id) ? (strings.checks[id] ?? id) : id;
}

export function reasonSentences(reason: ReasonView, strings: Strings): ReasonSentences {
  const text = Object.hasOwn(strings.reasons, reason.code) ? strings.reasons[reason.code] : undefined;
  if (!text) return { short: reason.code, why: reason.code, next: "" };
  return { short: text.short, why: text.why(readable(reason.detail ?? {}, strings)), next: text.next };
}

/** The cause of a seal reason is a code: told in words. */
function readable(detail: Detail, strings: Strings): Detail {
  const { cause } = detail as { cause?: string };
  return cause === undefined ? detail : { ...detail, cause: codeText(cause, strings) };
}

export function faultText(fault: Fault, strings: Strings): FaultText {
  const { told, ...plain } = strings.faults[fault.code];
  const text = { ...plain, ...told?.(fault.detail ?? {}), ...listProblem(fault, strings) };
  const other = otherCode(fault, strings);
  if (other === undefined) return text;
  const what = strings.tongue === "zh" ? `这是${other}，不是政务服务码` : `This is ${other}, not a service code`;
  return { ...text, what };
}

/** What is wrong with an appointment list that is not taken at all. */
function listProblem({ code, detail }: Fault, { appointments }: Strings): Partial<FaultText> {
  const { reason, missing = "" } = detail ?? {};
  const table: Readonly<Record<string, Pick<FaultText, "why" | "next">>> = appointments.unreadable;
  const said = code === "appointments.unreadable" && Object.hasOwn(table, String(reason)) && table[String(reason)];
  if (!said) return {};
  const names = String(missing)
    .split(",")
    .map((column) => COLUMNS[column as Column]?.[0] ?? column);
  return { ...said, why: said.why.replace("$", names.join(appointments.comma)) };
}

/** What to do now, as it is said to this person. */
export function todoOf(fault: Fault, isAdministrator: boolean, strings: Strings): string {
  const { next, nextForAdministrator } = faultText(fault, strings);
  return isAdministrator ? (nextForAdministrator ?? next) : next;
}

/** What happened, why, and what an administrator does next: for the command line and for windows that could not open. */
export function faultForAdministrator(fault: Fault, strings: Strings): readonly string[] {
  const { what, why, next, nextForAdministrator } = faultText(fault, strings);
  return [what, why, nextForAdministrator ?? next];
}

/** What was scanned instead of a service code, when the host could tell. */
function otherCode(fault: Fault, strings: Strings): string | undefined {
  const kind = fault.detail?.["what"] ?? fault.detail?.["kind"];
  const table: Readonly<Record<string, string>> = strings.words.otherCodes;
  if (fault.code !== "scan.not-service-code" || typeof kind !== "string" || kind === "unknown") return undefined;
  return Object.hasOwn(table, kind) ? table[kind] : undefined;
}

/** The number a caller reads out to support: incident first, else the code. */
export function faultReference(fault: Fault): string {
  const incident = fault.detail?.["incident"];
  return incident === undefined ? fault.code : `${fault.code} · ${String(incident)}`;
}
