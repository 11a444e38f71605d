/** What a bench says: one row of the design's budget table, with the figures seen. */

export interface Measurement {
  readonly name: string;
  readonly unit: "ms" | "s" | "MB/s" | "per s" | "MB" | "%";
  /** In `unit`; for rates and shares a lower bound, for times and memory an upper one. */
  readonly budget: number;
  readonly p50: number;
  readonly p95: number;
  readonly runs: number;
  /** The same work done by another implementation, in the same unit. */
  readonly peers?: Readonly<Record<string, number>>;
}

export function timed(runs: number, work: (run: number) => unknown): readonly number[] {
  return Array.from({ length: runs }, (_, run) => timeOf(() => work(run)));
}

export function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function measurement(
  name: string,
  unit: Measurement["unit"],
  budget: number,
  values: readonly number[],
): Measurement {
  return { name, unit, budget, p50: quantile(values, 0.5), p95: quantile(values, 0.95), runs: values.length };
}

export function isRate({ unit }: Measurement): boolean {
  return unit === "MB/s" || unit === "per s" || unit === "%";
}

/** By the median: single outliers on a shared machine are shown by p95 and decide nothing. */
export function isWithinBudget(row: Measurement): boolean {
  return isRate(row) ? row.p50 >= row.budget : row.p50 <= row.budget;
}
