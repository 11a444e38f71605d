/** A writer of PNG (ISO/IEC 15948): 8-bit truecolour without alpha, each row filtered by whichever filter suits it best. */

import { crc32, deflateSync } from "node:zlib";

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each pixel, row by row from the top. */
  readonly rgb: Uint8Array;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BYTES_PER_PIXEL = 3;

function chunk(type: string, body: Uint8Array): Uint8Array {
  const name = new TextEncoder().encode(type);
  const framed = new Uint8Array(12 + body.length);
  const view = new DataView(framed.buffer);
  view.setUint32(0, body.length);
  framed.set(name, 4);
  framed.set(body, 8);
  view.setUint32(8 + body.length, crc32(framed.subarray(4, 8 + body.length)));
  return framed;
}

function header({ width, height }: Picture): Uint8Array {
  const body = new Uint8Array(13);
  const view = new DataView(body.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  body.set([8, 2, 0, 0, 0], 8);
  return chunk("IHDR", body);
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [dLeft, dUp, dUpLeft] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  if (dLeft <= dUp && dLeft <= dUpLeft) return left;
  return dUp <= dUpLeft ? up : upLeft;
}

/** Filter types 0 to 4 of §9.2; each predicts a byte from its neighbours to the left, above and above left. */
const PREDICTORS: readonly ((left: number, up: number, upLeft: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

function filterRow(filter: number, row: Uint8Array, above: Uint8Array): Uint8Array {
  const predict = PREDICTORS[filter] ?? (() => 0);
  const filtered = new Uint8Array(row.length + 1);
  filtered[0] = filter;
  for (let at = 0; at < row.length; at += 1) {
    const left = row[at - BYTES_PER_PIXEL] ?? 0;
    const upLeft = above[at - BYTES_PER_PIXEL] ?? 0;
    filtered[at + 1] = (row[at] ?? 0) - predict(left, above[at] ?? 0, upLeft);
  }
  return filtered;
}

/** The usual yardstick: the row whose bytes, read as signed, have the smallest sum compresses best. */
function weight(filtered: Uint8Array): number {
  let sum = 0;
  for (let at = 1; at < filtered.length; at += 1) {
    const octet = filtered[at] ?? 0;
    sum += octet < 128 ? octet : 256 - octet;
  }
  return sum;
}

function bestRow(row: Uint8Array, above: Uint8Array): Uint8Array {
  let best = filterRow(0, row, above);
  let least = weight(best);
  for (let filter = 1; filter < PREDICTORS.length; filter += 1) {
    const candidate = filterRow(filter, row, above);
    const sum = weight(candidate);
    if (sum < least) [best, least] = [candidate, sum];
  }
  return best;
}

export function encodePng(picture: Picture): Uint8Array {
  const stride = picture.width * BYTES_PER_PIXEL;
  if (picture.rgb.length !== stride * picture.height) throw new Error("pixels do not fill the picture");
  const rows: Uint8Array[] = [];
  let above: Uint8Array = new Uint8Array(stride);
  for (let y = 0; y < picture.height; y += 1) {
    const row = picture.rgb.subarray(y * stride, (y + 1) * stride);
    rows.push(bestRow(row, above));
    above = row;
  }
  const body = deflateSync(Buffer.concat(rows), { level: 7 });
  return new Uint8Array(
    Buffer.concat([SIGNATURE, header(picture), chunk("IDAT", body), chunk("IEND", new Uint8Array(0))]),
  );
}
