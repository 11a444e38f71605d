/** Reads signed values of package entries, up to an allowance: every use costs several digests over all its bytes. */
import { readSignedValue, type SignedValue } from "../ses/signed-value.ts";

const ALLOWED_BYTES = 64 * 1024 * 1024;

export interface ValueBook {
  /** Undefined when there is no such entry. */
  read(entry: string): SignedValue | undefined;
}

export function openValueBook(entries: ReadonlyMap<string, Uint8Array>): ValueBook {
  let allowance = ALLOWED_BYTES;
  return {
    read(entry) {
      const bytes = entries.get(entry);
      if (!bytes) return undefined;
      allowance -= bytes.length;
      return allowance >= 0 ? readSignedValue(bytes) : { form: "malformed", reason: "too many bytes of signed values" };
    },
  };
}
