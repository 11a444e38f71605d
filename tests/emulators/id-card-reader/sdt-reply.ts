/** The whole answer of a reader to "read card" (GA 450): 1,295 bytes with a photo of 1,024, more in the form with the fingerprint. */

/** @param fingerprintBytes absent: the form without one */
export function sdtReply(text: Uint8Array, photoBytes: number, fingerprintBytes?: number): Buffer {
  const sizes = [text.length, photoBytes, ...(fingerprintBytes === undefined ? [] : [fingerprintBytes])];
  const lengths = sizes.flatMap((size) => [size >> 8, size & 0xff]);
  const filling = Buffer.alloc(photoBytes + (fingerprintBytes ?? 0), 0x57);
  const body = Buffer.concat([Buffer.from([0, 0, 0x90, ...lengths]), text, filling]);
  const checked = Buffer.concat([Buffer.from([(body.length + 1) >> 8, (body.length + 1) & 0xff]), body]);
  const xor = checked.reduce((sum, byte) => sum ^ byte, 0);
  return Buffer.concat([Buffer.from("aaaaaa9669", "hex"), checked, Buffer.from([xor])]);
}
