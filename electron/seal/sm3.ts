/**
 * SM3 (GB/T 32905-2016), written for speed in one thread: four rounds at a time, so that the eight state words keep
 * their places instead of moving down one by one.
 */

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** §4.1 */
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;
/** §4.2, each already rotated left by its round number. */
const ROUND_CONSTANTS = Int32Array.from({ length: 64 }, (_, round) =>
  rotateLeft(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32),
);

/** Scratch of one compression; it never outlives the call. As constants of the module they cost no look-up. */
const v = new Int32Array(8);
const w = new Int32Array(68);

export interface Sm3 {
  /** Adds bytes; may be called any number of times. */
  update(bytes: Uint8Array): Sm3;
  /** The 32-byte digest. The hasher may not be used afterwards. */
  digest(): Uint8Array;
}

/** SM3 of the whole of `bytes`, 32 bytes. */
export function sm3(bytes: Uint8Array): Uint8Array {
  return createSm3().update(bytes).digest();
}

/** An incremental hasher. */
export function createSm3(): Sm3 {
  const state = Int32Array.from(INITIAL);
  const held = new Uint8Array(BLOCK_BYTES);
  const heldView = new DataView(held.buffer);
  let heldBytes = 0;
  let totalBytes = 0;
  const hasher: Sm3 = {
    update(bytes) {
      totalBytes += bytes.length;
      let at = 0;
      if (heldBytes > 0) {
        at = Math.min(BLOCK_BYTES - heldBytes, bytes.length);
        held.set(bytes.subarray(0, at), heldBytes);
        heldBytes += at;
        if (heldBytes < BLOCK_BYTES) return hasher;
        compress(state, heldView, 0);
        heldBytes = 0;
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) compress(state, view, at);
      held.set(bytes.subarray(at));
      heldBytes = bytes.length - at;
      return hasher;
    },
    digest() {
      pad(state, held.subarray(0, heldBytes), totalBytes);
      return bigEndian(state);
    },
  };
  return hasher;
}

/** §5.2: one bit, zeros, the length in bits as 64 bits. */
function pad(state: Int32Array, rest: Uint8Array, totalBytes: number): void {
  const tail = new Uint8Array(rest.length < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(totalBytes / 0x20000000));
  view.setUint32(tail.length - 4, (totalBytes << 3) >>> 0);
  for (let at = 0; at < tail.length; at += BLOCK_BYTES) compress(state, view, at);
}

