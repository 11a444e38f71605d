/**
 * Strict DEFLATE (RFC 1951). It stops at the declared size and demands that the stream ends exactly where the stored
 * bytes end, so nothing can hide behind the last block and no bomb can run; general libraries check neither.
 */
import { type HuffmanTable, huffmanTable } from "./huffman.ts";
import { refuse } from "./refusal.ts";

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
/** Order in which the lengths of the code-length code are stored (RFC 1951 §3.2.7). */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

interface Tables {
  readonly literals: HuffmanTable;
  readonly distances: HuffmanTable;
}

interface Stream {
  readonly input: Uint8Array;
  position: number;
  /** Bits already taken from the input but not used yet, lowest first. */
  held: number;
  heldBits: number;
  readonly output: Uint8Array;
  written: number;
}

let fixedTables: Tables | undefined;

/**
 * Inflates to exactly `size` bytes.
 * @throws {ContainerRefusal} CONTAINER_LIMIT when the stream yields more than `size`, CONTAINER_MALFORMED otherwise.
 */
export function inflate(input: Uint8Array, size: number): Uint8Array {
  const stream: Stream = { input, position: 0, held: 0, heldBits: 0, output: new Uint8Array(size), written: 0 };
  let isLast = false;
  while (!isLast) {
    isLast = takeBits(stream, 1) === 1;
    const type = takeBits(stream, 2);
    if (type === 0) copyStored(stream);
    else if (type === 1) inflateBlock(stream, fixed());
    else if (type === 2) inflateBlock(stream, readTables(stream));
    else refuse("CONTAINER_MALFORMED", "unknown block type in compressed data");
  }
  if (stream.written !== size) refuse("CONTAINER_MALFORMED", `inflates to ${stream.written} bytes, ${size} declared`);
  dropPadding(stream);
  if (stream.position !== input.length) refuse("CONTAINER_MALFORMED", "bytes after the end of the compressed data");
  return stream.output;
}

function takeBits(stream: Stream, count: number): number {
  while (stream.heldBits < count) {
    const byte = stream.input[stream.position];
    if (byte === undefined) refuse("CONTAINER_MALFORMED", "compressed data end too early");
    stream.position++;
    stream.held |= byte << stream.heldBits;
    stream.heldBits += 8;
  }
  const bits = stream.held & ((1 << count) - 1);
  stream.held >>>= count;
  stream.heldBits -= count;
  return bits;
}

/** Moves on to the next whole byte; the bits in between are zero with every compressor. */
function dropPadding(stream: Stream): void {
  if (takeBits(stream, stream.heldBits & 7) !== 0)
    refuse("CONTAINER_MALFORMED", "padding in compressed data is not zero");
  stream.position -= stream.heldBits >> 3;
  stream.held = 0;
  stream.heldBits = 0;
}

function copyStored(stream: Stream): void {
  dropPadding(stream);
  const { input, position } = stream;
  if (position + 4 > input.length) refuse("CONTAINER_MALFORMED", "compressed data end too early");
  const length = (input[position] as number) | ((input[position + 1] as number) << 8);
  const complement = (input[position + 2] as number) | ((input[position + 3] as number) << 8);
  if (length !== (complement ^ 0xffff)) refuse("CONTAINER_MALFORMED", "stored block with a wrong length");
  if (position + 4 + length > input.length) refuse("CONTAINER_MALFORMED", "compressed data end too early");
  demandRoom(stream, length);
  stream.output.set(input.subarray(position + 4, position + 4 + length), stream.written);
  stream.written += length;
  stream.position = position + 4 + length;
}

function demandRoom(stream: Stream, count: number): void {
  if (stream.written + count > stream.output.length) {
    refuse("CONTAINER_LIMIT", `inflates to more than the ${stream.output.length} bytes declared`);
  }
}

