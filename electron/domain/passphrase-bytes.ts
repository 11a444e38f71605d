/**
 * A typed passphrase as a key file takes it: UTF-8 of the normal form (NFKC), the same whichever way a keyboard or a system writes a
 * letter; and bytes, unlike text, can be overwritten after use.
 */
export function passphraseBytes(typed: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(typed.normalize("NFKC"));
}
