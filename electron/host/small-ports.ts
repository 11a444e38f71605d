/** Ports that need no file of their own: digests and unguessable handles. */
import { createHash, randomUUID } from "node:crypto";
import type { Digests, Identifiers } from "../app/ports/surroundings.ts";
import { toHex } from "../seal/hex.ts";
import { sm3 } from "../seal/sm3.ts";

export const digests: Digests = {
  sm3Hex: (text) => toHex(sm3(new TextEncoder().encode(text))),
  sha256Hex: (bytes) => createHash("sha256").update(bytes).digest("hex"),
};

export const randomIdentifiers: Identifiers = { handle: () => randomUUID() };
