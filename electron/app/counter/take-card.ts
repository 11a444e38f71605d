/** An ID card was laid on the reader: it opens a case as a typed number does, or is refused by name. */
import { isInCase } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { normalCode } from "../../domain/person/person.ts";
import { present } from "../../domain/present.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { CardReading } from "../ports/surroundings.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { enterPerson } from "./enter-person.ts";
import { refuseScan } from "./take-scan.ts";

export async function takeCard(parts: TerminalParts, reading: CardReading): Promise<Result<unknown>> {
  const result = await take(parts, reading);
  if (result.ok) return result;
  // Of a person for whom nothing was opened: it need not wait to be collected.
  if (reading.photo && "pixels" in reading.photo) reading.photo.pixels.fill(0);
  await refuseScan(parts, "id-card", result.fault);
  return result;
}

async function take(parts: TerminalParts, { name, number, card, photo }: CardReading): Promise<Result<unknown>> {
  const state = parts.counter.state();
  if (state.kind !== "signed-out" && state.isLocked) return failed(fault("scan.while-locked"));
  // The card of the person whose case this is was left on the reader, or laid down once more.
  if (isInCase(state) && state.file.person && normalCode(state.file.person.code) === normalCode(number)) {
    // Its photo is shown from now on, also of a person who was named by a code or by typing.
    if (photo) {
      parts.photos.keep(state.file.id, photo);
      parts.publishCounter();
    }
    parts.signal("recognised");
    return ok(undefined);
  }
  return enterPerson(parts, { name, number }, present({ card, photo }));
}
