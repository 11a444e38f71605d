/**
 * What a search text can mean: a full identity number (by keyed hash), a case number, a person's masked name, or a matter. Only
 * the meanings that find something become conditions, so that a search usually needs one index.
 */
import type Database from "better-sqlite3";
import { maskName } from "../domain/masking.ts";
import { normalCode } from "../domain/person/person.ts";
import type { Sealer } from "./sealing.ts";

export interface Condition {
  /** Over the columns of `history h`. */
  readonly sql: string;
  readonly values: readonly (string | number | Uint8Array)[];
  /** The same cases counted by themselves, with the same values; for what may be most of a million. */
  readonly count?: string;
}

/** No conditions: every case. `nothing`: no case can match. */
export type Conditions = readonly Condition[] | "nothing";

export function createTextSearch(db: Database.Database, sealer: Sealer): (text: string) => Conditions {
  const matterIds = db.prepare<[string], number>("SELECT id FROM matter_name WHERE instr(name, ?) > 0").pluck();
  const exists = ({ sql, values }: Condition): boolean =>
    db.prepare<unknown[]>(`SELECT 1 FROM history h WHERE ${sql} LIMIT 1`).get(...values) !== undefined;

  return (typed) => {
    const text = typed.trim();
    if (text === "") return [];
    const byHash: Condition = { sql: "h.number_hash = ?", values: [sealer.hash(normalCode(text))] };
    if (exists(byHash)) return [byHash];
    const ids = matterIds.all(text);
    const byMatter: Condition = { sql: `h.matter_id IN (${ids.join(",")})`, values: [] };
    const found = [byMatter, byName(text), byCaseNo(text)].filter(exists);
    return found.length > 0 ? found : "nothing";
  };
}

/** A clerk may type the name as it is shown (王*明), its beginning, or in full. */
function byName(text: string): Condition {
  const [from, to] = prefixRange(text);
  const prefix = "h.person_name >= ? AND h.person_name < ?";
  if (text.length < 2 || text.includes("*")) return { sql: prefix, values: [from, to] };
  return { sql: `(${prefix} OR h.person_name = ?)`, values: [from, to, maskName(text)] };
}

/**
 * In any case of letters: the column compares so. What begins here less what begins behind it is counted six times as fast as
 * the range, whose end would be looked for at every step; and the beginning of a case number is what most cases share.
 */
function byCaseNo(text: string): Condition {
  const from = "(SELECT count(*) FROM history WHERE case_no >= ?)";
  return { sql: "h.case_no >= ? AND h.case_no < ?", values: [...prefixRange(text)], count: `${from} - ${from}` };
}

/** Everything that begins with the text: U+10FFFF sorts after every character. */
function prefixRange(text: string): readonly [from: string, to: string] {
  return [text, `${text}\u{10ffff}`];
}
