/**
 * The AIM symbology identifier `]cm` that a scanner may put before the data, and the ECI escapes that go with some of
 * them (ISO/IEC 15424). Works on bytes: a backslash may be the second byte of a Chinese character.
 */

export interface AimIdentifier {
  /** All three characters, such as `]Q1`. */
  readonly id: string;
  readonly symbology: string;
}

export interface AimSplit {
  readonly aim?: AimIdentifier;
  /** What follows the identifier; the same bytes where there is none. */
  readonly payload: Uint8Array;
}

/** A run of bytes under one character set. `eci` is absent where the symbol named none. */
export interface EciSegment {
  readonly eci?: number;
  readonly bytes: Uint8Array;
}

export interface EciResult {
  readonly segments: readonly EciSegment[];
  /** A backslash that was neither doubled nor followed by six digits; it is kept as data. */
  readonly isMalformed: boolean;
}

const BRACKET = 0x5d;
const BACKSLASH = 0x5c;
const ECI_DIGITS = 6;

const symbologies: Readonly<Record<string, string>> = {
  A: "code-39",
  C: "code-128",
  E: "ean-upc",
  F: "codabar",
  G: "code-93",
  I: "interleaved-2-of-5",
  L: "pdf417",
  M: "msi",
  Q: "qr",
  R: "straight-2-of-5",
  U: "maxicode",
  d: "data-matrix",
  e: "gs1-databar",
  h: "han-xin",
  z: "aztec",
};

/** Identifiers whose data carries ECI escapes and doubled backslashes (ISO/IEC 15424 modifier tables). */
const withEci: ReadonlySet<string> = new Set([
  "]Q2",
  "]Q4",
  "]Q6",
  "]d4",
  "]d5",
  "]d6",
  "]L1",
  "]z3",
  "]z4",
  "]z5",
  "]h1",
]);

const isDigit = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number | undefined): byte is number =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** Takes `]cm` off the front where there is one: a bracket, a letter, a digit or letter. */
export function splitAim(bytes: Uint8Array): AimSplit {
  const [flag, letter, modifier] = bytes;
  if (flag !== BRACKET || !isLetter(letter) || !(isDigit(modifier) || isLetter(modifier))) return { payload: bytes };
  const code = String.fromCharCode(letter);
  const id = `]${code}${String.fromCharCode(modifier)}`;
  return { aim: { id, symbology: symbologies[code] ?? "other" }, payload: bytes.subarray(3) };
}

/** Whether the data behind this identifier is written with ECI escapes. */
export function carriesEci(aim: AimIdentifier): boolean {
  return withEci.has(aim.id);
}

/** Resolves `\nnnnnn` (change of character set) and `\\` (one backslash). Never throws; odd input is kept as data. */
export function resolveEci(payload: Uint8Array): EciResult {
  const segments: EciSegment[] = [];
  let open: number[] = [];
  let eci: number | undefined;
  let isMalformed = false;
  const close = () => {
    const bytes = Uint8Array.from(open);
    if (bytes.length > 0) segments.push(eci === undefined ? { bytes } : { eci, bytes });
    open = [];
  };
  for (let at = 0; at < payload.length; at += 1) {
    const byte = payload[at] ?? 0;
    const assigned = byte === BACKSLASH ? eciAt(payload, at + 1) : undefined;
    if (assigned !== undefined) {
      close();
      eci = assigned;
      at += ECI_DIGITS;
      continue;
    }
    open.push(byte);
    if (byte !== BACKSLASH) continue;
    if (payload[at + 1] === BACKSLASH) at += 1;
    else isMalformed = true;
  }
  close();
  return { segments, isMalformed };
}

/** The six-digit assignment number that begins at `from`, if six digits stand there. */
function eciAt(bytes: Uint8Array, from: number): number | undefined {
  let value = 0;
  for (let at = from; at < from + ECI_DIGITS; at += 1) {
    const byte = bytes[at];
    if (!isDigit(byte)) return undefined;
    value = value * 10 + (byte - 0x30);
  }
  return value;
}
