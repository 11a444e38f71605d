/** One record of a social-security card: a tag, a length, a value. Texts are GBK, days are packed digits. */

/** What is read, and no more: the number of the card and of its issuer name nobody who stands at the counter. */
export const RECORDS = {
  issued: { file: 0xef05, tag: 0x05, number: 5, bytes: 4 },
  expires: { file: 0xef05, tag: 0x06, number: 6, bytes: 4 },
  number: { file: 0xef06, tag: 0x08, number: 1, bytes: 18 },
  name: { file: 0xef06, tag: 0x09, number: 2, bytes: 30 },
  sex: { file: 0xef06, tag: 0x0a, number: 3, bytes: 1 },
  nation: { file: 0xef06, tag: 0x0b, number: 4, bytes: 1 },
  birth: { file: 0xef06, tag: 0x0d, number: 6, bytes: 4 },
} as const;
export type RecordName = keyof typeof RECORDS;

/** Tag and length. */
export const RECORD_HEAD_BYTES = 2;

export type RecordResult =
  | { readonly ok: true; readonly value: Uint8Array }
  | { readonly ok: false; readonly why: "short" | "other-tag" | "truncated" | "trailing" };

const isFill = (byte: number) => byte === 0x00 || byte === 0xff || byte === 0x20;

/** Behind the value only fill bytes may stand. */
export function readTaggedRecord(data: Uint8Array, tag: number): RecordResult {
  const [found, length] = data;
  if (found === undefined || length === undefined) return { ok: false, why: "short" };
  if (found !== tag) return { ok: false, why: "other-tag" };
  const end = RECORD_HEAD_BYTES + length;
  if (end > data.length) return { ok: false, why: "truncated" };
  if (!data.subarray(end).every(isFill)) return { ok: false, why: "trailing" };
  return { ok: true, value: data.subarray(RECORD_HEAD_BYTES, end) };
}

/** A value as text; undefined where it is no text. Empty where the card leaves it blank. */
export function valueText(name: RecordName, value: Uint8Array): string | undefined {
  switch (name) {
    case "issued":
    case "expires":
    case "birth":
      return digitsOf(value, 4);
    case "nation":
      return digitsOf(value, 1);
    case "sex": {
      // A digit, or the number itself.
      const [code = 0] = value;
      return value.length === 1 && code < 10 ? String(code) : gbk(value);
    }
    default:
      return gbk(value);
  }
}

/** Packed two in a byte, or as characters; packed zeros are a blank. */
function digitsOf(value: Uint8Array, packedBytes: number): string | undefined {
  if (value.every(isFill)) return "";
  if (value.length !== packedBytes) return gbk(value);
  return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function gbk(value: Uint8Array): string | undefined {
  let end = value.length;
  while (end > 0 && isFill(value[end - 1] ?? 0)) end -= 1;
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(value.subarray(0, end));
  } catch {
    return undefined;
  }
}
