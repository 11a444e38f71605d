/**
 * How the frames of an ID-card reader travel over the bulk pipes of USB: its first seven bytes over one pipe, the rest
 * over another, or all of it over one. The pipes are read independently, so that a rest may overtake its head. Pure.
 */
import { HEAD_BYTES, noiseBefore, PREAMBLE } from "./frame.ts";

/** Endpoint numbers without their direction; a head and a body of the same number travel together. */
export interface BulkPipes {
  readonly headOut: number;
  readonly bodyOut: number;
  readonly headIn: number;
  readonly bodyIn: number;
}

export interface PipePiece {
  readonly endpoint: number;
  readonly bytes: Uint8Array;
}

/** Of rests without a head; a longer one belongs to nothing. */
const MOST_EARLY_BYTES = 4096;

/** What goes out over which endpoint, in order. */
export function splitForPipes({ headOut, bodyOut }: BulkPipes, frame: Uint8Array): readonly PipePiece[] {
  if (headOut === bodyOut) return [{ endpoint: headOut, bytes: frame }];
  return [
    { endpoint: headOut, bytes: frame.subarray(0, HEAD_BYTES) },
    { endpoint: bodyOut, bytes: frame.subarray(HEAD_BYTES) },
  ];
}

export interface FoundPipe {
  readonly endpointNumber: number;
  readonly direction: "in" | "out";
  /** `bulk`, `interrupt`, … */
  readonly type: string;
}

/** What a transport needs of it. */
export interface BulkCarrier {
  readonly inEndpoints: readonly number[];
  split(frame: Uint8Array): readonly PipePiece[];
  take(piece: PipePiece): Uint8Array;
}

/**
 * For one connection, over the pipes of one interface; undefined where it lacks them.
 * @param pipes `single`: everything over one bulk pipe each way, whatever their numbers (iDR310)
 */
export function bulkCarrierFor(pipes: BulkPipes | "single", found: readonly FoundPipe[]): BulkCarrier | undefined {
  const wired = pipes === "single" ? pairOf(found) : pipes;
  if (!wired || ![wired.headIn, wired.bodyIn].every((number) => has(found, "in", number))) return undefined;
  if (![wired.headOut, wired.bodyOut].every((number) => has(found, "out", number))) return undefined;
  const joiner = new PipeJoiner(wired);
  return {
    inEndpoints: [...new Set([wired.headIn, wired.bodyIn])],
    split(frame) {
      joiner.reset();
      return splitForPipes(wired, frame);
    },
    take: (piece) => joiner.take(piece),
  };
}

function has(found: readonly FoundPipe[], direction: "in" | "out", number: number): boolean {
  return found.some((pipe) => pipe.direction === direction && pipe.endpointNumber === number);
}

function pairOf(found: readonly FoundPipe[]): BulkPipes | undefined {
  const first = (direction: "in" | "out") =>
    found.find((pipe) => pipe.type === "bulk" && pipe.direction === direction)?.endpointNumber;
  const [input, output] = [first("in"), first("out")];
  if (input === undefined || output === undefined) return undefined;
  return { headOut: output, bodyOut: output, headIn: input, bodyIn: input };
}

/** Puts what arrives into the order of the stream; which frame is right is for the framer to say. */
export class PipeJoiner {
  readonly #pipes: BulkPipes;
  /** Bytes that the last head announced and that are not here yet. */
  #due = 0;
  /** Of a head that is not whole yet. */
  #head: Uint8Array = new Uint8Array(0);
  #early: Uint8Array = new Uint8Array(0);

  constructor(pipes: BulkPipes) {
    this.#pipes = pipes;
  }

  /** For the moment before a new command: a rest without a head belongs to an earlier one. */
  reset(): void {
    this.#due = 0;
    this.#head = new Uint8Array(0);
    this.#early = new Uint8Array(0);
  }

  take({ endpoint, bytes }: PipePiece): Uint8Array {
    if (this.#pipes.headIn === this.#pipes.bodyIn) return bytes;
    return endpoint === this.#pipes.headIn ? this.#takeHead(bytes) : this.#takeBody(bytes);
  }

  #takeHead(bytes: Uint8Array): Uint8Array {
    // Some readers send the whole frame over the first pipe.
    if (this.#due > 0 && !beginsFrame(bytes)) return this.#takeBody(bytes);
    const gathered = Uint8Array.of(...this.#head, ...bytes);
    const head = gathered.subarray(noiseBefore(gathered));
    if (head.length < HEAD_BYTES) {
      this.#head = head;
      return new Uint8Array(0);
    }
    const early = this.#early;
    this.reset();
    const length = ((head[PREAMBLE.length] ?? 0) << 8) | (head[PREAMBLE.length + 1] ?? 0);
    this.#due = Math.max(0, length - (head.length - HEAD_BYTES));
    return Uint8Array.of(...head, ...this.#takeBody(early));
  }

  #takeBody(body: Uint8Array): Uint8Array {
    if (this.#due > 0) {
      this.#due = Math.max(0, this.#due - body.length);
      return body;
    }
    const early = Uint8Array.of(...this.#early, ...body);
    this.#early = early.length > MOST_EARLY_BYTES ? new Uint8Array(0) : early;
    return new Uint8Array(0);
  }
}

function beginsFrame(bytes: Uint8Array): boolean {
  return bytes.length >= PREAMBLE.length && noiseBefore(bytes) === 0;
}
