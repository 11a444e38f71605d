/** A fault for someone at a command line: its code, and what it rests on. Full sentences are the screens' business. */
import type { Fault } from "../domain/fault.ts";

export function faultLine({ code, detail, retry }: Fault): string {
  const facts = Object.entries(detail ?? {}).map(([key, value]) => `${key}=${value}`);
  return [code, ...facts, `(retry ${retry})`].join(" ");
}
