/**
 * One PC/SC reader as a transport: what is written is a command to the card, one `onBytes` is its answer. Whether a card is
 * there is told beside the bytes. The card is shared with other programs and left as it was.
 */
import type { Cancel, Clock } from "../clock.ts";
import { sentenceOf } from "./hid-fault.ts";
import type { PcscCard, SmartCards } from "./smart-cards.ts";
import { type Transport, type TransportEvents, type TransportResult, transportFailure } from "./transport.ts";

export interface PcscTransportOptions {
  /** Name of the reader. */
  readonly path: string;
  readonly cards: SmartCards;
  readonly events: TransportEvents;
  readonly clock: Clock;
}

/** A card that does not let go is left to the system. */
const RELEASE_MS = 1000;

class PcscTransport implements Transport {
  readonly #options: PcscTransportOptions;
  #phase: "new" | "open" | "over" = "new";
  #stopWatching: Cancel = () => {};
  #card: Promise<PcscCard> | undefined;

  constructor(options: PcscTransportOptions) {
    this.#options = options;
  }

  async open(): Promise<TransportResult> {
    if (this.#phase !== "new") return transportFailure("not-open", "a transport opens once");
    const { cards, path } = this.#options;
    const listed = await cards.list();
    if (this.#isOver()) return transportFailure("not-open", "closed");
    if (!listed.ok) return transportFailure(listed.reason, listed.detail);
    const stopWatching = cards.watch(path, {
      onPresence: (isThere) => this.#tell(isThere),
      onGone: () => this.#lose(),
    });
    if (!stopWatching) return transportFailure("not-found");
    this.#stopWatching = stopWatching;
    this.#phase = "open";
    return { ok: true };
  }

  async write(command: Uint8Array): Promise<TransportResult> {
    if (this.#phase !== "open") return transportFailure("not-open");
    try {
      this.#card ??= this.#options.cards.connect(this.#options.path);
      const card = await this.#card;
      const answer = await card.transmit(undefined, command);
      if (!this.#isOver()) this.#options.events.onBytes(Uint8Array.from(answer), this.#options.clock.steadyMs());
      return { ok: true };
    } catch (error) {
      void this.#letGo();
      const isHeld = error instanceof Error && "code" in error && error.code === "SharingViolation";
      return transportFailure(isHeld ? "busy" : "io-error", sentenceOf(error));
    }
  }

  async close(): Promise<void> {
    this.#phase = "over";
    this.#stopWatching();
    await this.#letGo();
  }

  /** A card that lies there already is told before `open()` resolves. */
  #tell(isThere: boolean): void {
    if (!isThere) void this.#letGo();
    this.#options.events.onPresence?.(isThere);
  }

  #lose(): void {
    if (this.#phase !== "open") return;
    void this.close();
    this.#options.events.onGone({ reason: "unplugged" });
  }

  #isOver(): boolean {
    return this.#phase === "over";
  }

  async #letGo(): Promise<void> {
    const { cards, clock } = this.#options;
    const held = this.#card;
    this.#card = undefined;
    if (!held) return;
    const released = held.then((card) => cards.release(card)).catch(() => {});
    await new Promise<void>((resolve) => {
      const cancel = clock.after(RELEASE_MS, resolve);
      void released.then(() => {
        cancel();
        resolve();
      });
    });
  }
}

export function createPcscTransport(options: PcscTransportOptions): Transport {
  return new PcscTransport(options);
}
