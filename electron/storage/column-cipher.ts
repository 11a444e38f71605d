/**
 * The two ciphers of sealed columns, told apart by the format in each sealed value: AES-256-GCM, and SM4-GCM (RFC 8998) where a hall's
 * rules ask for the national one. SM4 is computed in JavaScript: neither Electron's cryptography nor every Node has it.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { sm4 } from "sm-crypto-v2";

export const COLUMN_CIPHERS = ["aes-256-gcm", "sm4-gcm"] as const;
export type ColumnCipher = (typeof COLUMN_CIPHERS)[number];

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

export interface CipherParts {
  /** 256 bits; SM4's 128 are derived from it. */
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  /** Authenticated, not sealed. */
  readonly context: Uint8Array;
}

interface Engine {
  /** Text and tag. */
  seal(plain: Uint8Array, parts: CipherParts): Uint8Array;
  /** Throws when the tag does not fit. A buffer of its own: Node's small ones share memory that must not go to another thread. */
  open(sealed: Uint8Array, parts: CipherParts): Uint8Array;
}

const aes: Engine = {
  seal(plain, { key, nonce, context }) {
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(context);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(sealed, { key, nonce, context }) {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(context).setAuthTag(sealed.subarray(-TAG_BYTES));
    const start = decipher.update(sealed.subarray(0, -TAG_BYTES));
    return joined(start, decipher.final());
  },
};

const national: Engine = {
  seal(plain, parts) {
    const { output, tag } = sm4.encrypt(Uint8Array.from(plain), sm4Key(parts.key), {
      ...sm4Options(parts),
      outputTag: true,
    });
    if (!tag) throw new Error("SM4-GCM without a tag");
    return joined(output, tag);
  },
  open(sealed, parts) {
    const tag = Uint8Array.from(sealed.subarray(-TAG_BYTES));
    return sm4.decrypt(Uint8Array.from(sealed.subarray(0, -TAG_BYTES)), sm4Key(parts.key), {
      ...sm4Options(parts),
      tag,
    });
  },
};

function sm4Options({ nonce, context }: CipherParts) {
  return {
    mode: "gcm",
    padding: "none",
    output: "array",
    iv: Uint8Array.from(nonce),
    associatedData: Uint8Array.from(context),
  } as const;
}

/** RFC 5869; so that one data key serves both ciphers and is the same key in neither. */
function sm4Key(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), "liangzheng sm4-gcm", 16));
}

function joined(start: Uint8Array, end: Uint8Array): Uint8Array {
  const whole = new Uint8Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
}

/** By the first byte of a sealed value. */
export const FORMATS: ReadonlyMap<number, Engine> = new Map([
  [1, aes],
  [2, national],
]);

export const ENGINES: Readonly<Record<ColumnCipher, { readonly format: number; readonly engine: Engine }>> = {
  "aes-256-gcm": { format: 1, engine: aes },
  "sm4-gcm": { format: 2, engine: national },
};
