/**
 * A reader behind a program of its maker: asked again and again, or speaking by itself. A program that was never heard to
 * answer is not ready; what it says of its own state ends the connection or the wait. Cards are judged as on any reader.
 */
import { shanghaiDate } from "../../electron/domain/license/license-record.ts";
import type { Clock } from "../clock.ts";
import { isDamaged } from "../codecs/id-card/card.ts";
import { readServiceAnswer, type ServiceAnswer, type Texts } from "../codecs/service/answer.ts";
import { readServiceCard } from "../codecs/service/service-card.ts";
import type { DeviceReason } from "../host/device-contract.ts";
import type { MiddlewareProfile } from "../profiles/middleware-profile.ts";
import {
  type Transport,
  type TransportFactory,
  type TransportResult,
  transportFailure,
} from "../transports/transport.ts";
import type { Driver, DriverEvents } from "./driver.ts";
import { Presentation } from "./presentation.ts";
import { Waits } from "./waits.ts";

export interface ServiceReaderOptions {
  readonly deviceId: string;
  readonly profile: MiddlewareProfile;
  readonly createTransport: TransportFactory;
  readonly events: DriverEvents;
  readonly clock: Clock;
}

interface Arrived {
  readonly answer: ServiceAnswer;
  readonly size: number;
  /** Steady ms from the question to the whole answer. */
  readonly ms: number;
}

type GoodTexts = Extract<ServiceAnswer, { kind: "texts" }>;

/** In a row: a program may stumble once. */
const LIMITS = { late: 2, nonsense: 3, unknown: 3, busy: 5 } as const;
type Trouble = keyof typeof LIMITS;

const TROUBLE_REASONS: Readonly<Record<Trouble, DeviceReason>> = {
  late: "read-timeout",
  nonsense: "service-answer",
  unknown: "no-answer",
  busy: "busy",
};

type ServiceState = Extract<ServiceAnswer, { kind: "state" }>["word"];

const STATE_REASONS: Readonly<Record<ServiceState, DeviceReason>> = {
  unknown: "no-answer",
  fault: "reader-out-of-order",
  busy: "busy",
  disabled: "service-disabled",
};

class ServiceReader implements Driver {
  readonly #options: ServiceReaderOptions;
  readonly #transport: Transport;
  readonly #presentation: Presentation;
  readonly #waits: Waits;
  #isReady = false;
  #isOver = false;
  #askedMs = 0;
  #lastTextMs = 0;
  #troubles: { readonly trouble: Trouble; readonly count: number } | undefined;
  /** Who waits for the next answer. */
  #onAnswer: ((arrived: Arrived) => void) | undefined;
  #lost: TransportResult | undefined;

