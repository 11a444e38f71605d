/** What a device that was asked who it is has said, and what else arrives while it is being asked. */
import type { FrameEvent } from "../codecs/line-framer.ts";
import type { DeviceIdentity } from "../host/device-contract.ts";

const SHOWN_CHARACTERS = 60;
/** A code of a citizen is longer. */
const CODE_BYTES = 6;
const AT_ONCE_MS = 2000;
const [TAB, FS, DELETE] = [0x09, 0x1c, 0x7f];

/** The first line of a text; of anything else, as a number of one byte, its bytes. Undefined where there is nothing to show. */
export function identityText(said: Uint8Array): string | undefined {
  const lines = String.fromCharCode(...said)
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll("\t", " ").trim());
  const text = lines.find((line) => line !== "") ?? "";
  const isText = /^[\x20-\x7e]{3,}$/.test(text);
  const shown = isText
    ? text.replaceAll(/ {2,}/g, " ")
    : Array.from(said, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return shown === "" ? undefined : shown.slice(0, SHOWN_CHARACTERS);
}

/** `said`: undefined where no answer came, or none that can be shown. */
export function identityOf(said: string | undefined, ms: number): DeviceIdentity {
  return { ...(said === undefined ? {} : { said }), ms: Math.round(ms * 10) / 10 };
}

/**
 * Whether what came of it, `sinceMs` after a question that it has not answered, is no code but how it takes the question:
 * a control character (ACK, NAK, ENQ), the beginning of an answer, or at once a word too short for a code.
 */
export function isNoise(event: FrameEvent, sinceMs: number): boolean {
  if (event.kind === "lost") return event.reason === "cut-off" && event.droppedBytes < CODE_BYTES;
  const { bytes, endedBy } = event;
  const isShort = bytes.length < CODE_BYTES && endedBy !== "report" && (endedBy === "idle" || sinceMs < AT_ONCE_MS);
  return isShort || bytes.some((byte) => byte !== TAB && (byte < FS || byte === DELETE));
}
