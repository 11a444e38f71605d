/**
 * `--card FILE`: what a reader sent for a card (see codecs/id-card/card-image.ts) counts as a card laid on a reader; the JSON that
 * `devices listen --reveal` prints, or just `{ name, number }`, as a number typed by the clerk.
 */
import { readFile } from "node:fs/promises";
import { isDamaged } from "../../native-devices/codecs/id-card/card.ts";
import { readCardImage } from "../../native-devices/codecs/id-card/card-image.ts";
import { takeCard } from "../app/counter/take-card.ts";
import { refuseScan } from "../app/counter/take-scan.ts";
import type { TerminalParts } from "../app/terminal-parts.ts";
import { cardNotes } from "../devices/readers.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { shanghaiDate } from "../domain/license/license-record.ts";
import type { OpenedTerminal } from "./open-terminal.ts";

/** The longest answer of a reader has 2,321 bytes; this is room for some, written out. */
const MOST_BYTES = 65_536;

/** @returns why there is no case of it */
export async function enterCardFile(
  { client, host }: Pick<OpenedTerminal, "client" | "host">,
  path: string,
): Promise<Fault | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    return fault("person.number-invalid", { problem: "unreadable", why: "no file" });
  }
  const isJson = bytes[0] === "{".charCodeAt(0);
  return isJson ? enterJson(client, new TextDecoder().decode(bytes)) : layDown(host.parts, bytes);
}

/** As a reader's answer is taken, so that the audit says the same. */
async function layDown(parts: TerminalParts, bytes: Uint8Array): Promise<Fault | undefined> {
  const today = shanghaiDate(parts.clock.now());
  const read = bytes.length > MOST_BYTES ? undefined : readCardImage(bytes, today);
  if (!read) return refuse(parts, fault("card.unread", { size: bytes.length }));
  if (isDamaged(read.warnings)) {
    return refuse(parts, fault("card.damaged", { what: read.warnings.map(({ code }) => code).join(",") }));
  }
  const { name, number, type } = read.card;
  const card = { type, notes: cardNotes(read.warnings) };
  const taken = await takeCard(parts, { name, number, card, deviceId: "file", isRepeat: false });
  return taken.ok ? undefined : taken.fault;
}

async function refuse(parts: TerminalParts, problem: Fault): Promise<Fault> {
  await refuseScan(parts, "id-card", problem);
  return problem;
}

async function enterJson(client: OpenedTerminal["client"], text: string): Promise<Fault | undefined> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fault("person.number-invalid", { problem: "unreadable", why: "not JSON" });
  }
  const card = (raw as { card?: unknown }).card ?? raw;
  const { name, number } = card as { name?: unknown; number?: unknown };
  if (typeof name !== "string" || typeof number !== "string") {
    return fault("person.number-invalid", { problem: "no name or number" });
  }
  const entered = await client.call("person.enter", { name, number });
  return entered.ok ? undefined : entered.fault;
}
