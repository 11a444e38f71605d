/** The files of a social-security card in a test, answering as the real ones are documented to. */
export type Files = Readonly<Record<number, Readonly<Record<number, readonly number[]>>>>;

/** 周测试, 李丽 in GBK. */
export const GBK = { 周测试: [0xd6, 0xdc, 0xb2, 0xe2, 0xca, 0xd4], 李丽: [0xc0, 0xee, 0xc0, 0xf6] } as const;

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const padded = (bytes: readonly number[], length: number) => [...bytes, ...Array(length - bytes.length).fill(0)];

export const goodFiles: Files = {
  61189: { 5: [0x20, 0x15, 0x01, 0x02], 6: [0x20, 0x35, 0x01, 0x02], 7: ascii("A12345678") },
  61190: {
    8: ascii("11010519491231002X"),
    9: padded(GBK.周测试, 30),
    10: ascii("2"),
    11: [0x01],
    12: [0x11, 0x01, 0x05],
    13: [0x19, 0x49, 0x12, 0x31],
  },
};

export interface CardQuirks {
  readonly files?: Files;
  /** Knows records by number only. */
  readonly isByNumberOnly?: boolean;
  /** Answers with data have to be fetched, as over T=0. */
  readonly isFetched?: boolean;
  /** Answers 6Cxx to any other length than its own. */
  readonly isExact?: boolean;
  /** SW of the selection of the application or of a file, by its last bytes. */
  readonly refuses?: Readonly<Record<string, number>>;
}

const word = (sw: number) => [sw >> 8, sw & 0xff];

/** Takes commands, gives answers. */
export class FakeCard {
  readonly commands: string[] = [];
  readonly #quirks: CardQuirks;
  #file = 0;
  #waiting: number[] = [];

  constructor(quirks: CardQuirks = {}) {
    this.#quirks = quirks;
  }

  answer(command: Uint8Array): Uint8Array {
    const hex = Array.from(command, (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.commands.push(hex);
    const refused = Object.entries(this.#quirks.refuses ?? {}).find(([end]) => hex.endsWith(end));
    return Uint8Array.from(refused ? word(refused[1]) : this.#answer(command, hex));
  }

  #answer(command: Uint8Array, hex: string): number[] {
    const [, instruction, p1 = 0, p2, length = 0] = command;
    if (hex === "00a404000f7378312e73682ec9e7bbe1b1a3d5cf") return this.#give([0x6f, 0x00]);
    if (hex.startsWith("00a4020002")) {
      this.#file = ((command[5] ?? 0) << 8) | (command[6] ?? 0);
      return word(this.#records() ? 0x9000 : 0x6a82);
    }
    if (instruction === 0xc0) return [...this.#waiting.splice(0, length), ...word(0x9000)];
    if (instruction !== 0xb2) return word(0x6d00);
    if (p2 === 0 && this.#quirks.isByNumberOnly) return word(0x6a86);
    const first = this.#file === 0xef05 ? 0 : 7;
    const tag = p2 === 0 ? p1 : p1 + first;
    const value = this.#records()?.[tag];
    if (!value) return word(0x6a83);
    const record = [tag, value.length, ...value];
    if (this.#quirks.isExact && length !== record.length) return word(0x6c00 | record.length);
    return this.#give(record);
  }

  #give(data: number[]): number[] {
    if (!this.#quirks.isFetched) return [...data, ...word(0x9000)];
    this.#waiting = data;
    return word(0x6100 | data.length);
  }

  #records() {
    return (this.#quirks.files ?? goodFiles)[this.#file];
  }
}
