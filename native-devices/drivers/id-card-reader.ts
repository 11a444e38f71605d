/**
 * An ID-card reader on a byte stream, which may be a serial line or HID reports. Opening asks the reader who it is, at each line speed of the profile; then it is
 * asked for a card again and again: find, select, read. Every card that is found ends in a reading, and every wait has
 * a deadline. A photo is turned into a picture by whoever can (photo/); that it could not be costs the picture, not the card.
 */
import { shanghaiDate } from "../../electron/domain/license/license-record.ts";
import { DECODER_FAILURES } from "../../electron/domain/person/photo.ts";
import type { Cancel, Clock } from "../clock.ts";
import { isDamaged } from "../codecs/id-card/card.ts";
import { type CardReading as CardContent, readAddedAddress, readCard } from "../codecs/id-card/read-card.ts";
import { readSamId, splitCardReply } from "../codecs/sdt/card-reply.ts";
import { isUnknownCommand, type SdtCommand, type SdtReply } from "../codecs/sdt/command.ts";
import type { CardReading, ReadingSource, UnreadableReading } from "../host/device-contract.ts";
import type { PhotoDecoder } from "../photo/photo-decoder.ts";
import { cardReadMs, type IdCardReaderProfile } from "../profiles/profile.ts";
import {
  type Transport,
  type TransportEvents,
  type TransportFault,
  type TransportResult,
  transportFailure,
} from "../transports/transport.ts";
import type { Driver, DriverEvents } from "./driver.ts";
import { identityOf } from "./identity.ts";
import { Presentation } from "./presentation.ts";
import { type Exchange, SdtLine } from "./sdt-line.ts";

export interface IdCardReaderOptions {
  readonly deviceId: string;
  readonly profile: IdCardReaderProfile;
  /** `baud`: of a serial line; undefined where there is no speed to find. */
  createTransport(events: TransportEvents, baud: number | undefined): Transport;
  readonly events: DriverEvents;
  readonly clock: Clock;
  /** Absent where nobody can. */
  readonly decodePhoto?: PhotoDecoder | undefined;
}

type Pictured = Pick<CardReading, "photo"> & Pick<CardContent, "warnings">;

/** Polls in a row without an answer after which the reader counts as lost. */
const SILENT_POLLS = 2;
/** So often in a row a card may be found and not selected before that is told. */
const UNSELECTED_LIMIT = 3;

type CardFailure = { readonly reason: UnreadableReading["reason"]; readonly size: number } & Pick<
  UnreadableReading,
  "warnings"
>;
type CardOutcome =
  | { readonly kind: "card"; readonly content: CardContent; readonly wlt: Uint8Array }
  | { readonly kind: "failed"; readonly failure: CardFailure }
  | { readonly kind: "lifted" | "reader" | "over" };

class IdCardReader implements Driver {
  readonly #options: IdCardReaderOptions;
  readonly #presentation: Presentation;
  #source: ReadingSource;
  #line: SdtLine | undefined;
  #isClosed = false;
  #endPause: () => void = () => {};

  constructor(options: IdCardReaderOptions) {
    this.#options = options;
    this.#presentation = new Presentation(options.profile.timing.sameCardQuietMs);
    const source = { deviceId: options.deviceId, profileId: options.profile.id };
    const { type } = options.profile.transport;
    this.#source = type === "serial" ? source : { ...source, bus: type };
  }

  async open(): Promise<TransportResult> {
    const { transport } = this.#options.profile;
    let result = transportFailure("no-answer");
    for (const rate of transport.type === "serial" ? [transport.baud, ...transport.fallbackBauds] : [undefined]) {
      result = await this.#openAt(rate);
      if (result.ok) {
        void this.#run();
        return result;
      }
      await this.#line?.close();
      if (this.#isClosed) return transportFailure("not-open", "closed");
      if (result.fault.reason !== "no-answer") return result;
    }
    return result;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#endPause();
    await this.#line?.close();
  }

  async #openAt(baud: number | undefined): Promise<TransportResult> {
    const { clock, createTransport, profile } = this.#options;
    const line = new SdtLine({
      clock,
      interByteMs: profile.timing.interByteMs,
      createTransport: (events) => createTransport(events, baud),
      onGone: (fault) => this.#lose(fault),
    });
    this.#line = line;
    const opened = await line.open();
    return opened.ok && !this.#isClosed ? this.#probe() : opened;
  }

