/**
 * The `Readers` port of the use cases on top of the device client: codes with their way of entry, the state of every
 * reader for the screen, and whether a reader that was at work was just lost.
 */
import type {
  CardReading as DeviceCardReading,
  DeviceReading,
  UnreadableReading,
} from "../../native-devices/host/device-contract.ts";
import type { CardReading, CodeReading, Readers } from "../app/ports/surroundings.ts";
import { type Fault, type FaultCode, fault } from "../domain/fault.ts";
import { CARD_NOTES, type CardNote } from "../domain/person/card.ts";
import type { CardPhoto } from "../domain/person/photo.ts";
import { present } from "../domain/present.ts";
import type { DeviceClient } from "./device-client.ts";
import { faultOf, readerViewOf } from "./device-views.ts";

export interface ReadersOptions {
  readonly client: DeviceClient;
  /** What the hall calls the device; its id where it has no name. */
  nameOf(deviceId: string): string | undefined;
}

/** What the port cannot say yet: something was scanned and cannot be used. */
export interface DeviceReaders extends Readers {
  onUnreadable(listener: UnreadableListener): void;
}

const CARD_FAULTS = {
  "card-unread": "card.unread",
  "card-unverified": "card.unverified",
  "card-damaged": "card.damaged",
  "card-lifted": "card.lifted",
  "card-not-social": "card.not-social",
  "card-locked": "card.locked",
} as const;

const UNREADABLE_FAULTS: Readonly<Record<UnreadableReading["reason"], FaultCode>> = {
  ...CARD_FAULTS,
  "too-long": "scan.too-long",
  "cut-off": "scan.damaged",
  undecodable: "scan.damaged",
};

type CodeLike = Extract<DeviceReading, { kind: "code" | "repeat" }>;
type ReadingListener = (reading: CodeReading) => void;
type UnreadableListener = (reason: Fault, deviceId: string, way: CodeReading["way"]) => void;
type ChangeListener = (lost: Fault | undefined) => void;

export function createReaders({ client, nameOf }: ReadersOptions): DeviceReaders {
  const readings: ReadingListener[] = [];
  const cards: ((reading: CardReading) => void)[] = [];
  const unreadable: UnreadableListener[] = [];
  const changes: ChangeListener[] = [];
  /** Devices that were connected when they were last heard of. */
  const atWork = new Set<string>();

  client.onReading((reading) => {
    if (reading.kind === "unreadable") {
      const reason = unreadableFault(reading);
      for (const listener of unreadable) listener(reason, reading.source.deviceId, wayOf(reading));
      return;
    }
    if (reading.kind === "card") for (const listener of cards) listener(cardReadingOf(reading));
    else for (const listener of readings) listener(codeReadingOf(reading));
  });
  client.onStatus((status) => {
    const wasAtWork = atWork.has(status.deviceId);
    const isAtWork = status.state === "ready" || status.state === "reading";
    if (isAtWork) atWork.add(status.deviceId);
    else atWork.delete(status.deviceId);
    const lost = wasAtWork && !isAtWork && status.fault ? faultOf(status.fault) : undefined;
    for (const listener of changes) listener(lost);
  });

  return {
    views: () => client.statuses().map((status) => readerViewOf(status, nameOf(status.deviceId) ?? status.deviceId)),
    onReading: (listener) => {
      readings.push(listener);
    },
    onCard: (listener) => {
      cards.push(listener);
    },
    onUnreadable: (listener) => {
      unreadable.push(listener);
    },
    onChange: (listener) => {
      changes.push(listener);
    },
  };
}

function codeReadingOf(reading: CodeLike): CodeReading {
  const { text, source } = reading;
  return { text, way: wayOf(reading), deviceId: source.deviceId, isRepeat: reading.kind === "repeat" };
}

/** What the counter needs of the card; everything else on it goes no further. */
function cardReadingOf({ card, photo, warnings, source, isRepeat }: DeviceCardReading): CardReading {
  const { name, number, type } = card;
  const read = { name, number, card: { type, notes: cardNotes(warnings) }, deviceId: source.deviceId, isRepeat };
  return { ...read, ...present({ photo: photo && photoOf(photo) }) };
}

/** Of a card's warnings those that the clerk is told. */
export function cardNotes(
  warnings: readonly { readonly code: string; readonly detail?: string | undefined }[],
): readonly CardNote[] {
  return warnings.flatMap(({ code, detail }) => {
    const note = CARD_NOTES.find((one) => one === code);
    return note ? [{ code: note, ...present({ detail }) }] : [];
  });
}

function photoOf(photo: NonNullable<DeviceCardReading["photo"]>): CardPhoto {
  return "gap" in photo ? photo : { pixels: Buffer.from(photo.pixels, "base64") };
}

function isOfCard(reading: DeviceReading): boolean {
  return reading.kind === "card" || (reading.kind === "unreadable" && Object.hasOwn(CARD_FAULTS, reading.reason));
}

function unreadableFault({ reason, size, warnings }: UnreadableReading): Fault {
  const code = UNREADABLE_FAULTS[reason];
  if (warnings) return fault(code, { what: warnings.map((warning) => warning.code).join(",") });
  return fault(code, { size });
}

function wayOf(reading: DeviceReading): CodeReading["way"] {
  if (isOfCard(reading)) return "id-card";
  const { bus } = reading.source;
  if (bus === "middleware") return "vendor-service";
  return bus === "hid" ? "hid-scanner" : "serial-scanner";
}
