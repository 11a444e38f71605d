/** A file's bytes as text for a message. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  // In pieces: one call with all of them would overflow the stack.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
