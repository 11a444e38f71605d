/** Which kind of file bytes are, told by their signature bytes and never by a name. */

const PDF_MARK = [0x25, 0x50, 0x44, 0x46, 0x2d];
/** PDF readers look for the mark in the first kilobyte. */
const PDF_MARK_WITHIN = 1024;
const ZIP_END = [0x50, 0x4b, 0x05, 0x06];
/** The end record lies within its own 22 bytes and the longest comment. */
const ZIP_END_WITHIN = 22 + 0xffff;

/** What starts as neither but ends as a zip counts as one, so that the container reader refuses what stands in front. */
export function fileFormat(file: Uint8Array): "ofd" | "pdf" | "other" {
  if (file[0] === 0x50 && file[1] === 0x4b) return "ofd";
  if (contains(file.subarray(0, PDF_MARK.length), PDF_MARK)) return "pdf";
  if (contains(file.subarray(Math.max(0, file.length - ZIP_END_WITHIN)), ZIP_END)) return "ofd";
  return contains(file.subarray(0, PDF_MARK_WITHIN), PDF_MARK) ? "pdf" : "other";
}

/** A package that PDF readers would open as a PDF, from an entry that nothing protects: it could show them anything. */
export function isPdfAsWell(file: Uint8Array): boolean {
  return contains(file.subarray(0, PDF_MARK_WITHIN), PDF_MARK);
}

/** First bytes of files that licenses are passed around as, and that nothing can be verified in. */
const FOREIGN: readonly (readonly [string, readonly number[]])[] = [
  ["PNG", [0x89, 0x50, 0x4e, 0x47]],
  ["JPEG", [0xff, 0xd8, 0xff]],
  ["GIF", [0x47, 0x49, 0x46, 0x38]],
  ["BMP", [0x42, 0x4d]],
  ["TIFF", [0x49, 0x49, 0x2a, 0x00]],
  ["TIFF", [0x4d, 0x4d, 0x00, 0x2a]],
  ["RIFF", [0x52, 0x49, 0x46, 0x46]],
  ["Office", [0xd0, 0xcf, 0x11, 0xe0]],
];

/** Names a file that is neither OFD nor PDF, where its first bytes tell. */
export function foreignFormat(file: Uint8Array): { foreign?: string } {
  const known = FOREIGN.find(([, mark]) => mark.every((byte, i) => file[i] === byte))?.[0];
  const foreign = known ?? textFormat(file);
  return foreign === undefined ? {} : { foreign };
}

function textFormat(file: Uint8Array): string | undefined {
  const start = new TextDecoder().decode(file.subarray(0, 256)).trimStart();
  if (/^<(\?xml|!doctype|html|svg)/i.test(start)) return /html/i.test(start) ? "HTML" : "XML";
  return /^(\{\s*["}]|\[\s*[{["\]\d])/.test(start) ? "JSON" : undefined;
}

function contains(bytes: Uint8Array, mark: readonly number[]): boolean {
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}
