/** MD5 (RFC 1321), only to tell a changed file from an intact one where a signature uses nothing better. */

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** 16 bytes. */
export function md5(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, (bytes.length << 3) >>> 0, true);
  view.setUint32(padded.length - 4, Math.floor(bytes.length / 0x20000000), true);
  const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476);
  for (let at = 0; at < padded.length; at += 64) addBlock(state, view, at);
  const digest = new Uint8Array(16);
  const words = new DataView(digest.buffer);
  state.forEach((word, i) => {
    words.setInt32(4 * i, word, true);
  });
  return digest;
}

function addBlock(state: Int32Array, view: DataView, at: number): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  for (let i = 0; i < 64; i++) {
    const word = view.getInt32(at + 4 * messageWord(i), true);
    const sum = (a + mix(i, b, c, d) + (SINES[i] as number) + word) | 0;
    const shift = SHIFTS[((i >> 4) << 2) | (i & 3)] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  (state[0] as number) += a;
  (state[1] as number) += b;
  (state[2] as number) += c;
  (state[3] as number) += d;
}

function mix(i: number, b: number, c: number, d: number): number {
  if (i < 16) return (b & c) | (~b & d);
  if (i < 32) return (d & b) | (~d & c);
  return i < 48 ? b ^ c ^ d : c ^ (b | ~d);
}

function messageWord(i: number): number {
  if (i < 16) return i;
  if (i < 32) return (5 * i + 1) & 15;
  return (i < 48 ? 3 * i + 5 : 7 * i) & 15;
}
