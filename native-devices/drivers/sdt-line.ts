/**
 * One open line to an ID-card reader: a command goes out, its reply comes back or a deadline passes. One command at a
 * time; whatever arrives that is not its reply (noise, echo, a late reply to an earlier command) is passed over.
 */
import type { Cancel, Clock } from "../clock.ts";
import { encodeCommand, replyTo, type SdtCommand, type SdtReply } from "../codecs/sdt/command.ts";
import { createSdtFramer, type SdtFrameEvent } from "../codecs/sdt/frame.ts";
import type { Transport, TransportFactory, TransportFault, TransportResult } from "../transports/transport.ts";

export type Exchange =
  | { readonly ok: true; readonly reply: SdtReply }
  /** `garbled`: bytes came and made no reply. `over`: the line is closed or lost. */
  | { readonly ok: false; readonly why: "silent" | "garbled" | "over" };

export interface SdtLineOptions {
  readonly createTransport: TransportFactory;
  readonly clock: Clock;
  /** Silence within a frame that means that its rest was lost. */
  readonly interByteMs: number;
  onGone(fault: TransportFault): void;
}

/** So soon a transport tells an unplug. */
const TOLD_GONE_MS = 500;

interface Waiting {
  readonly command: SdtCommand;
  readonly settle: (exchange: Exchange) => void;
  isGarbled: boolean;
}

export class SdtLine {
  readonly #options: SdtLineOptions;
  readonly #framer = createSdtFramer();
  readonly #transport: Transport;
  #waiting: Waiting | undefined;
  #cancelSilence: Cancel = () => {};
  #cancelLoss: Cancel = () => {};
  #isOver = false;

  constructor(options: SdtLineOptions) {
    this.#options = options;
    this.#transport = options.createTransport({
      onBytes: (bytes, atMs) => this.#receive(bytes, atMs),
      onGone: (fault) => this.#lose(fault),
    });
  }

  open(): Promise<TransportResult> {
    return this.#transport.open();
  }

  /** Idempotent; settles an exchange that is under way. */
  async close(): Promise<void> {
    this.#end();
    await this.#transport.close();
  }

  /** Settles within `limitMs`. */
  exchange(command: SdtCommand, limitMs: number): Promise<Exchange> {
    const { promise, resolve } = Promise.withResolvers<Exchange>();
    if (this.#isOver || this.#waiting) {
      resolve({ ok: false, why: "over" });
      return promise;
    }
    const waiting: Waiting = {
      command,
      isGarbled: false,
      settle: (exchange) => {
        cancel();
        this.#waiting = undefined;
        resolve(exchange);
      },
    };
    const cancel = this.#options.clock.after(limitMs, () => {
      waiting.settle({ ok: false, why: waiting.isGarbled || this.#framer.isOpen ? "garbled" : "silent" });
    });
    this.#waiting = waiting;
    this.#cancelSilence();
    this.#framer.reset();
    void this.#transport.write(encodeCommand(command)).then((written) => {
      if (!written.ok) this.#unwritten(waiting, written.fault);
    });
    return promise;
  }

  /** A line that takes nothing is as good as gone. That it was pulled out the transport says better, if a moment later. */
  #unwritten(waiting: Waiting, fault: TransportFault): void {
    if (this.#isOver) return;
    // Only the exchange that was written: a later one may be waiting by now.
    if (this.#waiting === waiting) waiting.settle({ ok: false, why: "over" });
    this.#cancelLoss();
    this.#cancelLoss = this.#options.clock.after(TOLD_GONE_MS, () => this.#lose(fault));
  }

  #lose(fault: TransportFault): void {
    if (this.#isOver) return;
    this.#end();
    this.#options.onGone(fault);
  }

  #end(): void {
    this.#isOver = true;
    this.#cancelSilence();
    this.#cancelLoss();
    this.#waiting?.settle({ ok: false, why: "over" });
  }

  #receive(bytes: Uint8Array, atMs: number): void {
    this.#cancelSilence();
    this.#take(this.#framer.push(bytes, atMs));
    this.#cancelSilence = this.#options.clock.after(this.#options.interByteMs, () => {
      this.#take(this.#framer.silence());
      // Our reply was in what could not be read: no need to wait for the deadline.
      if (this.#waiting?.isGarbled) this.#waiting.settle({ ok: false, why: "garbled" });
    });
  }

  #take(events: readonly SdtFrameEvent[]): void {
    for (const event of events) {
      const waiting = this.#waiting;
      if (!waiting) return;
      if (event.kind === "broken") {
        waiting.isGarbled = true;
        continue;
      }
      const reply = replyTo(waiting.command, event.body);
      if (reply) waiting.settle({ ok: true, reply });
    }
  }
}
