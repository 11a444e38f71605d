/**
 * An ID-card reader as its published protocol (GA 450, "SDT") says that one behaves: commands in, replies out. Written from
 * the protocol and not from the driver, so that the two can disagree.
 */

export interface CardOnReader {
  /** 256 bytes. */
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
  /** None, 512 or 1,024 bytes. */
  readonly fingerprint: Uint8Array;
  readonly addedAddress: string | undefined;
}

export interface SdtResponder {
  /** What the reader answers to these bytes; a command may come in pieces. */
  receive(bytes: Uint8Array): readonly Uint8Array[];
  place(card: CardOnReader): void;
  lift(): void;
}

const HEAD = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
/** Version 05.03, made 2012-10-10, of nobody's series. */
const SAM_ID = [5, 0, 3, 0, 0xb2, 0x05, 0x33, 0x01, 1, 0, 0, 0, 0xd2, 0x02, 0x96, 0x49];
/** Three bytes are usual, four the most that any has. */
const LONGEST_COMMAND = 16;
const ADDED_CHARACTERS = 35;
const OK = 0x90;
const FOUND = 0x9f;
const BAD_CHECKSUM = 0x10;
const UNKNOWN_COMMAND = 0x21;
const NOT_FOUND = 0x80;
const NOT_SELECTED = 0x81;
const READ_FAILED = 0x41;
const NO_SUCH_ITEM = 0x91;

export function createSdtResponder(): SdtResponder {
  const buffer: number[] = [];
  let card: CardOnReader | undefined;
  /** A card that was read is not found again before it was lifted. */
  let step: "laid" | "found" | "selected" | "read" = "laid";

  const find = () => {
    if (!card || step === "read") return reply(NOT_FOUND);
    step = "found";
    return reply(FOUND, [0, 0, 0, 0]);
  };
  const select = () => {
    if (!card || step !== "found") return reply(NOT_SELECTED);
    step = "selected";
    return reply(OK, [0, 0, 0, 0, 0, 0, 0, 0]);
  };
  const read = (withFingerprint: boolean) => {
    if (!card || step !== "selected") return reply(READ_FAILED);
    step = "read";
    const { text, photo, fingerprint } = card;
    const parts = withFingerprint ? [text, photo, fingerprint] : [text, photo];
    return reply(OK, [...parts.flatMap((part) => bigEndian(part.length)), ...parts.flatMap((part) => [...part])]);
  };
  const readAdded = () => {
    if (!card || step !== "read") return reply(READ_FAILED);
    if (card.addedAddress === undefined) return reply(NO_SUCH_ITEM);
    return reply(OK, Buffer.from(card.addedAddress.padEnd(ADDED_CHARACTERS, " "), "utf16le"));
  };
  const answers: Readonly<Record<string, () => Uint8Array>> = {
    "10ff": () => reply(OK),
    "11ff": () => reply(OK),
    "12ff": () => reply(OK, SAM_ID),
    "2001": find,
    "2002": select,
    "3001": () => read(false),
    "3010": () => read(true),
    "3003": readAdded,
  };
  const answerTo = (body: readonly number[]) => {
    const code = body
      .slice(0, 2)
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    return answers[code]?.() ?? reply(UNKNOWN_COMMAND);
  };

  return {
    receive(bytes) {
      buffer.push(...bytes);
      const replies: Uint8Array[] = [];
      for (let command = takeCommand(buffer); command; command = takeCommand(buffer)) {
        const isRight = command.reduce((sum, byte) => sum ^ byte, 0) === 0;
        replies.push(isRight ? answerTo(command.slice(2, -1)) : reply(BAD_CHECKSUM));
      }
      return replies;
    },
    place(next) {
      card = next;
      step = "laid";
    },
    lift() {
      card = undefined;
      step = "laid";
    },
  };
}

/** Length, body and check of the first command in the buffer, taken out of it with the noise ahead. */
function takeCommand(buffer: number[]): readonly number[] | undefined {
  const isCommand = () => HEAD.every((byte, at) => buffer[at] === byte) && lengthIn(buffer) <= LONGEST_COMMAND;
  while (buffer.length >= HEAD.length + 2 && !isCommand()) buffer.shift();
  const end = HEAD.length + 2 + lengthIn(buffer);
  if (buffer.length < HEAD.length + 2 || buffer.length < end) return undefined;
  return buffer.splice(0, end).slice(HEAD.length);
}

const lengthIn = (buffer: readonly number[]): number => ((buffer[5] ?? 0) << 8) | (buffer[6] ?? 0);

function reply(status: number, data: Iterable<number> = []): Uint8Array {
  const body = [0, 0, status, ...data];
  const checked = [...bigEndian(body.length + 1), ...body];
  return Uint8Array.from([...HEAD, ...checked, checked.reduce((sum, byte) => sum ^ byte, 0)]);
}

function bigEndian(value: number): readonly [number, number] {
  return [value >> 8, value & 0xff];
}
