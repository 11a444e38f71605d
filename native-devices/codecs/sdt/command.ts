/** The commands of an ID-card reader that this program sends, and which replies can be theirs. */
import { encodeSdtFrame } from "./frame.ts";
import { classOfStatus, type StatusClass } from "./status-word.ts";

export type SdtCommand =
  | "reset"
  | "status"
  | "sam-id"
  | "find-card"
  | "select-card"
  | "read-card"
  | "read-card-with-fingerprint"
  | "read-added-address";

interface CommandRow {
  readonly code: readonly [command: number, parameter: number];
  readonly good: number;
  /** Bytes of data in the reply when it is good. */
  readonly dataBytes: readonly [least: number, most: number];
}

const CARD_TEXT = 256;
const CARD_PHOTO = 1024;
const ADDED_ADDRESS = 70;

const rows: Readonly<Record<SdtCommand, CommandRow>> = {
  reset: { code: [0x10, 0xff], good: 0x90, dataBytes: [0, 0] },
  status: { code: [0x11, 0xff], good: 0x90, dataBytes: [0, 0] },
  "sam-id": { code: [0x12, 0xff], good: 0x90, dataBytes: [16, 16] },
  "find-card": { code: [0x20, 0x01], good: 0x9f, dataBytes: [4, 4] },
  "select-card": { code: [0x20, 0x02], good: 0x90, dataBytes: [8, 8] },
  // The lengths inside decide; a card without its photo is still a card.
  "read-card": { code: [0x30, 0x01], good: 0x90, dataBytes: [4 + CARD_TEXT, 4 + CARD_TEXT + CARD_PHOTO] },
  "read-card-with-fingerprint": {
    code: [0x30, 0x10],
    good: 0x90,
    dataBytes: [6 + CARD_TEXT, 6 + CARD_TEXT + 2 * CARD_PHOTO],
  },
  "read-added-address": { code: [0x30, 0x03], good: 0x90, dataBytes: [0, 2 + ADDED_ADDRESS] },
};

/** The frame to send. */
export function encodeCommand(command: SdtCommand): Uint8Array {
  return encodeSdtFrame(Uint8Array.from(rows[command].code));
}

export interface SdtReply {
  readonly sw: readonly [number, number, number];
  readonly status: StatusClass;
  /** Empty unless the status is `ok`. */
  readonly data: Uint8Array;
}

/** The reader has no such command: so it is one, and in order enough to say so (GA 450 status bytes 21 and 24). */
export function isUnknownCommand({ sw }: SdtReply): boolean {
  return sw[2] === 0x21 || sw[2] === 0x24;
}

/**
 * The reply to `command` in the body of a frame. Undefined when the frame is not one: our own bytes echoed, or a late
 * reply to an earlier command, told by its length and its status.
 */
export function replyTo(command: SdtCommand, body: Uint8Array): SdtReply | undefined {
  const [sw1, sw2, sw3] = body;
  if (sw1 === undefined || sw2 === undefined || sw3 === undefined) return undefined;
  const { good, dataBytes } = rows[command];
  const sw = [sw1, sw2, sw3] as const;
  const status = classOfStatus(sw3);
  const data = body.slice(3);
  if (status === "ok") {
    const [least, most] = dataBytes;
    const fits = sw3 === good && data.length >= least && data.length <= most;
    return fits ? { sw, status, data } : undefined;
  }
  // A refusal has no data; with data it is a reply that belongs elsewhere, or no reply.
  return data.length === 0 ? { sw, status, data } : undefined;
}
