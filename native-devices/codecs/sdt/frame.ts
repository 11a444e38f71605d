/**
 * The frame of an ID-card reader on a byte stream (GA 450, "SDT"): `AA AA AA 96 69`, two length bytes, body, XOR. The
 * length counts the body and the XOR byte; the XOR covers the length and the body. Whatever arrives, the framer finds
 * its way back by dropping one byte at a time.
 */

export type SdtFrameEvent =
  | {
      readonly kind: "frame";
      /** Without preamble, length and XOR. */
      readonly body: Uint8Array;
      /** Instants (steady ms) of the pieces that brought its first and its last byte. */
      readonly firstAtMs: number;
      readonly lastAtMs: number;
    }
  | {
      /** A preamble that no frame came of. Told once for each; noise without a preamble is not told. */
      readonly kind: "broken";
      readonly reason: "checksum" | "length" | "cut-off";
    };

/** Stateful, without I/O. */
export interface SdtFramer {
  push(bytes: Uint8Array, atMs: number): readonly SdtFrameEvent[];
  /** Says that the line is silent: a frame that is not complete by now never will be. */
  silence(): readonly SdtFrameEvent[];
  /** Forgets what is half there; for the moment before a new command. */
  reset(): void;
  /** True while a frame has begun and not ended. */
  readonly isOpen: boolean;
}

export const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
/** Preamble and length. */
export const HEAD_BYTES = PREAMBLE.length + 2;
/** No reply is longer than a card with both fingerprints (2,314); beyond this the length itself is damaged. */
const LONGEST = 4096;
/** Two bytes of body and the XOR. */
const SHORTEST = 3;

/** A request or a reply as it travels. */
export function encodeSdtFrame(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const checked = Uint8Array.of(length >> 8, length & 0xff, ...body);
  return Uint8Array.of(...PREAMBLE, ...checked, xorOf(checked));
}

function xorOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

interface Piece {
  /** Bytes of the buffer that came with this piece or before it. */
  end: number;
  readonly atMs: number;
}

class Framer implements SdtFramer {
  #buffer: Uint8Array = new Uint8Array(0);
  #pieces: Piece[] = [];

  get isOpen(): boolean {
    return this.#buffer.length >= PREAMBLE.length;
  }

  push(bytes: Uint8Array, atMs: number): readonly SdtFrameEvent[] {
    if (bytes.length === 0) return [];
    const joined = new Uint8Array(this.#buffer.length + bytes.length);
    joined.set(this.#buffer);
    joined.set(bytes, this.#buffer.length);
    this.#buffer = joined;
    this.#pieces.push({ end: joined.length, atMs });
    return this.#takeAll();
  }

  silence(): readonly SdtFrameEvent[] {
    const events: SdtFrameEvent[] = [];
    while (this.isOpen) {
      events.push({ kind: "broken", reason: "cut-off" });
      this.#drop(1);
      events.push(...this.#takeAll());
    }
    this.reset();
    return events;
  }

  reset(): void {
    this.#buffer = new Uint8Array(0);
    this.#pieces = [];
  }

  #takeAll(): SdtFrameEvent[] {
    const events: SdtFrameEvent[] = [];
    for (;;) {
      this.#drop(noiseBefore(this.#buffer));
      const event = this.#takeOne();
      if (!event) return events;
      events.push(event);
    }
  }

  /** The buffer begins with a preamble or the beginning of one. Undefined: more bytes are needed. */
  #takeOne(): SdtFrameEvent | undefined {
    const buffer = this.#buffer;
    if (buffer.length < HEAD_BYTES) return undefined;
    const length = ((buffer[PREAMBLE.length] ?? 0) << 8) | (buffer[PREAMBLE.length + 1] ?? 0);
    if (length < SHORTEST || length > LONGEST) return this.#break("length");
    const end = HEAD_BYTES + length;
    if (buffer.length < end) return undefined;
    if (xorOf(buffer.subarray(PREAMBLE.length, end)) !== 0) return this.#break("checksum");
    const body = buffer.slice(HEAD_BYTES, end - 1);
    const times = { firstAtMs: this.#atMsOf(0), lastAtMs: this.#atMsOf(end - 1) };
    this.#drop(end);
    return { kind: "frame", body, ...times };
  }

  #break(reason: "checksum" | "length"): SdtFrameEvent {
    this.#drop(1);
    return { kind: "broken", reason };
  }

  #atMsOf(index: number): number {
    return this.#pieces.find((piece) => index < piece.end)?.atMs ?? 0;
  }

  #drop(count: number): void {
    if (count === 0) return;
    this.#buffer = this.#buffer.subarray(count);
    for (const piece of this.#pieces) piece.end -= count;
    this.#pieces = this.#pieces.filter((piece) => piece.end > 0);
  }
}

/** How many bytes stand before the first preamble, whole or cut by the end of what has arrived. */
export function noiseBefore(buffer: Uint8Array): number {
  for (let start = 0; start < buffer.length; start += 1) {
    if (PREAMBLE.every((byte, at) => start + at >= buffer.length || buffer[start + at] === byte)) return start;
  }
  return buffer.length;
}

/** A framer for one open line. */
export function createSdtFramer(): SdtFramer {
  return new Framer();
}
