/**
 * Arithmetic modulo the SM2 prime p = 2^256 − 2^224 − 2^96 + 2^64 − 1 (GB/T 32918.5-2017), in Montgomery form with
 * R = 2^264: twelve limbs of 22 bits in doubles, so that whole columns of products add up exactly without a carry.
 *
 * A limb is "carried" when it lies in [0, 2^22). `multiply` takes sums and differences of carried elements as they are,
 * as long as (terms of the one) × (terms of the other) ≤ 40: 12 · 40 · 2^44 < 2^53, and the value stays below 2^257.
 * Not constant in time: for verification, and for signing on a machine that no attacker shares.
 */
export const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
export const LIMBS = 12;
const LIMB_BITS = 22n;
const RADIX = 2 ** 22;
const INVERSE_RADIX = 2 ** -22;
const R_SQUARED = (1n << 528n) % P;

/** An element as `LIMBS` doubles, least significant first. */
export type Element = Float64Array;

export function newElement(): Element {
  return new Float64Array(LIMBS);
}

/**
 * out = a · b / R, carried. `out` may be one of the operands.
 * p ≡ −1 (mod 2^64) makes the Montgomery factor of a limb the limb itself; the four other terms of p fall on limbs
 * 2, 4, 10 and 11 with a shift.
 */
export function multiply(out: Element, a: Element, b: Element): void {
  const b0 = b[0] as number;
  const b1 = b[1] as number;
  const b2 = b[2] as number;
  const b3 = b[3] as number;
  const b4 = b[4] as number;
  const b5 = b[5] as number;
  const b6 = b[6] as number;
  const b7 = b[7] as number;
  const b8 = b[8] as number;
  const b9 = b[9] as number;
  const b10 = b[10] as number;
  const b11 = b[11] as number;
  let t0 = 0;
  let t1 = 0;
  let t2 = 0;
  let t3 = 0;
  let t4 = 0;
  let t5 = 0;
  let t6 = 0;
  let t7 = 0;
  let t8 = 0;
  let t9 = 0;
  let t10 = 0;
  for (let i = 0; i < LIMBS; i++) {
    const limb = a[i] as number;
    const low = t0 + limb * b0;
    const carry = Math.floor(low * INVERSE_RADIX);
    const factor = low - carry * RADIX;
    t0 = t1 + limb * b1 + carry;
    t1 = t2 + limb * b2 + factor * 2 ** 20;
    t2 = t3 + limb * b3;
    t3 = t4 + limb * b4 - factor * 2 ** 8;
    t4 = t5 + limb * b5;
    t5 = t6 + limb * b6;
    t6 = t7 + limb * b7;
    t7 = t8 + limb * b8;
    t8 = t9 + limb * b9;
    t9 = t10 + limb * b10 - factor * 2 ** 4;
    t10 = limb * b11 + factor * 2 ** 14;
  }
  out[0] = t0;
  out[1] = t1;
  out[2] = t2;
  out[3] = t3;
  out[4] = t4;
  out[5] = t5;
  out[6] = t6;
  out[7] = t7;
  out[8] = t8;
  out[9] = t9;
  out[10] = t10;
  out[11] = 0;
  carryLimbs(out);
}

/** Brings every limb but the highest into [0, 2^22); the value stays the same, the highest limb keeps the sign. */
function carryLimbs(element: Element): void {
  let carry = 0;
  for (let i = 0; i < LIMBS - 1; i++) {
    const limb = (element[i] as number) + carry;
    carry = Math.floor(limb * INVERSE_RADIX);
    element[i] = limb - carry * RADIX;
  }
  (element[LIMBS - 1] as number) += carry;
}

/** Carries, after taking whole multiples of p away: a sum of up to 40 carried elements becomes one carried element again. */
export function settle(element: Element): void {
  carryLimbs(element);
  // 2^256 is bit 14 of limb 11, so this is the quotient by p up to one.
  const quotient = Math.floor((element[11] as number) * 2 ** -14);
  (element[0] as number) += quotient;
  (element[2] as number) -= quotient * 2 ** 20;
  (element[4] as number) += quotient * 2 ** 8;
  (element[10] as number) += quotient * 2 ** 4;
  (element[11] as number) -= quotient * 2 ** 14;
  carryLimbs(element);
}

/** out = a + factor · b, limb by limb, not carried. */
export function addScaled(out: Element, a: Element, factor: number, b: Element): void {
  for (let i = 0; i < LIMBS; i++) out[i] = (a[i] as number) + factor * (b[i] as number);
}

/** Is the value of a sum of up to 8 carried elements a multiple of p? Nearly always answered by the lowest limb alone. */
export function isZero(element: Element): boolean {
  // j·p ≡ −j modulo 2^22, and only a few j are possible.
  const low = element[0] as number;
  const rest = low - Math.floor(low * INVERSE_RADIX) * RADIX;
  return (rest < 64 || rest > RADIX - 64) && plainValue(element) % P === 0n;
}

function plainValue(element: Element): bigint {
  let value = 0n;
  for (let i = LIMBS - 1; i >= 0; i--) value = (value << LIMB_BITS) + BigInt(element[i] as number);
  return value;
}

function fromPlain(value: bigint): Element {
  return Float64Array.from({ length: LIMBS }, (_, i) => Number(BigInt.asUintN(22, value >> (LIMB_BITS * BigInt(i)))));
}

const TO_MONTGOMERY = fromPlain(R_SQUARED);
const PLAIN_ONE = fromPlain(1n);

/** @param value in [0, p) */
export function fromNumber(value: bigint): Element {
  const element = fromPlain(value);
  multiply(element, element, TO_MONTGOMERY);
  return element;
}

/** The number in [0, p) that `element` stands for. */
export function toNumber(element: Element): bigint {
  const plain = newElement();
  multiply(plain, element, PLAIN_ONE);
  const value = plainValue(plain) % P;
  return value < 0n ? value + P : value;
}

/** out = a^(p−2), the inverse; 0 for 0. */
export function invert(out: Element, a: Element): void {
  const base = Float64Array.from(a);
  const result = fromNumber(1n);
  for (let bits = P - 2n; bits > 0n; bits >>= 1n) {
    if (bits & 1n) multiply(result, result, base);
    multiply(base, base, base);
  }
  out.set(result);
}
