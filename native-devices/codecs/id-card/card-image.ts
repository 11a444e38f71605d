/**
 * A card as a file: what a reader sent for it (frames among whatever else; the last good answer to "read card" counts) or the 256
 * bytes of text alone. As bytes, or written out as hexadecimal pairs with blanks, line ends, commas or `0x` between them.
 */
import { bytesOfHex } from "../hex.ts";
import { splitCardReply } from "../sdt/card-reply.ts";
import { replyTo } from "../sdt/command.ts";
import { createSdtFramer } from "../sdt/frame.ts";
import { CARD_TEXT_BYTES } from "./layouts.ts";
import { type CardReading, readCard } from "./read-card.ts";

/** Undefined when no card is in it. `today`: `YYYY-MM-DD`. Whether the card contradicts itself: `isDamaged`. */
export function readCardImage(file: Uint8Array, today: string): CardReading | undefined {
  const bytes = writtenOut(file) ?? file;
  const text = bytes.length === CARD_TEXT_BYTES ? bytes : lastTextIn(bytes);
  return text && readCard(text, today);
}

function writtenOut(file: Uint8Array): Uint8Array | undefined {
  const digits = new TextDecoder("latin1").decode(file).replaceAll(/0x|[\s,]/gi, "");
  return digits !== "" && /^([0-9a-f]{2})+$/i.test(digits) ? bytesOfHex(digits) : undefined;
}

function lastTextIn(stream: Uint8Array): Uint8Array | undefined {
  const framer = createSdtFramer();
  // Bytes that begin like a frame and end in nothing must not hide one that follows.
  const texts = [...framer.push(stream, 0), ...framer.silence()].flatMap((event) =>
    event.kind === "frame" ? [textOf(event.body)] : [],
  );
  return texts.findLast((text) => text !== undefined);
}

function textOf(body: Uint8Array): Uint8Array | undefined {
  const plain = replyTo("read-card", body);
  const parts = plain?.status === "ok" ? splitCardReply(plain.data, "text-photo") : undefined;
  if (parts) return parts.text;
  const long = replyTo("read-card-with-fingerprint", body);
  return long?.status === "ok" ? splitCardReply(long.data, "with-fingerprint")?.text : undefined;
}