/** The next symbol of `table`; missing bits at the very end count as zero but may not be used. */
function takeSymbol(stream: Stream, table: HuffmanTable): number {
  while (stream.heldBits < table.bits && stream.position < stream.input.length) {
    stream.held |= (stream.input[stream.position++] as number) << stream.heldBits;
    stream.heldBits += 8;
  }
  const entry = table.entries[stream.held & ((1 << table.bits) - 1)] as number;
  const length = entry & 15;
  if (length === 0) refuse("CONTAINER_MALFORMED", "unassigned code in compressed data");
  if (length > stream.heldBits) refuse("CONTAINER_MALFORMED", "compressed data end too early");
  stream.held >>>= length;
  stream.heldBits -= length;
  return entry >>> 4;
}

function inflateBlock(stream: Stream, tables: Tables): void {
  for (;;) {
    const symbol = takeSymbol(stream, tables.literals);
    if (symbol < 256) {
      demandRoom(stream, 1);
      stream.output[stream.written++] = symbol;
    } else if (symbol === 256) {
      return;
    } else {
      copyBack(stream, symbol - 257, tables.distances);
    }
  }
}

function copyBack(stream: Stream, lengthCode: number, distances: HuffmanTable): void {
  const lengthBase = LENGTH_BASE[lengthCode];
  if (lengthBase === undefined) refuse("CONTAINER_MALFORMED", "unknown length code");
  const length = lengthBase + takeBits(stream, LENGTH_EXTRA[lengthCode] as number);
  const distanceCode = takeSymbol(stream, distances);
  const distanceBase = DISTANCE_BASE[distanceCode];
  if (distanceBase === undefined) refuse("CONTAINER_MALFORMED", "unknown distance code");
  const distance = distanceBase + takeBits(stream, DISTANCE_EXTRA[distanceCode] as number);
  if (distance > stream.written) refuse("CONTAINER_MALFORMED", "distance before the start of the data");
  demandRoom(stream, length);
  const { output, written } = stream;
  if (distance >= length) {
    output.copyWithin(written, written - distance, written - distance + length);
  } else {
    for (let i = 0; i < length; i++) output[written + i] = output[written + i - distance] as number;
  }
  stream.written = written + length;
}

function readTables(stream: Stream): Tables {
  const literalCount = takeBits(stream, 5) + 257;
  const distanceCount = takeBits(stream, 5) + 1;
  if (literalCount > 286 || distanceCount > 30) refuse("CONTAINER_MALFORMED", "too many codes in compressed data");
  const codeLengthCount = takeBits(stream, 4) + 4;
  const codeLengths = new Uint8Array(19);
  for (let i = 0; i < codeLengthCount; i++) codeLengths[CODE_LENGTH_ORDER[i] as number] = takeBits(stream, 3);
  const lengths = readLengths(stream, huffmanTable(codeLengths, false), literalCount + distanceCount);
  if (lengths[256] === 0) refuse("CONTAINER_MALFORMED", "block without an end code");
  return {
    literals: huffmanTable(lengths.subarray(0, literalCount), true),
    distances: huffmanTable(lengths.subarray(literalCount), true),
  };
}

function readLengths(stream: Stream, table: HuffmanTable, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  let filled = 0;
  while (filled < count) {
    const symbol = takeSymbol(stream, table);
    if (symbol < 16) {
      lengths[filled++] = symbol;
      continue;
    }
    if (symbol === 16 && filled === 0) refuse("CONTAINER_MALFORMED", "repeat code without a length before it");
    const value = symbol === 16 ? (lengths[filled - 1] as number) : 0;
    const times =
      symbol === 16 ? 3 + takeBits(stream, 2) : symbol === 17 ? 3 + takeBits(stream, 3) : 11 + takeBits(stream, 7);
    if (filled + times > count) refuse("CONTAINER_MALFORMED", "code lengths run over");
    lengths.fill(value, filled, filled + times);
    filled += times;
  }
  return lengths;
}

function fixed(): Tables {
  if (!fixedTables) {
    const literals = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288);
    fixedTables = {
      literals: huffmanTable(literals, false),
      distances: huffmanTable(new Uint8Array(32).fill(5), false),
    };
  }
  return fixedTables;
}
