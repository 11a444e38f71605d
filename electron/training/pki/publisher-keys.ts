/**
 * The keys that sign trust bundles (interfaces.md §6): the one in force, and the next one when it has been announced. Kept in
 * `publisher-keys.json` beside the keystore from the first announcement on; before that the keystore's own key signs.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Keystore, openKeystore, writePrivately } from "./keystore.ts";
import { createSm2Key, type Sm2Key } from "./sm2-key.ts";

interface NextKey {
  readonly key: Sm2Key;
  /** Epoch milliseconds: from then both keys count, from `until` only this one. */
  readonly from: number;
  readonly until: number;
}

interface KeptKeys {
  readonly generation: string;
  readonly current: Sm2Key;
  readonly next?: NextKey;
}

export class PublisherKeys {
  readonly #path: string;
  #kept: KeptKeys;

  constructor(dataDir: string, keystore: Keystore) {
    this.#path = join(dataDir, "publisher-keys.json");
    const read = existsSync(this.#path) ? (JSON.parse(readFileSync(this.#path, "utf8")) as KeptKeys) : undefined;
    this.#kept =
      read?.generation === keystore.generation
        ? read
        : { generation: keystore.generation, current: keystore.publisher };
  }

  get current(): Sm2Key {
    return this.#kept.current;
  }

  get next(): NextKey | undefined {
    return this.#kept.next;
  }

  /** Draws the next key; a second announcement takes the place of the first. */
  announce(from: number, until: number): void {
    this.#keep({ ...this.#kept, next: { key: createSm2Key(), from, until } });
  }

  /** From now on the announced key signs. False when none was announced. */
  takeOver(): boolean {
    const { generation, next } = this.#kept;
    if (next === undefined) return false;
    this.#keep({ generation, current: next.key });
    return true;
  }

  #keep(keys: KeptKeys): void {
    writePrivately(this.#path, JSON.stringify(keys));
    this.#kept = keys;
  }
}

/** Points that a terminal of this province may have pinned: the first key and the one in force; none before the first start. */
export function publisherPoints(dataDir: string, now: number): readonly string[] {
  if (!existsSync(join(dataDir, "keystore.json"))) return [];
  const keystore = openKeystore(dataDir, now);
  return [...new Set([keystore.publisher.publicHex, new PublisherKeys(dataDir, keystore).current.publicHex])];
}
