import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addScaled,
  fromNumber,
  invert,
  isZero,
  multiply,
  newElement,
  P,
  settle,
  toNumber,
} from "../../../../../electron/seal/sm2/field.ts";

const number = fc.bigInt({ min: 0n, max: P - 1n });
const edges = [0n, 1n, 2n, P - 1n, P - 2n, 2n ** 255n, 2n ** 224n - 1n, (1n << 22n) - 1n, 2n ** 64n, 2n ** 96n - 1n];
const modulo = (value: bigint) => ((value % P) + P) % P;

function product(a: bigint, b: bigint): bigint {
  const out = newElement();
  multiply(out, fromNumber(a), fromNumber(b));
  return toNumber(out);
}

describe("SM2 field", () => {
  test("multiplies edge values as integers do", () => {
    for (const a of edges) for (const b of edges) expect(product(a, b)).toBe(modulo(a * b));
  });

  test("multiplies any values as integers do", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(product(a, b)).toBe(modulo(a * b));
      }),
    );
  });

  test("multiplies sums and differences at the limit of their terms exactly", () => {
    const terms = fc.array(fc.tuple(number, fc.constantFrom(1, -1)), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(terms, terms, (left, right) => {
        const [a, b, out] = [sumOf(left), sumOf(right), newElement()];
        multiply(out, a.element, b.element);
        expect(toNumber(out)).toBe(modulo(a.value * b.value));
      }),
    );
  });

  test("settles a long sum without changing its value modulo p", () => {
    const terms = fc.array(fc.tuple(number, fc.constantFrom(1, -1, 8, -8)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(terms, (list) => {
        const { element, value } = sumOf(list);
        settle(element);
        expect(toNumber(element)).toBe(modulo(value));
        expect(element.subarray(0, 11).every((limb) => limb >= 0 && limb < 2 ** 22)).toBe(true);
      }),
    );
  });

  test("finds zero in every form a difference can take", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const viaProduct = newElement();
        multiply(viaProduct, fromNumber(a), fromNumber(b));
        const difference = newElement();
        addScaled(difference, viaProduct, -1, fromNumber(modulo(a * b)));
        expect(isZero(difference)).toBe(true);
        addScaled(difference, difference, 1, fromNumber(1n));
        expect(isZero(difference)).toBe(false);
      }),
    );
  });

  test("inverts", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: P - 1n }), (a) => {
        const inverse = newElement();
        invert(inverse, fromNumber(a));
        expect(modulo(toNumber(inverse) * a)).toBe(1n);
      }),
      { numRuns: 20 },
    );
  });
});

function sumOf(terms: readonly (readonly [bigint, number])[]) {
  const element = newElement();
  let value = 0n;
  for (const [term, factor] of terms) {
    addScaled(element, element, factor, fromNumber(term));
    value += term * BigInt(factor);
  }
  return { element, value };
}
