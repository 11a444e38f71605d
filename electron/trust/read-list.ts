/** A revocation list, or why the bytes are none. */
import { DerRefusal } from "../seal/der/reader.ts";
import { type RevocationList, readRevocationList } from "../seal/x509/revocation-list.ts";

export function readList(der: Uint8Array): RevocationList | string {
  try {
    return readRevocationList(der);
  } catch (error) {
    if (error instanceof DerRefusal) return error.message;
    throw error;
  }
}
