/**
 * 事项实施编码: credit code (18) + level (1) + 基本编码 (12) = 31 characters; with a 办理项 suffix 33. Legacy local codes of
 * other lengths exist: they are read with a warning (reference: matter model of the national platform, tables up_task_*).
 */
import { parseCreditCode } from "./credit-code.ts";

export interface ParsedTaskCode {
  readonly code: string;
  readonly form: "implementation" | "handling-item" | "legacy";
  readonly warnings: readonly ("length" | "body-code")[];
}

export function parseTaskCode(text: string): ParsedTaskCode | undefined {
  const code = text.trim().toUpperCase();
  if (!/^[0-9A-Z]{8,50}$/.test(code)) return undefined;
  const form = code.length === 31 ? "implementation" : code.length === 33 ? "handling-item" : "legacy";
  if (form === "legacy") return { code, form, warnings: ["length"] };
  const body = parseCreditCode(code.slice(0, 18));
  return { code, form, warnings: body && body.warnings.length === 0 ? [] : ["body-code"] };
}
