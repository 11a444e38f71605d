import { weierstrass } from "@noble/curves/abstract/weierstrass.js";
import fc from "fast-check";
import { sm2 } from "sm-crypto-v2";
import { describe, expect, test } from "vitest";
import { fromHex, toBigInt, toBytes, toHex } from "../../../../../electron/seal/hex.ts";
import { A, B, GX, GY, N, P } from "../../../../../electron/seal/sm2/curve.ts";
import { messageDigest } from "../../../../../electron/seal/sm2/digest.ts";
import { toNumber } from "../../../../../electron/seal/sm2/field.ts";
import { addMultiple, buildFixedBase } from "../../../../../electron/seal/sm2/fixed-base.ts";
import { addPoint, copyPoint, infinity, negate, type Point } from "../../../../../electron/seal/sm2/point.ts";
import { multiplyPoint } from "../../../../../electron/seal/sm2/variable-base.ts";
import { verifySm2 } from "../../../../../electron/seal/sm2/verify.ts";
import { keyFor, signSm2With } from "../../../../helpers/seal-factory/sm2-key.ts";

const hex = (text: string) => fromHex(text.replaceAll(/\s/g, "")) as Uint8Array;
const NoblePoint = weierstrass({ p: P, n: N, h: 1n, a: A, b: B, Gx: GX, Gy: GY });

/** GB/T 32918.5-2017 Annex A.2. */
const EXAMPLE = {
  publicKey: hex(
    "04 09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020 CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13",
  ),
  message: new TextEncoder().encode("message digest"),
  e: "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640",
  signature: hex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3 B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA",
  ),
};

describe("SM2 verification", () => {
  test("computes e of the example in GB/T 32918.5-2017 Annex A.2", () => {
    expect(toHex(messageDigest(EXAMPLE.publicKey, EXAMPLE.message))).toBe(EXAMPLE.e);
  });

  test("accepts the signature of the example in GB/T 32918.5-2017 Annex A.2", () => {
    expect(verifySm2(EXAMPLE.publicKey, EXAMPLE.message, EXAMPLE.signature)).toBe(true);
  });

  test("accepts signatures of another implementation, DER and raw, with few and with many uses of a key", () => {
    for (let i = 0; i < 24; i++) {
      const key = keyFor(`verify-${i % 2}`);
      const message = Uint8Array.from({ length: i * 7 }, (_, j) => (i * j) & 255);
      const signature = signSm2With(key, message, i % 3 === 0);
      expect(verifySm2(key.publicKey, message, signature)).toBe(true);
    }
  });

  test("refuses another message, another key and another ID", () => {
    const key = keyFor("one");
    const message = Uint8Array.of(1, 2, 3);
    const signature = signSm2With(key, message);
    expect(verifySm2(key.publicKey, Uint8Array.of(1, 2, 4), signature)).toBe(false);
    expect(verifySm2(keyFor("other").publicKey, message, signature)).toBe(false);
    expect(verifySm2(key.publicKey, message, signature, new Uint8Array())).toBe(false);
  });

  test("refuses a raw signature with any bit changed", () => {
    const key = keyFor("bits");
    const message = Uint8Array.of(9);
    const signature = signSm2With(key, message, true);
    for (let bit = 0; bit < 512; bit += 5) {
      const changed = Uint8Array.from(signature);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifySm2(key.publicKey, message, changed)).toBe(false);
    }
  });

  test.each([
    ["r = 0", 0n, 5n],
    ["s = 0", 5n, 0n],
    ["r = n", N, 5n],
    ["s = n", 5n, N],
    ["r + s = n", 5n, N - 5n],
    ["both at their largest", 2n ** 256n - 1n, 2n ** 256n - 1n],
  ])("refuses %s", (_, r, s) => {
    const key = keyFor("range");
    const signature = new Uint8Array([...toBytes(r, 32), ...toBytes(s, 32)]);
    expect(verifySm2(key.publicKey, new Uint8Array(), signature)).toBe(false);
  });

  test.each([
    ["off the curve", `04${"11".repeat(64)}`],
    ["of a coordinate above p", `04${"ff".repeat(64)}`],
    ["compressed", `02${"11".repeat(32)}`],
    ["empty", ""],
  ])("refuses a key %s", (_, key) => {
    expect(verifySm2(hex(key), EXAMPLE.message, EXAMPLE.signature)).toBe(false);
  });

  test("answers false, without throwing, to any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }), (key, signature) => {
        expect(verifySm2(key, new Uint8Array(), signature)).toBe(false);
        expect(verifySm2(EXAMPLE.publicKey, key, signature)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe("SM2 points", () => {
  const scalars = [
    1n,
    2n,
    3n,
    15n,
    16n,
    17n,
    31n,
    32n,
    64n,
    65n,
    2n ** 255n,
    N - 1n,
    N - 2n,
    (N - 1n) / 2n,
    2n ** 256n - N,
  ];

  test("multiplies the base point by edge scalars as noble does, in both ways", () => {
    const table = buildFixedBase({ x: GX, y: GY }, 5);
    for (const scalar of scalars) {
      const expected = NoblePoint.BASE.multiply(scalar % N).toAffine();
      const byTable = infinity();
      addMultiple(byTable, table, scalar);
      expectAt(byTable, expected);
      expectAt(multiplyPoint({ x: GX, y: GY }, scalar), expected);
    }
  });

  test("multiplies any point by any scalar as noble does", () => {
    const scalar = fc.bigInt({ min: 1n, max: N - 1n });
    fc.assert(
      fc.property(scalar, scalar, (base, factor) => {
        const point = NoblePoint.BASE.multiply(base);
        expectAt(multiplyPoint(point.toAffine(), factor), point.multiply(factor).toAffine());
      }),
      { numRuns: 15 },
    );
  });

  test("reaches infinity at the order of the base point and when opposites meet", () => {
    expect(multiplyPoint({ x: GX, y: GY }, N).isInfinity).toBe(true);
    const point = multiplyPoint({ x: GX, y: GY }, 12345n);
    const opposite = copyPoint(point);
    negate(opposite);
    addPoint(opposite, point);
    expect(opposite.isInfinity).toBe(true);
  });

  test("doubles when a point is added to itself in other coordinates", () => {
    const point = multiplyPoint({ x: GX, y: GY }, 77n);
    const same = multiplyPoint({ x: GX, y: GY }, 7n);
    addPoint(same, multiplyPoint({ x: GX, y: GY }, 70n));
    addPoint(same, point);
    expectAt(same, NoblePoint.BASE.multiply(154n).toAffine());
  });
});

test("the test signer and noble agree on the public key, so that both are independent witnesses", () => {
  const key = keyFor("witness");
  const point = NoblePoint.BASE.multiply(BigInt(`0x${key.secret}`)).toAffine();
  expect(toHex(key.publicKey)).toBe(`04${toHex(toBytes(point.x, 32))}${toHex(toBytes(point.y, 32))}`);
  expect(sm2.getPublicKeyFromPrivateKey(key.secret)).toBe(toHex(key.publicKey));
});

/** X = x · Z² and Y = y · Z³, without the product's own inversion. */
function expectAt(point: Point, expected: { x: bigint; y: bigint }): void {
  const z = toNumber(point.z);
  expect(point.isInfinity).toBe(false);
  expect(toNumber(point.x)).toBe((expected.x * z * z) % P);
  expect(toNumber(point.y)).toBe((expected.y * z * z * z) % P);
  expect(toBigInt(toBytes(z, 32))).toBe(z);
}
