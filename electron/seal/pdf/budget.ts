/** What all reading of one file may still cost, shared by everything that reads from it. */
import type { PdfLimits } from "./limits.ts";

export interface ReadBudget {
  readonly limits: PdfLimits;
  /** Bytes that streams may still yield. */
  inflatedBytes: number;
  /** Numbers, names, strings, arrays that may still be read. */
  values: number;
}

export function openBudget(limits: PdfLimits): ReadBudget {
  return { limits, inflatedBytes: limits.inflatedBytes, values: limits.values };
}
