/** By duty (依职能): name and number typed by the clerk, or read from the chip of the card; consent is then asked for on site. */
import type { CaseEvent } from "../../domain/case/case-event.ts";
import type { CaseEntry } from "../../domain/case/case-file.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { shanghaiDate } from "../../domain/license/license-record.ts";
import { type CardEntry, isProof } from "../../domain/person/card.ts";
import type { CardPhoto } from "../../domain/person/photo.ts";
import { readPerson } from "../../domain/person/read-person.ts";
import { present } from "../../domain/present.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { atCounter } from "./at-counter.ts";
import { caseAt } from "./open-case.ts";

export async function enterPerson(
  parts: TerminalParts,
  typed: { readonly name: string; readonly number: string },
  chip: { readonly card?: CardEntry; readonly photo?: CardPhoto } = {},
): Promise<Result<unknown>> {
  const at = atCounter(parts.counter.state());
  if (!at.ok) return at;
  const state = at.value;
  const person = readPerson(typed, shanghaiDate(parts.clock.now()));
  if (!person.ok) return person;
  const { card, photo } = chip;
  const entry: CaseEntry = present({
    way: card ? ("id-card" as const) : ("typed-number" as const),
    family: parts.province.duty?.family,
    card,
  });
  const naming = { kind: "number", person: person.value } as const;
  if (isInCase(state)) {
    // The licenses did not say whose they are: the card does.
    if (!state.file.person && state.kind !== "identifying") {
      const by = whoTells(card);
      return by.ok
        ? takeWith(parts, state.file.id, photo, { kind: "person-told", person: person.value, by: by.value })
        : by;
    }
    if (state.kind !== "identifying" || !state.file.notice) return failed(fault("scan.while-busy"));
    const again = { kind: "entered-again", entry, codeRef: parts.work.remember(naming) } as const;
    return takeWith(parts, state.file.id, photo, again);
  }
  if (!state.matter) return failed(fault("scan.no-matter"));
  const file = caseAt(parts, { matter: state.matter, clerk: state.clerk }, entry);
  parts.signal("recognised");
  return takeWith(parts, file.id, photo, { kind: "opened", file, codeRef: parts.work.remember(naming) });
}

function whoTells(card: CardEntry | undefined): Result<"card" | "clerk"> {
  if (!card) return ok("clerk");
  return isProof(card) ? ok("card") : failed(fault("card.not-proof"));
}

/** The photo is there when the event is shown, and none is that belongs to whoever was named before. */
async function takeWith(
  { counter, photos }: TerminalParts,
  caseId: string,
  photo: CardPhoto | undefined,
  event: CaseEvent,
): Promise<Result<unknown>> {
  photos.clear();
  if (photo) photos.keep(caseId, photo);
  const taken = await counter.take(event);
  if (!taken.ok) photos.clear();
  return taken;
}
