/** One reading as `devices listen` and `devices replay` print it. Names and numbers of persons are hidden unless asked for. */
import type { CardReading, CodeReading, DeviceReading } from "../../native-devices/host/device-contract.ts";
import { maskName, maskNumber, maskNumbersIn } from "../domain/masking.ts";
import { present } from "../domain/present.ts";
import type { Output } from "./command.ts";

export interface ReadingStyle {
  readonly isJson: boolean;
  readonly isRevealed: boolean;
}

/** Codes and cards go to stdout; repeats and readings that came to nothing are told on stderr. */
export function printReading(reading: DeviceReading, style: ReadingStyle, output: Output): void {
  switch (reading.kind) {
    case "code":
      printCode(reading, style, output);
      break;
    case "card":
      if (reading.isRepeat) output.note("repeat: card");
      else printCard(reading, style, output);
      break;
    case "repeat":
      output.note(`repeat: ${Math.round(reading.sinceMs)} ms`);
      break;
    case "unreadable":
      output.note(`unreadable: ${reading.reason} (${reading.size})`);
  }
}

function printCode(reading: CodeReading, { isJson, isRevealed }: ReadingStyle, output: Output): void {
  const { kind, encoding, aim, warnings, source, ms } = reading;
  const text = isRevealed ? reading.text : maskNumbersIn(reading.text);
  if (isJson) output.json({ kind, text, encoding, ...present({ aim }), warnings, source, ms: tenths(ms) });
  else output.line([text, encoding, aim ?? "-", warnings.join(",") || "-"].join("\t"));
}

function printCard(reading: CardReading, { isJson, isRevealed }: ReadingStyle, output: Output): void {
  const { kind, photo, warnings, source, ms } = reading;
  const card = isRevealed ? reading.card : maskedCard(reading.card);
  // Whether there is a picture; never the picture.
  const pictured = photo && ("gap" in photo ? photo.gap : "decoded");
  if (isJson) output.json({ kind, card, ...present({ photo: pictured }), warnings, source, ms: tenths(ms) });
  else output.line([card.type, card.name, card.number, warnings.map(({ code }) => code).join(",") || "-"].join("\t"));
}

/** Of everything else on a card (birth, address, nation, permit) nothing is shown. */
function maskedCard({
  type,
  name,
  number,
}: CardReading["card"]): Pick<CardReading["card"], "type" | "name" | "number"> {
  return { type, name: maskName(name), number: maskNumber(number) };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
