/**
 * The conversation with a social-security card, as a generator: it gives the next command and takes the card's answer, so
 * that it knows no reader and no time. Records are read by tag; a card that does not know that is asked by number.
 */
import {
  fetchResponse,
  type Response,
  readRecord,
  readResponse,
  selectApplication,
  selectFile,
  withLength,
} from "./apdu.ts";
import { RECORD_HEAD_BYTES, RECORDS, type RecordName, readTaggedRecord, valueText } from "./record.ts";

export type SocialTexts = Readonly<Partial<Record<RecordName, string>>>;

/** `not-social`: another kind of card. `locked`: what names the holder opens only with keys. */
export type DialogueResult =
  | { readonly ok: true; readonly texts: SocialTexts }
  | { readonly ok: false; readonly why: "not-social" | "locked" | "unread" | "damaged" };

export type Dialogue<T> = Generator<Uint8Array, T, Uint8Array>;

/** A card that sends one on again and again is not followed for ever. */
const MAX_FOLLOW_UPS = 4;

/** Needed to know whose card it is; the others may be missing. */
const NEEDED: readonly RecordName[] = ["number", "name"];

class Failure extends Error {
  readonly why: Extract<DialogueResult, { ok: false }>["why"];

  constructor(why: Extract<DialogueResult, { ok: false }>["why"]) {
    super(why);
    this.why = why;
  }
}

export function* socialCardDialogue(): Dialogue<DialogueResult> {
  try {
    yield* selectTheApplication();
    const card = yield* readFile(0xef05);
    const holder = yield* readFile(0xef06);
    return { ok: true, texts: { ...card, ...holder } };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, why: error.why };
    throw error;
  }
}

function* selectTheApplication(): Dialogue<void> {
  const response = yield* ask(selectApplication);
  const { status } = response;
  if (isUnknown(response)) throw new Failure("not-social");
  if (status.kind === "locked") throw new Failure("locked");
  if (status.kind !== "ok") throw new Failure("unread");
}

/** EF05 says how long the card is valid, which is worth knowing and not needed. */
function* readFile(file: 0xef05 | 0xef06): Dialogue<SocialTexts> {
  const names = (Object.keys(RECORDS) as RecordName[]).filter((name) => RECORDS[name].file === file);
  const { status } = yield* ask(selectFile(file));
  if (status.kind !== "ok") {
    without(status, names);
    return {};
  }
  const texts: Partial<Record<RecordName, string>> = {};
  let by: "tag" | "number" = "tag";
  for (const [index, name] of names.entries()) {
    let response = yield* ask(recordCommand(name, by));
    // The first one tells whether the card knows its records by tag.
    if (index === 0 && isUnknown(response)) {
      response = yield* ask(recordCommand(name, "number"));
      if (response.status.kind === "ok") by = "number";
    }
    const text = textOf(name, response);
    if (text !== undefined && text !== "") texts[name] = text;
  }
  return texts;
}

/** These cannot be read: nobody is named without what is needed. */
function without({ kind }: Response["status"], names: readonly RecordName[]): void {
  if (names.some((name) => NEEDED.includes(name))) throw new Failure(kind === "locked" ? "locked" : "unread");
}

function recordCommand(name: RecordName, by: "tag" | "number"): Uint8Array {
  const { tag, number, bytes } = RECORDS[name];
  return readRecord(by, by === "tag" ? tag : number, bytes + RECORD_HEAD_BYTES);
}

const isUnknown = ({ status: { kind } }: Response) => kind === "not-there" || kind === "not-supported";

/** Undefined where the card has no such record and it is not needed. */
function textOf(name: RecordName, { status, data }: Response): string | undefined {
  if (status.kind !== "ok") {
    without(status, [name]);
    return undefined;
  }
  const record = readTaggedRecord(data, RECORDS[name].tag);
  const text = record.ok ? valueText(name, record.value) : undefined;
  // A record that is there and makes no sense: the card, or what reads it, cannot be believed in the others.
  if (text === undefined) throw new Failure("damaged");
  return text;
}

/** One command with what it takes to have its whole answer. */
function* ask(command: Uint8Array): Dialogue<Response> {
  let next = command;
  const pieces: number[] = [];
  for (let followUps = 0; followUps <= MAX_FOLLOW_UPS; followUps += 1) {
    const response = readResponse(yield next);
    if (!response) throw new Failure("unread");
    pieces.push(...response.data);
    if (response.status.kind === "more") next = fetchResponse(response.status.bytes);
    else if (response.status.kind === "other-length") next = withLength(next, response.status.bytes);
    else return { status: response.status, data: Uint8Array.from(pieces) };
  }
  throw new Failure("unread");
}