function bigEndian(state: Int32Array): Uint8Array {
  const digest = new Uint8Array(DIGEST_BYTES);
  const view = new DataView(digest.buffer);
  for (let i = 0; i < 8; i++) view.setInt32(4 * i, state[i] as number);
  return digest;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** §5.3.2, message expansion, in three strands: a word depends on the third before it, which stays at hand. */
function expand(block: DataView, at: number): void {
  for (let i = 0; i < 16; i++) w[i] = block.getInt32(at + 4 * i);
  let first = w[13] as number;
  let second = w[14] as number;
  let third = w[15] as number;
  for (let i = 16; i < 67; i += 3) {
    first = nextWord(i, first);
    w[i] = first;
    second = nextWord(i + 1, second);
    w[i + 1] = second;
    third = nextWord(i + 2, third);
    w[i + 2] = third;
  }
  w[67] = nextWord(67, first);
}

/** @param before word i − 3 */
function nextWord(i: number, before: number): number {
  const mixed = (w[i - 16] as number) ^ (w[i - 9] as number) ^ ((before << 15) | (before >>> 17));
  const earlier = w[i - 13] as number;
  return (
    mixed ^
    ((mixed << 15) | (mixed >>> 17)) ^
    ((mixed << 23) | (mixed >>> 9)) ^
    ((earlier << 7) | (earlier >>> 25)) ^
    (w[i - 6] as number)
  );
}

/** §5.3.3, compression of one block into `state`. */
function compress(state: Int32Array, block: DataView, at: number): void {
  expand(block, at);
  for (let i = 0; i < 8; i++) v[i] = state[i] as number;
  earlyRounds();
  lateRounds();
  for (let i = 0; i < 8; i++) (state[i] as number) ^= v[i] as number;
}

/** Rounds 0 to 15, where FF and GG are exclusive or. */
function earlyRounds(): void {
  let a = v[0] as number;
  let b = v[1] as number;
  let c = v[2] as number;
  let d = v[3] as number;
  let e = v[4] as number;
  let f = v[5] as number;
  let g = v[6] as number;
  let h = v[7] as number;
  let rotated: number;
  let ss1: number;
  let word: number;
  for (let j = 0; j < 16; j += 4) {
    rotated = (a << 12) | (a >>> 20);
    ss1 = (rotated + e + (ROUND_CONSTANTS[j] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j] as number;
    d = ((a ^ b ^ c) + d + (ss1 ^ rotated) + (word ^ (w[j + 4] as number))) | 0;
    h = ((e ^ f ^ g) + h + ss1 + word) | 0;
    b = (b << 9) | (b >>> 23);
    f = (f << 19) | (f >>> 13);
    h = h ^ ((h << 9) | (h >>> 23)) ^ ((h << 17) | (h >>> 15));
    rotated = (d << 12) | (d >>> 20);
    ss1 = (rotated + h + (ROUND_CONSTANTS[j + 1] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j + 1] as number;
    c = ((d ^ a ^ b) + c + (ss1 ^ rotated) + (word ^ (w[j + 5] as number))) | 0;
    g = ((h ^ e ^ f) + g + ss1 + word) | 0;
    a = (a << 9) | (a >>> 23);
    e = (e << 19) | (e >>> 13);
    g = g ^ ((g << 9) | (g >>> 23)) ^ ((g << 17) | (g >>> 15));
    rotated = (c << 12) | (c >>> 20);
    ss1 = (rotated + g + (ROUND_CONSTANTS[j + 2] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j + 2] as number;
    b = ((c ^ d ^ a) + b + (ss1 ^ rotated) + (word ^ (w[j + 6] as number))) | 0;
    f = ((g ^ h ^ e) + f + ss1 + word) | 0;
    d = (d << 9) | (d >>> 23);
    h = (h << 19) | (h >>> 13);
    f = f ^ ((f << 9) | (f >>> 23)) ^ ((f << 17) | (f >>> 15));
    rotated = (b << 12) | (b >>> 20);
    ss1 = (rotated + f + (ROUND_CONSTANTS[j + 3] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j + 3] as number;
    a = ((b ^ c ^ d) + a + (ss1 ^ rotated) + (word ^ (w[j + 7] as number))) | 0;
    e = ((f ^ g ^ h) + e + ss1 + word) | 0;
    c = (c << 9) | (c >>> 23);
    g = (g << 19) | (g >>> 13);
    e = e ^ ((e << 9) | (e >>> 23)) ^ ((e << 17) | (e >>> 15));
  }
  v[0] = a;
  v[1] = b;
  v[2] = c;
  v[3] = d;
  v[4] = e;
  v[5] = f;
  v[6] = g;
  v[7] = h;
}

/** Rounds 16 to 63, where FF is majority and GG is choice. */
function lateRounds(): void {
  let a = v[0] as number;
  let b = v[1] as number;
  let c = v[2] as number;
  let d = v[3] as number;
  let e = v[4] as number;
  let f = v[5] as number;
  let g = v[6] as number;
  let h = v[7] as number;
  let rotated: number;
  let ss1: number;
  let word: number;
  for (let j = 16; j < 64; j += 4) {
    rotated = (a << 12) | (a >>> 20);
    ss1 = (rotated + e + (ROUND_CONSTANTS[j] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j] as number;
    d = (((a & b) | ((a | b) & c)) + d + (ss1 ^ rotated) + (word ^ (w[j + 4] as number))) | 0;
    h = ((((f ^ g) & e) ^ g) + h + ss1 + word) | 0;
    b = (b << 9) | (b >>> 23);
    f = (f << 19) | (f >>> 13);
    h = h ^ ((h << 9) | (h >>> 23)) ^ ((h << 17) | (h >>> 15));
    rotated = (d << 12) | (d >>> 20);
    ss1 = (rotated + h + (ROUND_CONSTANTS[j + 1] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j + 1] as number;
    c = (((d & a) | ((d | a) & b)) + c + (ss1 ^ rotated) + (word ^ (w[j + 5] as number))) | 0;
    g = ((((e ^ f) & h) ^ f) + g + ss1 + word) | 0;
    a = (a << 9) | (a >>> 23);
    e = (e << 19) | (e >>> 13);
    g = g ^ ((g << 9) | (g >>> 23)) ^ ((g << 17) | (g >>> 15));
    rotated = (c << 12) | (c >>> 20);
    ss1 = (rotated + g + (ROUND_CONSTANTS[j + 2] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j + 2] as number;
    b = (((c & d) | ((c | d) & a)) + b + (ss1 ^ rotated) + (word ^ (w[j + 6] as number))) | 0;
    f = ((((h ^ e) & g) ^ e) + f + ss1 + word) | 0;
    d = (d << 9) | (d >>> 23);
    h = (h << 19) | (h >>> 13);
    f = f ^ ((f << 9) | (f >>> 23)) ^ ((f << 17) | (f >>> 15));
    rotated = (b << 12) | (b >>> 20);
    ss1 = (rotated + f + (ROUND_CONSTANTS[j + 3] as number)) | 0;
    ss1 = (ss1 << 7) | (ss1 >>> 25);
    word = w[j + 3] as number;
    a = (((b & c) | ((b | c) & d)) + a + (ss1 ^ rotated) + (word ^ (w[j + 7] as number))) | 0;
    e = ((((g ^ h) & f) ^ h) + e + ss1 + word) | 0;
    c = (c << 9) | (c >>> 23);
    g = (g << 19) | (g >>> 13);
    e = e ^ ((e << 9) | (e >>> 23)) ^ ((e << 17) | (e >>> 15));
  }
  v[0] = a;
  v[1] = b;
  v[2] = c;
  v[3] = d;
  v[4] = e;
  v[5] = f;
  v[6] = g;
  v[7] = h;
}
