/** What a smart card answered without its holder: status words, tags and lengths stay; every value is somebody else's. */
import { bytesOfHex } from "../codecs/hex.ts";
import { RECORD_HEAD_BYTES, RECORDS } from "../codecs/social-card/record.ts";
import { eighteenFor } from "./card-stand-in.ts";
import type { Random } from "./stand-in.ts";
import type { TraceEntry } from "./trace-ring.ts";

const STATUS_BYTES = 2;
/** 某 in GBK. */
const SOMEONE = [0xc4, 0xb3] as const;
/** They say nothing about who it is. */
const KEPT: readonly number[] = [RECORDS.sex.tag, RECORDS.nation.tag, RECORDS.issued.tag, RECORDS.expires.tag];
const BIRTH_DIGITS = 8;
const NUMBER = /^\d{17}[\dX]$/;

/** Each received entry is the answer to one command. */
export function redactRecords(entries: readonly TraceEntry[], random: Random): readonly TraceEntry[] {
  const redactor = new RecordRedactor(random);
  return entries.map((entry) => (entry.dir === "tx" ? entry : { ...entry, bytes: redactor.redact(entry.bytes) }));
}

class RecordRedactor {
  readonly #random: Random;
  #number = { real: "", invented: "", birth: "" };

  constructor(random: Random) {
    this.#random = random;
  }

  redact(bytes: Uint8Array): Uint8Array {
    const redacted = bytes.slice();
    const data = redacted.subarray(0, Math.max(0, redacted.length - STATUS_BYTES));
    const [tag = 0, length = 0] = data;
    const isRecord = length > 0 && data.length >= RECORD_HEAD_BYTES + length;
    if (isRecord) this.#redactValue(tag, data.subarray(RECORD_HEAD_BYTES));
    else data.fill(0);
    return redacted;
  }

  #redactValue(tag: number, value: Uint8Array): void {
    if (KEPT.includes(tag)) return;
    if (tag === RECORDS.number.tag) value.set(this.#numberFor(value));
    else if (tag === RECORDS.name.tag) value.set(nameFor(value));
    else if (tag === RECORDS.birth.tag) this.#replaceBirth(value);
    else value.fill(0);
  }

  /** The same card read again is the same card in the recording. */
  #numberFor(value: Uint8Array): Uint8Array {
    const real = String.fromCharCode(...value);
    if (!NUMBER.test(real)) return new Uint8Array(value.length);
    if (this.#number.real !== real) {
      const { number: invented, birth } = eighteenFor(real, this.#random);
      this.#number = { real, invented, birth };
    }
    return Uint8Array.from(this.#number.invented, (digit) => digit.charCodeAt(0));
  }

  /** By the day in the number where it was that, else by another one; packed or in characters, as it was. */
  #replaceBirth(value: Uint8Array): void {
    const { real, birth } = this.#number;
    const isPacked = value.length < BIRTH_DIGITS;
    const written = (day: string) => (isPacked ? bytesOfHex(day) : new TextEncoder().encode(day));
    const isSame = written(real.slice(6, 14)).every((byte, at) => byte === value[at]) && real !== "";
    value.fill(0).set(written(isSame ? birth : "19000101").subarray(0, value.length));
  }
}

function nameFor(value: Uint8Array): Uint8Array {
  return value.map((byte, at) => (byte === 0 ? 0 : (SOMEONE[at % 2] ?? 0)));
}
