/** An append-only file of JSON lines: what the receivers must still know after a restart. */

import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";

export class Journal<T> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whole lines only: one that was cut off by a crash was never acknowledged and is cut away. */
  read(): T[] {
    if (!existsSync(this.#path)) return [];
    const content = readFileSync(this.#path);
    const whole = content.subarray(0, content.lastIndexOf("\n") + 1);
    if (whole.length < content.length) truncateSync(this.#path, whole.length);
    const lines = whole.toString("utf8").split("\n");
    return lines.slice(0, -1).map((line) => JSON.parse(line) as T);
  }

  append(records: readonly T[]): void {
    if (records.length === 0) return;
    appendFileSync(this.#path, records.map((record) => `${JSON.stringify(record)}\n`).join(""), { mode: 0o600 });
  }
}
