/**
 * PC/SC, once for the whole device process: which card readers there are, whether a card is in one, and the way to it. The
 * library is optional and loaded only when a profile asks for it; that it or the system's card service is missing is an
 * ordinary state, from which a later look recovers.
 */
import { createRequire } from "node:module";
import type { Cancel, Clock } from "../clock.ts";
import type { DeviceReason } from "../host/device-contract.ts";
import { sentenceOf } from "./hid-fault.ts";

export type ReaderList =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly reason: DeviceReason; readonly detail: string };

export interface ReaderListener {
  /** Told of the present state at once, then of every change. */
  onPresence(isThere: boolean): void;
  onGone(): void;
}

export interface SmartCards {
  /** Looks when called; the first call starts the library. */
  list(): Promise<ReaderList>;
  /** Undefined when there is no such reader now. */
  watch(name: string, listener: ReaderListener): Cancel | undefined;
  /** Rejects with the library's error. */
  connect(name: string): Promise<PcscCard>;
  /** Lets go of a card and leaves it as it is. */
  release(card: PcscCard): Promise<void>;
  close(): void;
}

/** The native part of pcsc-mini, as far as it is used here; tests bring their own. */
export interface PcscLibrary {
  newClient(): PcscClient;
}
interface PcscClient {
  /** Throws when the system's service is not there. */
  start(onState: (reader: string, status: number) => void, onError: (error: Error) => void): void;
  stop(): void;
  connect(reader: string, mode: number): Promise<PcscCard>;
}
export interface PcscCard {
  transmit(protocol: undefined, command: Uint8Array): Promise<Uint8Array>;
  disconnect(then: number): Promise<void>;
}

export interface SmartCardsOptions {
  readonly clock: Clock;
  readonly load?: () => Promise<PcscLibrary>;
}

interface Seen {
  readonly listeners: Set<ReaderListener>;
  /** As the library told it last: flags, and above them how often cards came and went. */
  status: number;
}

/** The library names the readers one by one, a moment after it was started. */
const FIRST_LOOK_MS = 300;
/** Values of PC/SC itself. */
const SHARE_SHARED = 2;
const LEAVE_CARD = 0;
const READER_GONE = 0x04 | 0x08;
const CARD_PRESENT = 0x20;
const COUNT_SHIFT = 16;

/** By `process.platform` and `process.arch`; what package.json does not bring can be installed by hand. */
const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "@pcsc-mini/linux-x86_64-gnu",
  "linux-arm64": "@pcsc-mini/linux-aarch64-gnu",
  "win32-x64": process.versions["electron"] ? "@pcsc-mini/windows-x86_64-electron" : "@pcsc-mini/windows-x86_64-node",
};

/** Fails where the package is not installed, or the system lacks what it is linked to (libpcsclite). */
async function loadLibrary(): Promise<PcscLibrary> {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) throw new Error(`no smart-card library for ${process.platform} ${process.arch}`);
  return createRequire(import.meta.url)(name) as PcscLibrary;
}

class PcscSmartCards implements SmartCards {
  readonly #options: SmartCardsOptions;
  readonly #seen = new Map<string, Seen>();
  #library: PcscLibrary | undefined;
  #client: PcscClient | undefined;
  #starting: Promise<ReaderList> | undefined;

  constructor(options: SmartCardsOptions) {
    this.#options = options;
  }

  list(): Promise<ReaderList> {
    if (this.#client) return Promise.resolve(this.#names());
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  watch(name: string, listener: ReaderListener): Cancel | undefined {
    const seen = this.#seen.get(name);
    if (!seen) return undefined;
    seen.listeners.add(listener);
    listener.onPresence(hasCard(seen.status));
    return () => seen.listeners.delete(listener);
  }

  connect(name: string): Promise<PcscCard> {
    return this.#client?.connect(name, SHARE_SHARED) ?? Promise.reject(new Error("the reader is gone"));
  }

  async release(card: PcscCard): Promise<void> {
    // Gone, or taken by a reset: either way this program has let go of it.
    await card.disconnect(LEAVE_CARD).catch(() => {});
  }

  close(): void {
    const client = this.#client;
    this.#client = undefined;
    for (const name of [...this.#seen.keys()]) this.#lose(name);
    try {
      client?.stop();
    } catch {
      // The service ended first.
    }
  }

  async #start(): Promise<ReaderList> {
    try {
      this.#library ??= await (this.#options.load ?? loadLibrary)();
    } catch (error) {
      return { ok: false, reason: "smart-card-library", detail: sentenceOf(error) };
    }
    try {
      const client = this.#library.newClient();
      const ifCurrent = (work: () => void) => () => {
        if (this.#client === client) work();
      };
      this.#client = client;
      client.start(
        (name, status) => ifCurrent(() => this.#told(name, status))(),
        // The service ended: the next look starts anew.
        ifCurrent(() => this.close()),
      );
    } catch (error) {
      this.#client = undefined;
      return { ok: false, reason: "smart-card-service", detail: sentenceOf(error) };
    }
    await new Promise<void>((resolve) => this.#options.clock.after(FIRST_LOOK_MS, resolve));
    return this.#names();
  }

  #names(): ReaderList {
    return { ok: true, names: [...this.#seen.keys()].sort() };
  }

  #told(name: string, status: number): void {
    if ((status & READER_GONE) !== 0) {
      this.#lose(name);
      return;
    }
    const seen = this.#seen.get(name) ?? { listeners: new Set(), status: 0 };
    this.#seen.set(name, seen);
    this.#changed(seen, status);
  }

  #changed(seen: Seen, status: number): void {
    const before = seen.status;
    seen.status = status;
    const [had, has] = [hasCard(before), hasCard(status)];
    // Another card since, so quickly that the time between was not seen.
    const isOther = had && has && before >>> COUNT_SHIFT !== status >>> COUNT_SHIFT;
    for (const listener of [...seen.listeners]) {
      if (isOther) listener.onPresence(false);
      if (isOther || had !== has) listener.onPresence(has);
    }
  }

  #lose(name: string): void {
    const seen = this.#seen.get(name);
    this.#seen.delete(name);
    for (const listener of seen?.listeners ?? []) listener.onGone();
  }
}

const hasCard = (status: number): boolean => (status & CARD_PRESENT) !== 0;

/** Nothing is loaded before somebody asks which readers there are. */
export function createSmartCards(options: SmartCardsOptions): SmartCards {
  return new PcscSmartCards(options);
}
