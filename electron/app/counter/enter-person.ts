/** By duty (依职能): name and number typed by the clerk, or read from the chip of the card; consent is then asked for on site. */
import type { CaseEntry } from "../../domain/case/case-file.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { shanghaiDate } from "../../domain/license/license-record.ts";
import type { CardEntry } from "../../domain/person/card.ts";
import { readPerson } from "../../domain/person/read-person.ts";
import { failed, type Result } from "../../domain/result.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { atCounter } from "./at-counter.ts";
import { caseAt } from "./open-case.ts";

export async function enterPerson(
  parts: TerminalParts,
  typed: { readonly name: string; readonly number: string },
  card?: CardEntry,
): Promise<Result<unknown>> {
  const at = atCounter(parts.counter.state());
  if (!at.ok) return at;
  const state = at.value;
  const person = readPerson(typed, shanghaiDate(parts.clock.now()));
  if (!person.ok) return person;
  const entry: CaseEntry = card
    ? { way: "id-card", family: "license-app", card }
    : { way: "typed-number", family: "license-app" };
  const naming = { kind: "number", person: person.value } as const;
  if (isInCase(state)) {
    // The licenses did not say whose they are: the card does.
    if (!state.file.person && state.kind !== "identifying") {
      return parts.counter.take({ kind: "person-told", person: person.value, by: card ? "card" : "clerk" });
    }
    if (state.kind !== "identifying" || !state.file.notice) return failed(fault("scan.while-busy"));
    return parts.counter.take({ kind: "entered-again", entry, codeRef: parts.work.remember(naming) });
  }
  if (!state.matter) return failed(fault("scan.no-matter"));
  const file = caseAt(parts, { matter: state.matter, clerk: state.clerk }, entry);
  parts.signal("recognised");
  return parts.counter.take({ kind: "opened", file, codeRef: parts.work.remember(naming) });
}
