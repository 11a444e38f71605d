/** The ID card of a person of the training province, as the emulated reader holds it. */
import type { Person } from "../../../electron/training/cast/persons.ts";
import { writeCardText } from "./card-text.ts";
import type { EmulatedCard } from "./emulated-reader.ts";

/** `change`: what this card says instead; days are `YYYYMMDD`. */
export function cardOf(
  { name, sex, birth, number, address }: Person,
  change: { readonly birth?: string; readonly validTo?: string } = {},
): EmulatedCard {
  return {
    text: writeCardText({
      0: name,
      30: sex === "男" ? "1" : "2",
      32: "01",
      36: change.birth ?? birth.replaceAll("-", ""),
      52: address,
      122: number,
      158: "样例市公安局",
      188: "20200101",
      204: change.validTo ?? "20400101",
    }),
  };
}
