/**
 * Which readings belong to one presentation of a card. A reader answers "nothing found" for a card that it has read and
 * that still lies there, so that answer proves no removal; some readers find the card again and again instead.
 */
import { fingerprint } from "./same-again.ts";

export type Presented =
  /** To be told. */
  | "new"
  /**
   * The same card, lifted and laid down again within the quiet time, or read again after a failure where none was seen
   * to leave: to be shown, not to be acted on.
   */
  | "repeat"
  /** It never left. */
  | "still-there";

/** A card that lies on a reader that finds it again is looked at no more often than this. */
const LINGERING_MS = 1000;

export class Presentation {
  readonly #quietMs: number;
  #last: { readonly print: string; readonly atMs: number } | undefined;
  #wasAway = true;
  /** Since the last card that was read; a failure in between does not take it back. */
  #hasLeft = true;
  #triedAtMs = 0;
  #hasFailed = false;
  #unselected = 0;

  constructor(quietMs: number) {
    this.#quietMs = quietMs;
  }

  /** The reader found no card. True when one had been found and went before it could be selected. */
  away(): boolean {
    const isLifted = this.#unselected > 0 && !this.#hasFailed;
    this.#wasAway = true;
    this.#hasLeft = true;
    this.#hasFailed = false;
    this.#unselected = 0;
    return isLifted;
  }

  /** A card was found and could not be selected; how often in a row. */
  unselected(): number {
    this.#unselected += 1;
    return this.#unselected;
  }

  /** Whether a card that is found now is to be read: at once after one went away, else every second. */
  isDue(nowMs: number): boolean {
    return this.#wasAway || nowMs - this.#triedAtMs >= LINGERING_MS;
  }

  /** A card was read. */
  read(number: string, atMs: number): Presented {
    const last = this.#last;
    const print = fingerprint(number);
    const isSame = last?.print === print;
    const isLingering = isSame && !this.#hasLeft;
    // What was told as unreadable in between is answered for: silence would be taken for a failed reading.
    const isRead = isLingering && this.#hasFailed;
    const isSoon = isSame && atMs - last.atMs < this.#quietMs;
    this.#last = { print, atMs };
    this.#triedAtMs = atMs;
    this.#wasAway = false;
    this.#hasLeft = false;
    this.#hasFailed = false;
    this.#unselected = 0;
    if (isLingering && !isRead) return "still-there";
    return isRead || isSoon ? "repeat" : "new";
  }

  /** A card could not be read. True when that is to be told: once for each presentation. */
  failed(atMs: number): boolean {
    this.#triedAtMs = atMs;
    const isNews = !this.#hasFailed;
    this.#hasFailed = true;
    this.#wasAway = false;
    return isNews;
  }
}
