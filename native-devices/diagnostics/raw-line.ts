/**
 * A piece of a line as an administrator may watch it: controls, the identifier ahead of a label and the head of a frame as
 * they are, of the rest only the kind of each byte. Stateful, because a frame comes in pieces.
 */
import { hexOfBytes } from "../codecs/hex.ts";
import type { RawLine } from "../host/device-contract.ts";

/** Turns pieces, in the order in which they passed, into lines. */
export type RawLines = (piece: { readonly dir: "rx" | "tx"; readonly bytes: Uint8Array }, at: number) => RawLine;

const SHOWN_BYTES = 128;
const FRAME_HEAD = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
/** Preamble, length, and the three bytes that say how it went. */
const FRAME_HEAD_BYTES = 10;
const HIDDEN = 0xff;

/** What the program sends stands in its profile or in the protocol, and is shown whole. */
export function createRawLines(kind: "labels" | "frames"): RawLines {
  const receive = kind === "frames" ? createFrameMask() : maskLabel;
  return ({ dir, bytes }, at) => {
    const shown = (dir === "tx" ? bytes.slice() : receive(bytes)).subarray(0, SHOWN_BYTES);
    return { at, dir, size: bytes.length, hex: hexOfBytes(shown), text: textOf(shown) };
  };
}

function maskLabel(bytes: Uint8Array): Uint8Array {
  const isAim = /^\][A-Za-z]\d/.test(String.fromCharCode(...bytes.subarray(0, 3)));
  return bytes.map((byte, index) => (isAim && index < 3 ? byte : kindOf(byte)));
}

function kindOf(byte: number): number {
  if (byte < 0x20 || byte === 0x7f) return byte;
  const character = String.fromCharCode(byte);
  if (/\d/.test(character)) return 0x39;
  if (/[A-Z]/.test(character)) return 0x58;
  if (/[a-z]/.test(character)) return 0x78;
  return byte < 0x80 ? 0x2e : HIDDEN;
}

/** Shows the head of every frame and nothing of what stands in it, or outside of any. */
function createFrameMask(): (bytes: Uint8Array) => Uint8Array {
  /** Bytes of a head so far. */
  let matched = 0;
  return (bytes) =>
    bytes.map((byte) => {
      matched = nextMatched(matched, byte);
      return matched > 0 ? byte : HIDDEN;
    });
}

function nextMatched(matched: number, byte: number): number {
  if (matched >= FRAME_HEAD.length && matched < FRAME_HEAD_BYTES) return matched + 1;
  const before = matched === FRAME_HEAD_BYTES ? 0 : matched;
  if (byte === FRAME_HEAD[before]) return before + 1;
  if (byte !== FRAME_HEAD[0]) return 0;
  // AA AA AA AA 96 69: the head begins one byte later.
  return before === 3 ? 3 : 1;
}

function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
    // The pictures of control characters.
    return byte < 0x20 ? String.fromCodePoint(0x2400 + byte) : "·";
  }).join("");
}
