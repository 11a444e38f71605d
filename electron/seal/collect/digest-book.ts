/**
 * Digests of package entries, each computed once however many signatures ask. Methods that nobody should use get a
 * small allowance, so that a hostile file cannot spend time through them.
 */
import { joinBytes } from "../bytes.ts";
import type { DigestMethod } from "../digests/check-method.ts";
import { md5 } from "../digests/md5.ts";
import { sha1 } from "../digests/sha1.ts";
import { sm3 } from "../sm3.ts";

const UNUSUAL_BYTES = 64 * 1024 * 1024;

export interface DigestBook {
  /**
   * Undefined when the method is unknown, needs a key that is absent, or its allowance is used up.
   * @param identity ZA of the signer, for `sm3-keyed`
   */
  digest(entry: string, method: DigestMethod, identity?: Uint8Array): Uint8Array | undefined;
}

export function openDigestBook(entries: ReadonlyMap<string, Uint8Array>): DigestBook {
  const known = new Map<string, Uint8Array>();
  let allowance = UNUSUAL_BYTES;
  const compute = (bytes: Uint8Array, method: DigestMethod, identity?: Uint8Array): Uint8Array | undefined => {
    if (method === "sm3") return sm3(bytes);
    allowance -= bytes.length;
    if (allowance < 0 || method === "unknown") return undefined;
    if (method === "md5") return md5(bytes);
    if (method === "sha1") return sha1(bytes);
    return identity && sm3(joinBytes(identity, bytes));
  };
  return {
    digest(entry, method, identity) {
      const bytes = entries.get(entry);
      if (!bytes) return undefined;
      const question = `${method}:${method === "sm3-keyed" ? identity?.join() : ""}:${entry}`;
      const answer = known.get(question) ?? compute(bytes, method, identity);
      if (answer) known.set(question, answer);
      return answer;
    },
  };
}
