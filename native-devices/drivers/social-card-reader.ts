/**
 * A smart-card reader that is asked for a social-security card: each card put in is read once, by the conversation of
 * codecs/social-card. Every card ends in a reading, and every answer has a deadline.
 */
import { shanghaiDate } from "../../electron/domain/license/license-record.ts";
import type { Clock } from "../clock.ts";
import { isDamaged } from "../codecs/id-card/card.ts";
import { type DialogueResult, type SocialTexts, socialCardDialogue } from "../codecs/social-card/dialogue.ts";
import { readSocialCard } from "../codecs/social-card/social-card.ts";
import type { UnreadableReading } from "../host/device-contract.ts";
import type { SocialCardProfile } from "../profiles/social-card-profile.ts";
import type { Transport, TransportFactory, TransportFault, TransportResult } from "../transports/transport.ts";
import type { Driver, DriverEvents } from "./driver.ts";
import { Presentation } from "./presentation.ts";
import { Waits } from "./waits.ts";

export interface SocialCardReaderOptions {
  readonly deviceId: string;
  readonly profile: SocialCardProfile;
  readonly createTransport: TransportFactory;
  readonly events: DriverEvents;
  readonly clock: Clock;
}

const SETTLE_MS = 300;

type Unread = Pick<UnreadableReading, "reason" | "warnings">;

const REASONS = {
  "not-social": "card-not-social",
  locked: "card-locked",
  unread: "card-unread",
  damaged: "card-damaged",
} as const satisfies Record<Extract<DialogueResult, { ok: false }>["why"], UnreadableReading["reason"]>;

class SocialCardReader implements Driver {
  readonly #options: SocialCardReaderOptions;
  readonly #transport: Transport;
  readonly #presentation: Presentation;
  readonly #waits: Waits;
  /** Counts cards put in and taken out: what was begun with another card is over. */
  #presence = 0;
  #isCardThere = false;
  #reading: Promise<void> = Promise.resolve();
  #isReady = false;
  #isOver = false;
  #onAnswer: (answer: Uint8Array) => void = () => {};

  constructor(options: SocialCardReaderOptions) {
    this.#options = options;
    this.#waits = new Waits(options.clock);
    this.#presentation = new Presentation(options.profile.timing.sameCardQuietMs);
    this.#transport = options.createTransport({
      onBytes: (bytes) => this.#onAnswer(bytes),
      onPresence: (isThere) => this.#present(isThere),
      onGone: (fault) => this.#lose(fault),
    });
  }

  async open(): Promise<TransportResult> {
    const opened = await this.#transport.open();
    if (!opened.ok || this.#isOver) return opened;
    this.#isReady = true;
    if (this.#isCardThere) this.#readNext();
    return opened;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#waits.end();
    await this.#transport.close();
  }

  #present(isThere: boolean): void {
    this.#presence += 1;
    this.#isCardThere = isThere;
    if (!isThere) this.#presentation.away();
    else if (this.#isReady) this.#readNext();
  }

  /** After the reading before has ended: an answer of one card must never reach the conversation with another. */
  #readNext(): void {
    this.#reading = this.#reading.then(() => this.#read());
  }

  async #read(): Promise<void> {
    const { clock, events } = this.#options;
    if (this.#isOver || !this.#isCardThere) return;
    const startedMs = clock.steadyMs();
    const presence = this.#presence;
    events.onActivity("started");
    const result = await this.#converse(presence);
    // That a card was taken out is told a moment after its answers fail.
    if (!result.ok && result.why === "unread") await this.#waits.pause(SETTLE_MS);
    if (this.#isOver) return;
    // Taken out, or exchanged, in the middle: what was read so far may be of two cards.
    if (this.#presence !== presence) this.#tellUnread({ reason: "card-lifted" }, startedMs);
    else if (result.ok) this.#tellCard(result.texts, startedMs);
    else this.#tellUnread({ reason: REASONS[result.why] }, startedMs);
    events.onActivity("ended");
  }

  async #converse(presence: number): Promise<DialogueResult> {
    const dialogue = socialCardDialogue();
    let step = dialogue.next();
    while (!step.done) {
      const answer = await this.#ask(step.value);
      if (!answer || this.#isOver || this.#presence !== presence) return { ok: false, why: "unread" };
      this.#options.events.onActivity("started");
      step = dialogue.next(answer);
    }
    return step.value;
  }

  /** @returns undefined when no answer came: the card was taken out, or it or the reader hangs. */
  async #ask(command: Uint8Array): Promise<Uint8Array | undefined> {
    const { promise, resolve } = Promise.withResolvers<Uint8Array | null>();
    this.#onAnswer = resolve;
    void this.#transport.write(command).then((written) => {
      if (written.ok) return;
      resolve(null);
      // Another program keeps the card to itself.
      if (written.fault.reason === "busy") this.#lose(written.fault);
    });
    const { commandMs } = this.#options.profile.timing;
    const answer = await this.#waits.within(commandMs, promise);
    // A late answer would pass for the answer to the next command: that connection is over.
    if (answer === undefined && !this.#isOver) this.#lose({ reason: "read-timeout" });
    return answer ?? undefined;
  }

  #tellCard(texts: SocialTexts, startedMs: number): void {
    const { clock, events } = this.#options;
    const { card, warnings } = readSocialCard(texts, shanghaiDate(clock.wallMs()));
    if (isDamaged(warnings)) {
      this.#tellUnread({ reason: "card-damaged", warnings: [...warnings] }, startedMs);
      return;
    }
    const isRepeat = this.#presentation.read(card.number, clock.steadyMs()) !== "new";
    const base = this.#base(startedMs);
    events.onReading({
      kind: "card",
      card,
      isRepeat,
      photo: { gap: "none-on-card" },
      warnings: [...warnings],
      ...base,
    });
  }

  #tellUnread(unread: Unread, startedMs: number): void {
    this.#options.events.onReading({ kind: "unreadable", size: 0, ...unread, ...this.#base(startedMs) });
  }

  #base(startedMs: number) {
    const { deviceId, profile, clock } = this.#options;
    const ms = clock.steadyMs() - startedMs;
    return { source: { deviceId, profileId: profile.id, bus: "pcsc" as const }, at: clock.wallMs(), ms };
  }

  #lose(fault: TransportFault): void {
    if (this.#isOver) return;
    void this.close();
    this.#options.events.onGone(fault);
  }
}

/** A reader that is not connected yet; `open()` connects it. */
export function createSocialCardReader(options: SocialCardReaderOptions): Driver {
  return new SocialCardReader(options);
}