  /** The reader must say that it is in order before it counts as open. */
  async #probe(): Promise<TransportResult> {
    const { clock, events, profile } = this.#options;
    const { statusMs } = profile.timing;
    const startedMs = clock.steadyMs();
    const status = await this.#ask("status", statusMs);
    if (!status.ok) return transportFailure("no-answer");
    if (status.reply.status === "reader") return transportFailure("reader-out-of-order");
    if (status.reply.status !== "ok" && !isUnknownCommand(status.reply)) return transportFailure("no-answer");
    const identity = await this.#ask("sam-id", statusMs);
    if (!identity.ok) return transportFailure("no-answer");
    const samId = readSamId(identity.reply.data);
    if (samId !== undefined) this.#source = { ...this.#source, samId };
    events.onIdentity?.(identityOf(samId && `SAM ${samId}`, clock.steadyMs() - startedMs));
    return { ok: true };
  }

  /** Until the line or the driver is closed. */
  async #run(): Promise<void> {
    const { pollMs, findMs } = this.#options.profile.timing;
    let silentPolls = 0;
    for (;;) {
      const found = await this.#ask("find-card", findMs);
      silentPolls = found.ok ? 0 : silentPolls + 1;
      if (silentPolls >= SILENT_POLLS) this.#lose({ reason: "read-timeout" });
      if (this.#isClosed || (!found.ok && found.why === "over")) return;
      if (found.ok) await this.#polled(found.reply);
      await this.#pause(pollMs);
      if (this.#isClosed) return;
    }
  }

  async #polled({ status }: SdtReply): Promise<void> {
    if (status === "reader") return this.#lose({ reason: "reader-out-of-order" });
    if (status === "idle" && this.#presentation.away()) this.#tellLifted();
    if (status === "ok" && this.#presentation.isDue(this.#options.clock.steadyMs())) await this.#present();
  }

  /** A card was found. */
  async #present(): Promise<void> {
    const { clock, events } = this.#options;
    const startedMs = clock.steadyMs();
    const outcome = await this.#readCard();
    if (this.#isClosed) return;
    await this.#tell(outcome, startedMs);
    if (this.#isClosed) return;
    events.onActivity("ended");
    if (outcome.kind === "reader") this.#lose({ reason: "reader-out-of-order" });
  }

  async #readCard(): Promise<CardOutcome> {
    const { findMs } = this.#options.profile.timing;
    const { readFingerprint } = this.#options.profile.options;
    this.#options.events.onActivity("started");
    const selected = await this.#ask("select-card", findMs);
    if (!selected.ok || selected.reply.status !== "ok") return failureOf(selected);
    const command = readFingerprint ? "read-card-with-fingerprint" : "read-card";
    this.#options.events.onActivity("started");
    // Not asked twice: the second reply could come when the next person's card lies there.
    const read = await this.#exchange(command, cardReadMs(this.#options.profile));
    if (!read.ok || read.reply.status !== "ok") return this.#unreadOf(read);
    return this.#contentOf(read.reply, readFingerprint);
  }

  /** A reader says the same of a card it cannot read and of one that was lifted: whether it still finds one tells them apart. */
  async #unreadOf(read: Exchange): Promise<CardOutcome> {
    const outcome = failureOf(read);
    if (!read.ok || read.reply.status !== "card") return outcome;
    this.#options.events.onActivity("started");
    const again = await this.#ask("find-card", this.#options.profile.timing.findMs);
    const isGone = again.ok && again.reply.status === "idle";
    return isGone ? { kind: "failed", failure: { reason: "card-lifted", size: 0 } } : outcome;
  }

  async #contentOf({ data }: SdtReply, isWithFingerprint: boolean): Promise<CardOutcome> {
    const size = data.length;
    const parts = splitCardReply(data, isWithFingerprint ? "with-fingerprint" : "text-photo");
    const content = parts && readCard(parts.text, shanghaiDate(this.#options.clock.wallMs()));
    if (!parts || !content) return { kind: "failed", failure: { reason: "card-damaged", size } };
    if (isDamaged(content.warnings)) {
      return { kind: "failed", failure: { reason: "card-damaged", size, warnings: [...content.warnings] } };
    }
    return { kind: "card", content: await this.#withAddedAddress(content), wlt: parts.photo };
  }

  /** Right after the card was read the reader needs no new look at it. A failure here costs the address, not the card. */
  async #withAddedAddress(content: CardContent): Promise<CardContent> {
    const { options, timing } = this.#options.profile;
    const isFull = content.warnings.some(({ code }) => code === "address-truncated");
    const isWanted = options.readAddedAddress === "always" || (options.readAddedAddress === "when-full" && isFull);
    if (!isWanted || content.card.address === undefined) return content;
    this.#options.events.onActivity("started");
    const asked = await this.#exchange("read-added-address", timing.readMs);
    if (asked.ok && asked.reply.status === "absent") return content;
    const added = asked.ok && asked.reply.status === "ok" ? readAddedAddress(asked.reply.data) : undefined;
    if (!added || added.text === "" || isDamaged(added.warnings)) {
      return { ...content, warnings: [...content.warnings, { code: "added-address-unread", field: "addedAddress" }] };
    }
    return {
      card: { ...content.card, addedAddress: added.text },
      warnings: [...content.warnings, ...added.warnings],
    };
  }

  async #tell(outcome: CardOutcome, startedMs: number): Promise<void> {
    const { clock, events } = this.#options;
    const nowMs = clock.steadyMs();
    const base = () => ({ source: this.#source, at: clock.wallMs(), ms: clock.steadyMs() - startedMs });
    const failure = outcome.kind === "lifted" ? this.#unselectable() : outcome.kind === "failed" && outcome.failure;
    if (failure && this.#presentation.failed(nowMs)) events.onReading({ kind: "unreadable", ...failure, ...base() });
    if (outcome.kind !== "card") return;
    const { card, warnings } = outcome.content;
    const presented = this.#presentation.read(card.number, nowMs);
    if (presented === "still-there") return;
    const isRepeat = presented === "repeat";
    const pictured = isRepeat ? { warnings } : await this.#pictured(outcome.wlt, warnings);
    if (this.#isClosed) return;
    events.onReading({ kind: "card", card, isRepeat, ...pictured, warnings: [...pictured.warnings], ...base() });
  }

  /** The photo, or why there is none. */
  async #pictured(wlt: Uint8Array, warnings: CardContent["warnings"]): Promise<Pictured> {
    if (wlt.length === 0) return { photo: { gap: "none-on-card" }, warnings };
    const { decodePhoto, events } = this.#options;
    events.onActivity("started");
    const photo = decodePhoto ? await decodePhoto(wlt) : ({ gap: "no-decoder" } as const);
    wlt.fill(0);
    if ("pixels" in photo) {
      const pixels = Buffer.from(photo.pixels).toString("base64");
      photo.pixels.fill(0);
      return { photo: { pixels }, warnings };
    }
    const isFailure = DECODER_FAILURES.some((one) => one === photo.gap);
    return { photo, warnings: isFailure ? [...warnings, { code: "photo-unread", detail: photo.gap }] : warnings };
  }

  #tellLifted(): void {
    const { clock, events } = this.#options;
    const base = { source: this.#source, at: clock.wallMs(), ms: 0 };
    events.onReading({ kind: "unreadable", reason: "card-lifted", size: 0, ...base });
  }

  /** Found and not to be selected: lifted in between, or a card that cannot be read at all. */
  #unselectable(): CardFailure | false {
    return this.#presentation.unselected() >= UNSELECTED_LIMIT && { reason: "card-unread", size: 0 };
  }

  /** For commands that may be asked twice: once more after silence, garbage, or a reader that did not understand. */
  async #ask(command: SdtCommand, limitMs: number): Promise<Exchange> {
    const first = await this.#exchange(command, limitMs);
    const isLinkFault = first.ok ? first.reply.status === "link" : first.why !== "over";
    return isLinkFault && !this.#isClosed ? this.#exchange(command, limitMs) : first;
  }

  async #exchange(command: SdtCommand, limitMs: number): Promise<Exchange> {
    return (await this.#line?.exchange(command, limitMs)) ?? { ok: false, why: "over" };
  }

  #lose(fault: TransportFault): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#endPause();
    this.#options.events.onGone(fault);
  }

  #pause(ms: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel: Cancel = this.#options.clock.after(ms, resolve);
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
  }
}

/** Why no card came of it. */
function failureOf(exchange: Exchange): CardOutcome {
  const failed = (reason: CardFailure["reason"]): CardOutcome => ({ kind: "failed", failure: { reason, size: 0 } });
  if (!exchange.ok) return exchange.why === "over" ? { kind: "over" } : failed("card-unread");
  switch (exchange.reply.status) {
    case "idle":
      return { kind: "lifted" };
    case "reader":
      return { kind: "reader" };
    case "unverified":
      return failed("card-unverified");
    default:
      return failed("card-unread");
  }
}

/** A reader that is not connected yet; `open()` connects it. */
export function createIdCardReader(options: IdCardReaderOptions): Driver {
  return new IdCardReader(options);
}
