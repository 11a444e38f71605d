/** Outcome of anything that may be expected to fail: a value, or a fault as plain data. */
import type { Fault } from "./fault.ts";

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed<T>(reason: Fault): Result<T> {
  return { ok: false, fault: reason };
}
