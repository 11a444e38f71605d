/** Writes a PDF file of one revision (ISO 32000-1 §7.5): numbered objects, a cross-reference table, and one signature over all of it. */
import { deflateSync } from "node:zlib";

/** Hexadecimal digits that are kept for the signature value. */
const VALUE_DIGITS = 65_536;
const NUMBER_DIGITS = 10;
const RANGE_SPACE = `[0 ${Array(3).fill("*".repeat(NUMBER_DIGITS)).join(" ")}]`;

/** What a signature dictionary has to hold for `writeSignedPdf` to fill it. */
export const SIGNATURE_SPACE = `/ByteRange ${RANGE_SPACE} /Contents <${"0".repeat(VALUE_DIGITS)}>`;

export function streamObject(dictionary: string, content: string): string {
  const data = deflateSync(Buffer.from(content, "latin1")).toString("latin1");
  return `<< ${dictionary} /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/**
 * @param objects text of object 1, 2, …, one character for each byte; one of them has `SIGNATURE_SPACE`
 * @param sign makes the signature value of the signed bytes
 */
export function writeSignedPdf(
  objects: readonly string[],
  info: number,
  sign: (signed: Uint8Array) => Uint8Array,
): Uint8Array {
  let text = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join("")}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R >>\n`;
  const whole = `${text}${table}${trailer}startxref\n${text.length}\n%%EOF\n`;
  return filled(whole, sign);
}

function filled(text: string, sign: (signed: Uint8Array) => Uint8Array): Uint8Array {
  const open = text.indexOf("<", text.indexOf(RANGE_SPACE));
  const close = open + VALUE_DIGITS + 2;
  const range = [open, close, text.length - close].map((number) => String(number).padEnd(NUMBER_DIGITS));
  const ranged = text.replace(RANGE_SPACE, `[0 ${range.join(" ")}]`);
  const value = sign(Buffer.from(ranged.slice(0, open) + ranged.slice(close), "latin1"));
  const digits = Buffer.from(value).toString("hex");
  if (digits.length > VALUE_DIGITS) throw new Error(`a signature value of ${value.length} bytes`);
  const file = Buffer.from(ranged, "latin1");
  file.write(digits, open + 1, "latin1");
  return new Uint8Array(file);
}
