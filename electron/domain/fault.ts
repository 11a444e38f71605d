/**
 * The closed list of expected failures. A code says where and what; `renderer/strings/faults.ts` says for every one what
 * happened, why, and what to do, or the build fails. `detail` holds numbers, ids and words of the field, never a citizen's data.
 */

/** Whether trying the same thing again can help: at once, after a while, or not at all. */
export type Retry = "now" | "later" | "never";

export const FAULTS = {
  "scan.not-service-code": "never",
  "scan.damaged": "now",
  "scan.too-long": "never",
  "scan.no-matter": "never",
  "scan.while-busy": "later",
  "scan.while-locked": "later",
  "image.no-code": "now",
  "image.several-codes": "now",
  "image.too-large": "never",
  "image.unreadable": "never",
  "camera.denied": "never",
  "camera.none": "now",
  "camera.busy": "now",
  "camera.unplugged": "now",
  "camera.unavailable": "never",
  "code.expired": "now",
  "code.used": "now",
  "code.refused": "never",
  "consent.refused": "never",
  "consent.timed-out": "now",
  "person.unknown": "now",
  "person.number-invalid": "now",
  "province.unreachable": "later",
  "province.timed-out": "later",
  "province.unwell": "later",
  "province.nonsense": "later",
  "province.credentials": "never",
  "province.no-right": "never",
  "province.refused": "never",
  "license.not-found": "never",
  "license.too-large": "never",
  "license.no-file": "later",
  "license.unreadable": "never",
  "matter.unknown": "never",
  "catalogue.none": "later",
  "case.none": "never",
  "case.scan-again": "now",
  "case.already-open": "never",
  "case.wrong-state": "never",
  "case.undecided": "never",
  "decision.not-allowed": "never",
  "decision.reason-needed": "now",
  "decision.second-confirmation": "now",
  "session.none": "now",
  "session.bad-credentials": "now",
  "session.locked-out": "later",
  "session.locked": "now",
  "session.role": "never",
  "session.disabled": "never",
  "session.password-change": "now",
  "session.password-weak": "now",
  "user.unknown": "never",
  "user.exists": "now",
  "user.self": "never",
  "storage.corrupt": "never",
  "storage.readonly": "never",
  "storage.busy": "later",
  "storage.full": "never",
  "storage.newer-schema": "never",
  "storage.key": "later",
  "storage.foreign-file": "never",
  "storage.other": "later",
  "trust.bad-signature": "later",
  "trust.unknown-publisher": "never",
  "trust.publisher-retired": "never",
  "trust.rolled-back": "later",
  "trust.unreadable": "later",
  "trust.shrunk": "never",
  "policy.unreadable": "never",
  "policy.rows": "never",
  "policy.too-mild": "never",
  "policy.version-taken": "never",
  "trust.from-future": "later",
  "trust.list-unsigned": "never",
  "trust.not-confirmed": "now",
  "trust.nothing-new": "never",
  "trust.nothing-older": "never",
  "trust.not-imported": "never",
  "trust.no-upload": "now",
  "trust.too-large": "never",
  "report.no-browser": "never",
  "report.not-printed": "now",
  "report.not-written": "never",
  "delivery.refused": "never",
  "delivery.key-reused": "never",
  "delivery.in-progress": "later",
  "delivery.gap": "later",
  "delivery.fork": "never",
  "device.gone": "later",
  "device.busy": "later",
  "device.denied": "never",
  "device.silent": "later",
  "device.process-stopped": "later",
  "device.unavailable": "never",
  "document.unknown": "never",
  "file.unreadable": "now",
  "file.not-judged": "never",
  "call.unknown-command": "never",
  "call.invalid": "never",
  "call.bad-reply": "never",
  "call.cancelled": "now",
  "call.carrier-lost": "later",
  "internal.unexpected": "later",
} as const satisfies Record<string, Retry>;

export type FaultCode = keyof typeof FAULTS;

export interface Fault {
  readonly code: FaultCode;
  readonly retry: Retry;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export function fault(code: FaultCode, detail?: Fault["detail"]): Fault {
  return detail ? { code, retry: FAULTS[code], detail } : { code, retry: FAULTS[code] };
}

export function isFaultCode(text: string): text is FaultCode {
  return Object.hasOwn(FAULTS, text);
}
