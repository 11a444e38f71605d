/** A card of which only some fields are known: judged as strictly as a whole one, and not blamed for what nobody asked for. */
import { parseCitizenIdNumber } from "../../../electron/domain/identifier/citizen-id-number.ts";
import type { CardType, CardWarning } from "./card.ts";
import { type CardFields, type CardReading, judgeCard } from "./read-card.ts";

/** The form of the card is told by its number. `warnings`: what is already known to be odd. */
export function judgeFields(fields: CardFields, today: string, warnings: readonly CardWarning[]): CardReading {
  const judged = judgeCard(formOfNumber(fields.number ?? "", today), fields, today, [...warnings]);
  const isAsked = ({ code }: CardWarning) =>
    !(code === "sex-unknown" && fields.sex === undefined) &&
    !(code === "nation-unknown" && fields.nationCode === undefined);
  return { ...judged, warnings: judged.warnings.filter(isAsked) };
}

const FORMS = { citizen: "citizen", "hong-kong-macau-taiwan": "J", foreigner: "Y" } as const;

/** What is no number of any form is judged as a citizen's and refused there. */
function formOfNumber(number: string, today: string): CardType {
  const parsed = parseCitizenIdNumber(number, today);
  if (parsed.ok) return FORMS[parsed.value.kind];
  return /^[A-Z]{3}/.test(number) ? "I" : "citizen";
}
