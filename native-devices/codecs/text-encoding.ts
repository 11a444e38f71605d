/**
 * Bytes of a label to text: strict UTF-8, else GB18030, unless the profile pins one of them or the symbol names its
 * character set by ECI. Always says which was used and what is doubtful.
 */
import type { EciSegment } from "./aim.ts";

export type PinnedEncoding = "auto" | "utf-8" | "gb18030";

/** `ascii`: every encoding in question gives the same text. `mixed`: the symbol itself changed character sets. */
export type UsedEncoding =
  | "ascii"
  | "utf-8"
  | "gb18030"
  | "iso-8859-1"
  | "big5"
  | "shift_jis"
  | "euc-kr"
  | "utf-16be"
  | "mixed";

export type TextWarning =
  /** Valid in both encodings and more likely the other one, or read as GB18030 and perhaps UTF-8 that was cut short. */
  | "encoding-ambiguous"
  /** The pinned encoding did not fit; the other one did and was used. */
  | "encoding-mismatch"
  /** No encoding fits; the text holds replacement characters and must not be used. */
  | "undecodable"
  /** The symbol names a character set that is not known here. */
  | "eci-unknown";

export interface DecodedText {
  readonly text: string;
  readonly encoding: UsedEncoding;
  readonly warnings: readonly TextWarning[];
}

type Charset = Exclude<UsedEncoding, "ascii" | "mixed">;

/** ECI assignment numbers of AIM ITS/04-023 that a hall may meet. */
const eciCharsets: Readonly<Record<number, Charset>> = {
  1: "iso-8859-1",
  3: "iso-8859-1",
  20: "shift_jis",
  25: "utf-16be",
  26: "utf-8",
  27: "utf-8",
  28: "big5",
  29: "gb18030",
  30: "euc-kr",
  32: "gb18030",
  170: "utf-8",
};

function decodeStrictly(
  bytes: Uint8Array,
  charset: Charset,
  end: "whole" | "may be cut" = "whole",
): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: end === "may be cut" });
  } catch (error) {
    // Malformed input is the one expected failure; an unknown label would be a bug of this file.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function decodeLossily(bytes: Uint8Array, charset: Charset): DecodedText {
  return { text: new TextDecoder(charset).decode(bytes), encoding: charset, warnings: ["undecodable"] };
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/**
 * Chinese in UTF-8 takes three bytes; a text whose every non-ASCII character takes two is more likely GB18030 that
 * happens to be valid UTF-8 (陆路 is one).
 */
function looksLikeGbk(bytes: Uint8Array): boolean {
  return !bytes.some((byte) => byte >= 0xe0) && decodeStrictly(bytes, "gb18030") !== undefined;
}

/** Whether nothing but the end of its last character keeps this from being Chinese in UTF-8: a label that was cut. */
function looksLikeCutUtf8(bytes: Uint8Array): boolean {
  const whole = decodeStrictly(bytes, "utf-8", "may be cut");
  return whole !== undefined && /[\u0800-\u{10ffff}]/u.test(whole);
}

function decodeAutomatically(bytes: Uint8Array): DecodedText {
  const utf8 = decodeStrictly(bytes, "utf-8");
  if (utf8 !== undefined) {
    return { text: utf8, encoding: "utf-8", warnings: looksLikeGbk(bytes) ? ["encoding-ambiguous"] : [] };
  }
  const gb = decodeStrictly(bytes, "gb18030");
  if (gb === undefined) return decodeLossily(bytes, "gb18030");
  return { text: gb, encoding: "gb18030", warnings: looksLikeCutUtf8(bytes) ? ["encoding-ambiguous"] : [] };
}

/** Decodes one label. Never throws; what could not be decoded carries the warning `undecodable`. */
export function decodeText(bytes: Uint8Array, pinned: PinnedEncoding): DecodedText {
  if (isAscii(bytes)) return { text: new TextDecoder("utf-8").decode(bytes), encoding: "ascii", warnings: [] };
  if (pinned === "auto") return decodeAutomatically(bytes);
  const text = decodeStrictly(bytes, pinned);
  if (text !== undefined) return { text, encoding: pinned, warnings: [] };
  const other = pinned === "utf-8" ? "gb18030" : "utf-8";
  const fallback = decodeStrictly(bytes, other);
  if (fallback !== undefined) return { text: fallback, encoding: other, warnings: ["encoding-mismatch"] };
  return decodeLossily(bytes, pinned);
}

function decodeSegment(segment: EciSegment, pinned: PinnedEncoding): DecodedText {
  if (segment.eci === undefined) return decodeText(segment.bytes, pinned);
  const charset = eciCharsets[segment.eci];
  if (charset === undefined) {
    const guess = decodeText(segment.bytes, pinned);
    return { ...guess, warnings: [...guess.warnings, "eci-unknown"] };
  }
  const text = decodeStrictly(segment.bytes, charset);
  if (text === undefined) return decodeLossily(segment.bytes, charset);
  const isPlain = charset !== "utf-16be" && isAscii(segment.bytes);
  return { text, encoding: isPlain ? "ascii" : charset, warnings: [] };
}

/** Decodes a label whose symbol named its character sets; runs without a name follow `pinned`. */
export function decodeSegments(segments: readonly EciSegment[], pinned: PinnedEncoding): DecodedText {
  const parts = segments.map((segment) => decodeSegment(segment, pinned));
  const named = new Set(parts.map((part) => part.encoding).filter((encoding) => encoding !== "ascii"));
  const [only] = named;
  return {
    text: parts.map((part) => part.text).join(""),
    encoding: named.size > 1 ? "mixed" : (only ?? "ascii"),
    warnings: [...new Set(parts.flatMap((part) => part.warnings))],
  };
}