  constructor(options: ServiceReaderOptions) {
    this.#options = options;
    this.#waits = new Waits(options.clock);
    const { profile } = options;
    this.#presentation = new Presentation("text" in profile.answer ? sameCodeMs(profile) : sameCardMs(profile));
    this.#transport = options.createTransport({
      onBytes: (bytes, atMs) => this.#receive(bytes, atMs),
      onGone: (fault) => {
        this.#lost = { ok: false, fault };
        this.#waits.end();
        if (this.#isReady) this.#lose(fault.reason);
      },
    });
  }

  async open(): Promise<TransportResult> {
    const opened = await this.#transport.open();
    if (!opened.ok) return opened;
    const result = await this.#probe();
    if (this.#isOver) return transportFailure("not-open", "closed");
    if (!result.ok) {
      await this.close();
      return result;
    }
    this.#isReady = true;
    if (this.#options.profile.ask.way === "poll") void this.#poll();
    return result;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#waits.end();
    await this.#transport.close();
  }

  /** What lies there already is read by the next question. */
  async #probe(): Promise<TransportResult> {
    const { ask } = this.#options.profile;
    if (ask.way === "push" && ask.hello === undefined) return { ok: true };
    const isAnswered = ask.way === "poll" || ask.isHelloAnswered === true;
    const arrived = await this.#ask(ask.way === "poll" ? ask.send : ask.hello, isAnswered);
    if (this.#lost) return this.#lost;
    if (!isAnswered) return { ok: true };
    if (!arrived) return transportFailure("no-answer");
    const reason = reasonOf(arrived.answer);
    return reason ? transportFailure(reason) : { ok: true };
  }

  async #poll(): Promise<void> {
    const { ask } = this.#options.profile;
    if (ask.way !== "poll") return;
    for (;;) {
      await this.#waits.pause(ask.everyMs);
      if (this.#isOver) return;
      const arrived = await this.#ask(ask.send, true);
      if (this.#isOver) return;
      if (arrived) this.#take(arrived);
      // A late answer would pass for the answer to the next question: that connection is over.
      else if (this.#options.profile.transport.url.startsWith("ws:")) this.#lose("read-timeout");
      else this.#note("late");
    }
  }

  /** @returns undefined when none came in time, or the connection ended. */
  async #ask(send: string | undefined, isAnswered: boolean): Promise<Arrived | undefined> {
    this.#askedMs = this.#options.clock.steadyMs();
    const { promise, resolve } = Promise.withResolvers<Arrived>();
    if (isAnswered) this.#onAnswer = resolve;
    const written = await this.#transport.write(new TextEncoder().encode(send ?? ""));
    if (!written.ok) this.#lost = written;
    if (!written.ok || !isAnswered) return undefined;
    const arrived = await this.#waits.within(this.#options.profile.transport.answerMs, promise);
    this.#onAnswer = undefined;
    return arrived;
  }

  #receive(bytes: Uint8Array, atMs: number): void {
    const { profile } = this.#options;
    const fields = "text" in profile.answer ? { text: profile.answer.text } : profile.answer.card;
    const answer = readServiceAnswer(bytes, profile.answer, fields);
    const isPushed = profile.ask.way === "push";
    const arrived = { answer, size: bytes.length, ms: isPushed ? 0 : Math.max(0, atMs - this.#askedMs) };
    if (this.#onAnswer) this.#onAnswer(arrived);
    else if (isPushed && this.#isReady) {
      // Each message is an event of its own; that something was taken away is not said.
      this.#presentation.away();
      this.#take(arrived);
    }
  }

  #take(arrived: Arrived): void {
    const { answer } = arrived;
    if (answer.kind === "nonsense") this.#note("nonsense");
    else if (answer.kind === "state") this.#takeState(answer.word);
    else this.#takeGood(answer, arrived);
  }

  #takeState(word: ServiceState): void {
    if (word === "busy" || word === "unknown") this.#note(word);
    else this.#lose(STATE_REASONS[word]);
  }

  #takeGood(answer: Extract<ServiceAnswer, { kind: "nothing" | "texts" }>, arrived: Arrived): void {
    this.#troubles = undefined;
    if (answer.kind === "nothing") {
      this.#presentation.away();
      return;
    }
    const { text } = answer.texts;
    if (text === undefined) this.#tellCard(answer.texts, answer.isWarned, arrived);
    else this.#tellCode(text, answer, arrived);
  }

  #tellCard(texts: Texts, isWarned: boolean, { size, ms }: Arrived): void {
    const { clock, events } = this.#options;
    const nowMs = clock.steadyMs();
    const { card, warnings } = readServiceCard(texts, isWarned, shanghaiDate(clock.wallMs()));
    const base = this.#base(ms);
    if (isDamaged(warnings)) {
      if (!this.#presentation.failed(nowMs)) return;
      events.onReading({ kind: "unreadable", reason: "card-damaged", size, warnings: [...warnings], ...base });
      return;
    }
    const presented = this.#presentation.read(card.number, nowMs);
    if (presented === "still-there") return;
    const isRepeat = presented === "repeat";
    events.onReading({ kind: "card", card, isRepeat, photo: { gap: "not-asked" }, warnings: [...warnings], ...base });
  }

  #tellCode(text: string, { isWarned, encoding }: Omit<GoodTexts, "kind">, { ms }: Arrived): void {
    const { clock, events } = this.#options;
    const nowMs = clock.steadyMs();
    const sinceMs = nowMs - this.#lastTextMs;
    this.#lastTextMs = nowMs;
    const presented = this.#presentation.read(text, nowMs);
    if (presented === "still-there") return;
    const base = this.#base(ms);
    const warnings = isWarned ? ["service-warning" as const] : [];
    if (presented === "repeat") events.onReading({ kind: "repeat", text, sinceMs, ...base });
    else events.onReading({ kind: "code", text, encoding, warnings, ...base });
  }

  #base(ms: number) {
    const { deviceId, profile, clock } = this.#options;
    return { source: { deviceId, profileId: profile.id, bus: "middleware" as const }, at: clock.wallMs(), ms };
  }

  #note(trouble: Trouble): void {
    const count = this.#troubles?.trouble === trouble ? this.#troubles.count + 1 : 1;
    this.#troubles = { trouble, count };
    if (count >= LIMITS[trouble]) this.#lose(TROUBLE_REASONS[trouble]);
  }

  #lose(reason: DeviceReason): void {
    if (this.#isOver) return;
    void this.close();
    this.#options.events.onGone({ reason });
  }
}

/** Why a program that answered so cannot be used; undefined where it can. */
function reasonOf(answer: ServiceAnswer): DeviceReason | undefined {
  if (answer.kind === "nonsense") return "service-answer";
  return answer.kind === "state" ? STATE_REASONS[answer.word] : undefined;
}

const sameCardMs = (profile: MiddlewareProfile) => ("sameCardQuietMs" in profile ? profile.sameCardQuietMs : 0);
const sameCodeMs = (profile: MiddlewareProfile) => ("sameCodeQuietMs" in profile ? profile.sameCodeQuietMs : 0);

/** A service that is not connected yet; `open()` connects it. */
export function createServiceReader(options: ServiceReaderOptions): Driver {
  return new ServiceReader(options);
}
