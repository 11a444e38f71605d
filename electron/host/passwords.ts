/** scrypt (RFC 7914) with a salt for each password; the cost is kept beside the hash so that it can be raised. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { Passwords } from "../app/ports/surroundings.ts";

const KEY_BYTES = 32;
/** log2 N. 2^15 with r = 8 takes about 60 ms and 32 MB. */
const COST = 15;

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

function keyOf(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return derive(password.normalize("NFKC"), salt, KEY_BYTES, { N: 2 ** cost, r: 8, p: 1, maxmem: 256 * 1024 * 1024 });
}

/** Without 0 O 1 l I and the like. */
const LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** 12 letters of 54 are 69 bits. */
function oneTime(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return [group(), group(), group()].join("-");
}

export const scryptPasswords: Passwords = {
  oneTime,
  async hash(password) {
    const salt = randomBytes(16);
    const key = await keyOf(password, salt, COST);
    return { salt: salt.toString("base64"), hash: key.toString("base64"), cost: COST };
  },
  async matches(password, { salt, hash, cost }) {
    const key = await keyOf(password, Buffer.from(salt, "base64"), Math.min(cost, 20));
    const kept = Buffer.from(hash, "base64");
    return kept.length === key.length && timingSafeEqual(kept, key);
  },
};
