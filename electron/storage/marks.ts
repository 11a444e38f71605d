/** Two numbers of the terminal: the highest wall clock ever seen (or confirmed by a person after it was wrong), and how far the province has acknowledged the audit. */
import type Database from "better-sqlite3";

export type MarkName = "highest-time" | "audit-uploaded";

export interface Marks {
  get(name: MarkName): number;
  set(name: MarkName, value: number): void;
  /** Never lowers the mark. */
  raise(name: MarkName, value: number): void;
}

export function createMarks(db: Database.Database): Marks {
  const select = db.prepare<[MarkName], number>("SELECT value FROM mark WHERE name = ?").pluck();
  const update = db.prepare("UPDATE mark SET value = ? WHERE name = ?");
  const raise = db.prepare("UPDATE mark SET value = ? WHERE name = ? AND value < ?");
  return {
    get: (name) => select.get(name) ?? 0,
    set: (name, value) => void update.run(value, name),
    raise: (name, value) => void raise.run(value, name, value),
  };
}
