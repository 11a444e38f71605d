/** What a social-security card says of its holder, judged as an ID card is; it proves less than one: build/decisions/0024. */
import { present } from "../../../electron/domain/present.ts";
import type { CardField, CardWarning } from "../id-card/card.ts";
import { checkCharacters } from "../id-card/characters.ts";
import type { CardReading } from "../id-card/read-card.ts";
import { judgeFields } from "../id-card/read-part.ts";
import type { SocialTexts } from "./dialogue.ts";

/** `today`: `YYYY-MM-DD`. */
export function readSocialCard(texts: SocialTexts, today: string): CardReading {
  const warnings: CardWarning[] = [{ code: "not-authenticated" }];
  for (const field of ["name", "number"] satisfies CardField[])
    warnings.push(...checkCharacters(field, texts[field] ?? ""));
  const { name, number = "", sex, nation, birth, issued, expires } = texts;
  const fields = present({ chineseName: name, sex, nationCode: nation, birth, validFrom: issued, validTo: expires });
  const { card, warnings: all } = judgeFields({ ...fields, number }, today, warnings);
  return { card: { ...card, type: "social-security" }, warnings: all };
}
