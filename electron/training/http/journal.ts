/** An append-only file of JSON lines: what the receivers must still know after a restart. */

import { appendFileSync, existsSync, readFileSync } from "node:fs";

export class Journal<T> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whole lines only: one that was cut off by a crash was never acknowledged and is passed over. */
  read(): T[] {
    if (!existsSync(this.#path)) return [];
    const lines = readFileSync(this.#path, "utf8").split("\n");
    return lines.slice(0, -1).map((line) => JSON.parse(line) as T);
  }

  append(records: readonly T[]): void {
    if (records.length === 0) return;
    appendFileSync(this.#path, records.map((record) => `${JSON.stringify(record)}\n`).join(""), { mode: 0o600 });
  }
}
