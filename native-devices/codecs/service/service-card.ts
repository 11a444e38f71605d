/** The texts that a maker's program gives of a card, judged as strictly as the bytes of one: see codecs/id-card/read-card.ts. */
import type { CardField, CardWarning } from "../id-card/card.ts";
import { checkCharacters } from "../id-card/characters.ts";
import { nationCodeOf } from "../id-card/code-tables.ts";
import type { CardFields, CardReading } from "../id-card/read-card.ts";
import { judgeFields } from "../id-card/read-part.ts";
import type { Texts } from "./answer.ts";

const DAY = /(\d{4})[-./年]?(\d{2})[-./月]?(\d{2})日?|长期/g;
/** What programs write for the codes of GB/T 2261.1. */
const SEXES: Readonly<Record<string, string>> = { 男: "1", 女: "2", 男性: "1", 女性: "2", M: "1", F: "2" };

/** `today`: `YYYY-MM-DD`. Every reading of a service says that it is one. */
export function readServiceCard(texts: Texts, isWarned: boolean, today: string): CardReading {
  const warnings: CardWarning[] = [{ code: "from-service" }];
  if (isWarned) warnings.push({ code: "service-warning" });
  for (const [field, text] of Object.entries(texts)) {
    warnings.push(...checkCharacters(field as CardField, text));
  }
  const { name, number = "", sex, nation, birth, validFrom, validTo, ...rest } = texts;
  const fields: CardFields = {
    ...rest,
    ...(name === undefined ? {} : { chineseName: name }),
    number,
    ...(sex === undefined ? {} : { sex: SEXES[sex] ?? sex }),
    ...(nation === undefined ? {} : { nationCode: nationCodeOf(nation) ?? nation }),
    ...(birth === undefined ? {} : { birth: dayIn(birth, 0) }),
    ...(validFrom === undefined ? {} : { validFrom: dayIn(validFrom, 0) }),
    ...(validTo === undefined ? {} : { validTo: dayIn(validTo, -1) }),
  };
  return judgeFields(fields, today, warnings);
}

/** `YYYYMMDD` or `长期`: the first or the last day in the text; the text itself where there is none, to be refused. */
function dayIn(text: string, at: 0 | -1): string {
  const days = [...text.matchAll(DAY)].map(([whole, year, month, day]) => (year ? `${year}${month}${day}` : whole));
  return days.at(at) ?? text;
}
