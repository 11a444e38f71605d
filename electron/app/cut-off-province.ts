/** A province that can be cut off from here: every call then answers as it would without a network. */
import { fault } from "../domain/fault.ts";
import { failed, type Result } from "../domain/result.ts";
import type { Province } from "./ports/province.ts";

export function cutOffProvince(province: Province, isCutOff: () => boolean): Province {
  return wrap(province) as Province;

  /** Every function of a province returns a `Promise<Result>`: one wrapper serves them all, at every depth. */
  function wrap(value: unknown): unknown {
    if (typeof value === "function") {
      return (...args: readonly unknown[]): Promise<Result<unknown>> =>
        isCutOff() ? Promise.resolve(failed(fault("province.unreachable", { cutOff: true }))) : value(...args);
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, wrap(held)]));
  }
}
