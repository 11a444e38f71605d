/**
 * Scanners on a line that are asked who they are, as their makers' papers have it (bytes written here by hand), and ways
 * to take the question.
 */
import { setTimeout as setTimeoutPromise } from "node:timers/promises";

const hex = (bytes: string) => Buffer.from(bytes.replaceAll(" ", ""), "hex");
const line = (text: string) => Buffer.from(text, "latin1");

export interface AskedScanner {
  readonly question: Buffer;
  readonly answer: Buffer;
  /** What an administrator sees of the answer. */
  readonly said: string;
}

const revision = line(
  "Product Name: Voyager 1602g\r\nBoot Revision: : 8992\r\nSoftware Part Number: CW000082BBA\r\nREVINF\x06.",
);

/** By profile. */
export const askedScanners: Readonly<Record<string, AskedScanner>> = {
  "honeywell-serial": { question: line("\x16M\rREVINF."), answer: revision, said: "Voyager 1602g" },
  "newland-serial": {
    question: line("~\x010000#QRYPDN;\x03"),
    answer: line("\x02\x010000#QRYPDNNLS-FM430\x06;\x03"),
    said: "NLS-FM430",
  },
  "gm65-serial": { question: hex("7e 00 07 01 00 e1 01 ab cd"), answer: hex("02 00 00 01 64 1f 13"), said: "64" },
  "zebra-ssi-serial": {
    question: hex("04 a3 04 00 ff 55"),
    answer: Buffer.concat([hex("0c a4 00 00"), line("PAACTS00"), hex("fd 34")]),
    said: "PAACTS00",
  },
  "datalogic-serial": { question: line("i"), answer: line("\x01\x02PowerScan 9500\x03\x04"), said: "PowerScan 9500" },
};

/** `pieces`: byte by byte. `late`: long after it counts as ready. `nonsense`: a NAK and a word, the question sent back. */
export const manners = ["answers", "pieces", "silent", "late", "nonsense"] as const;
export type Manner = (typeof manners)[number];

const LATE_MS = 1500;
const PIECE_MS = 2;

async function inPieces(answer: Buffer, write: (bytes: Uint8Array) => Promise<unknown>): Promise<void> {
  for (const byte of answer) {
    await write(Uint8Array.of(byte));
    await setTimeoutPromise(PIECE_MS);
  }
}

/** Listens, and answers the question once in this manner. `write`: to the terminal. */
export function listenToQuestion(
  { question, answer }: AskedScanner,
  manner: Manner,
  write: (bytes: Uint8Array) => Promise<unknown>,
): (bytes: Uint8Array) => void {
  let heard = Buffer.alloc(0);
  return (bytes) => {
    const before = heard.includes(question);
    heard = Buffer.concat([heard, bytes]);
    if (before || !heard.includes(question)) return;
    if (manner === "answers") void write(answer);
    if (manner === "late") setTimeout(() => void write(answer), LATE_MS);
    if (manner === "nonsense") void write(Buffer.concat([question, line("\x15ERR\r")]));
    if (manner === "pieces") void inPieces(answer, write);
  };
}
