/** What is looked for after a citizen has left, in every form in which it could lie about. */

export interface Canary {
  /** Named in a finding; never the text itself. */
  readonly what: string;
  readonly forms: readonly Form[];
}

interface Form {
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

/** Shorter ones would be found by chance: six bytes once in a million searches of 250 MB. */
const SHORTEST_FORM = 6;

/** A name, number, address: as text and escaped, in three encodings, as hexadecimal and Base64 of its UTF-8. */
export function textCanary(what: string, text: string): Canary {
  const utf8 = Buffer.from(text);
  const encoded = [
    form("UTF-8", utf8),
    form("UTF-16LE", Buffer.from(text, "utf16le")),
    form("GB18030", gb18030(text)),
    form("hex", ascii(utf8.toString("hex"))),
    form("HEX", ascii(utf8.toString("hex").toUpperCase())),
    form("percent", ascii(encodeURIComponent(text))),
    form("JSON escape", ascii(escaped(text))),
    form("JSON ESCAPE", ascii(escaped(text).toUpperCase().replaceAll("\\U", "\\u"))),
    ...base64Forms(utf8),
  ];
  const isNews = (one: Form, at: number) =>
    one.bytes.length >= SHORTEST_FORM &&
    encoded.findIndex(({ bytes }) => Buffer.compare(bytes, one.bytes) === 0) === at;
  return { what, forms: encoded.filter(isNews) };
}

/** A stretch of a file, as it is and as Base64. */
export function bytesCanary(what: string, bytes: Uint8Array): Canary {
  return { what, forms: [form("bytes", bytes), ...base64Forms(bytes)] };
}

function form(encoding: string, bytes: Uint8Array): Form {
  return { encoding, bytes };
}

const ascii = (text: string) => Buffer.from(text, "latin1");

function escaped(text: string): string {
  return [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

/** What is the same in Base64 whatever stands before and behind: once for each of the three ways to lie in groups of three bytes. */
function base64Forms(bytes: Uint8Array): readonly Form[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const start = Math.ceil((before * 4) / 3);
    const end = Math.floor(((before + bytes.length) * 4) / 3);
    return form(`Base64+${before}`, ascii(text.slice(start, end)));
  });
}

let table: ReadonlyMap<string, Uint8Array> | undefined;

/** Node decodes GB 18030 and does not encode it: the two-byte part of the table, turned round. */
function gb18030(text: string): Uint8Array {
  table ??= twoByteTable();
  const known = table;
  return Buffer.concat([...text].map((letter) => known.get(letter) ?? Buffer.from(letter, "latin1")));
}

function twoByteTable(): ReadonlyMap<string, Uint8Array> {
  const decoder = new TextDecoder("gb18030");
  const found = new Map<string, Uint8Array>();
  for (let lead = 0x81; lead < 0xff; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const pair = Uint8Array.of(lead, trail);
      const letter = decoder.decode(pair);
      if ([...letter].length === 1) found.set(letter, pair);
    }
  }
  return found;
}
