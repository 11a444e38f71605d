/**
 * Known answers that a verification thread must reproduce before it judges a citizen's license: SM3("abc") of GB/T 32905-2016
 * annex A, an SM2 signature true and broken, and a whole sealed sample that must pass and, with one byte changed, must not.
 * Also what builds the curve tables and warms the engine before the first citizen.
 */
import { toHex } from "../seal/hex.ts";
import { deriveKeyPair, signSm2 } from "../seal/sm2/sign.ts";
import { verifySm2 } from "../seal/sm2/verify.ts";
import { sm3 } from "../seal/sm3.ts";
import { buildTrustSet } from "../seal/trust-set.ts";
import { examine } from "./examine.ts";
import vector from "./self-test-vector.json" with { type: "json" };

const ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";

/** A few milliseconds. @throws when this machine's arithmetic cannot be trusted: no verdict is better than a wrong one. */
export function testArithmetic(): void {
  const text = new TextEncoder().encode("abc");
  if (toHex(sm3(text)) !== ABC) throw new Error("self-test: SM3 gives a wrong answer");
  const pair = deriveKeyPair(sm3(text));
  if (!pair) throw new Error("self-test: no key pair");
  const signature = signSm2(pair, text);
  if (!verifySm2(pair.publicKey, text, signature)) throw new Error("self-test: SM2 refuses a true signature");
  if (verifySm2(pair.publicKey, sm3(text), signature)) throw new Error("self-test: SM2 accepts a false signature");
}

/** A few hundred milliseconds on a cold thread. @throws like `testArithmetic`. */
export function testWholeFile(): void {
  const decode = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
  const trust = buildTrustSet({
    anchors: vector.anchors.map(decode),
    intermediates: vector.intermediates.map(decode),
    crls: vector.crls.map(decode),
  });
  const at = Date.parse(vector.at);
  const file = decode(vector.file);
  const { report, drawing } = examine(file, at, { trust });
  if (report.indication !== "TOTAL_PASSED" || !drawing) throw new Error("self-test: a good sample does not pass");
  file[file.length >> 1] = (file[file.length >> 1] ?? 0) ^ 1;
  if (examine(file, at, { trust }).report.decision === "accept")
    throw new Error("self-test: a changed sample is accepted");
}
