/**
 * The accounts of one drawing: what was left out and why, which entries were read, and how much of the limits is used up.
 * One ledger serves the license and the pictures inside its seals, so that nesting cannot multiply the limits.
 */
import type { XmlElement } from "../seal/xml.ts";
import { weightOf } from "./element-weight.ts";
import { LIMITS } from "./limits.ts";

type Counted = "xmlBytes" | "items" | "weight" | "glyphs" | "pathCharacters";

export class Ledger {
  readonly #omissions = new Set<string>();
  readonly #entries = new Set<string>();
  readonly #seen = new Set<XmlElement>();
  readonly #spent: Record<Counted, number> = { xmlBytes: 0, items: 0, weight: 0, glyphs: 0, pathCharacters: 0 };

  /** Notes something that is not drawn, as `CODE` or `CODE:what`. The same code counts once. */
  omit(code: string, what?: string): void {
    if (this.#omissions.size > LIMITS.omissions) return;
    const isFull = this.#omissions.size === LIMITS.omissions;
    this.#omissions.add(isFull ? "MORE_OMISSIONS" : what === undefined ? code : `${code}:${what.slice(0, 200)}`);
  }

  /** True while the limit holds; the first refusal is noted as `LIMIT_<kind>`. */
  spend(kind: Counted, amount: number): boolean {
    if (this.#spent[kind] + amount > LIMITS[kind]) {
      this.omit(`LIMIT_${kind.toUpperCase()}`);
      return false;
    }
    this.#spent[kind] += amount;
    return true;
  }

  /** Content is free the first time, its file is bounded; each further time its weight is spent. */
  spendAgain(content: XmlElement): boolean {
    if (this.#seen.has(content)) return this.spend("weight", weightOf(content));
    this.#seen.add(content);
    return true;
  }

  noteEntry(name: string): void {
    this.#entries.add(name);
  }

  get omissions(): readonly string[] {
    return [...this.#omissions];
  }

  get entries(): readonly string[] {
    return [...this.#entries].sort();
  }
}
