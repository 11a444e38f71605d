import { sm2 } from "sm-crypto-v2";
import { describe, expect, test } from "vitest";
import { fromHex, toBytes, toHex } from "../../../../../electron/seal/hex.ts";
import { N } from "../../../../../electron/seal/sm2/curve.ts";
import { deriveKeyPair, type Sm2KeyPair, signSm2 } from "../../../../../electron/seal/sm2/sign.ts";
import { verifySm2 } from "../../../../../electron/seal/sm2/verify.ts";
import { keyFor } from "../../../../helpers/seal-factory/sm2-key.ts";

const pairOf = (label: string) => deriveKeyPair(fromHex(keyFor(label).secret) as Uint8Array) as Sm2KeyPair;
const message = new TextEncoder().encode("审计检查点 1");

describe("SM2 signing", () => {
  test("derives the same public key as another implementation", () => {
    expect(pairOf("derive").publicKey).toEqual(keyFor("derive").publicKey);
  });

  test.each([0n, N - 1n, N, 2n ** 256n - 1n])("refuses the secret %s", (secret) => {
    expect(deriveKeyPair(toBytes(secret, 32))).toBeUndefined();
  });

  test("refuses a secret of another length", () => {
    expect(deriveKeyPair(Uint8Array.of(1))).toBeUndefined();
  });

  test("makes signatures that another implementation accepts", () => {
    for (let i = 0; i < 10; i++) {
      const pair = pairOf(`sign-${i}`);
      const signature = toHex(signSm2(pair, message));
      const options = { hash: true, der: true, userId: "1234567812345678" };
      expect(sm2.doVerifySignature(message, signature, toHex(pair.publicKey), options)).toBe(true);
    }
  });

  test("signs the same message the same way, and another way with entropy", () => {
    const pair = pairOf("repeat");
    const first = toHex(signSm2(pair, message));
    expect(toHex(signSm2(pair, message))).toBe(first);
    const hedged = signSm2(pair, message, { entropy: Uint8Array.of(1, 2, 3) });
    expect(toHex(hedged)).not.toBe(first);
    expect(verifySm2(pair.publicKey, message, hedged)).toBe(true);
  });

  test("binds the signature to the ID", () => {
    const pair = pairOf("id");
    const id = new TextEncoder().encode("ALICE123@YAHOO.COM");
    const signature = signSm2(pair, message, { id });
    expect(verifySm2(pair.publicKey, message, signature, id)).toBe(true);
    expect(verifySm2(pair.publicKey, message, signature)).toBe(false);
  });
});
