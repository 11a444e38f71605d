/** What a device that was asked who it is has said, and what else arrives while it is being asked. */
import type { FrameEvent } from "../codecs/line-framer.ts";
import type { DeviceIdentity } from "../host/device-contract.ts";

const SHOWN_CHARACTERS = 60;
/** A code of a citizen is longer. */
const CODE_BYTES = 6;
const [TAB, FS, DELETE] = [0x09, 0x1c, 0x7f];

/** The first line of a text; of anything else, as a number of one byte, its bytes. Undefined where there is nothing to show. */
function identityText(said: Uint8Array): string | undefined {
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

/** `said`: of the answer, undefined where none came. */
export function identityOf(said: Uint8Array | undefined, ms: number): DeviceIdentity {
  const text = said && identityText(said);
  return { ...(text === undefined ? {} : { said: text }), ms: Math.round(ms * 10) / 10 };
}

/**
 * Whether what came of it, while its answer may still come, is no code but how it takes a question that it does not
 * know: a control character (ACK, NAK, ENQ), a word too short for a code, the beginning of an answer.
 */
export function isNoise(event: FrameEvent): boolean {
  if (event.kind === "lost") return event.reason === "cut-off" && event.droppedBytes < CODE_BYTES;
  const { bytes } = event;
  return bytes.length < CODE_BYTES || bytes.some((byte) => byte !== TAB && (byte < FS || byte === DELETE));
}
