/** A person or an organization named by name and number, as typed, read from a card, or taken from a list: the number decides what it is. */
import { fault } from "../fault.ts";
import { parseCitizenIdNumber } from "../identifier/citizen-id-number.ts";
import { parseCreditCode } from "../identifier/credit-code.ts";
import { parseForeignerNumber } from "../identifier/foreigner-number.ts";
import { failed, ok, type Result } from "../result.ts";
import type { Holder } from "./person.ts";

/** @param today `YYYY-MM-DD`. Fault `person.number-invalid` with what is wrong with the number. */
export function readPerson(typed: { readonly name: string; readonly number: string }, today: string): Result<Holder> {
  const id = parseCitizenIdNumber(typed.number, today);
  if (id.ok) return ok({ name: typed.name, code: id.value.number, codeType: "111" });
  const foreigner = id.problem === "shape" ? parseForeignerNumber(typed.number, today) : undefined;
  // Of the types of GB/T 36903 annex A none is this card's.
  if (foreigner?.ok) return ok({ name: typed.name, code: foreigner.value.number, codeType: "999" });
  if (foreigner && foreigner.problem !== "shape") {
    return failed(fault("person.number-invalid", { problem: foreigner.problem }));
  }
  // Eighteen digits are meant as an ID number: one of them mistyped must not pass as a company's code.
  const organization = id.problem === "shape" ? parseCreditCode(typed.number) : undefined;
  if (organization) return ok({ name: typed.name, code: organization.code, codeType: "001" });
  return failed(fault("person.number-invalid", { problem: id.problem }));
}
