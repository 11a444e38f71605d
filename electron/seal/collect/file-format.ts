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

function contains(bytes: Uint8Array, mark: readonly number[]): boolean {
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}
