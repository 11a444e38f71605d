/** The reading of an ID card. A part of the device contract; the meaning of each field is in codecs/id-card/card.ts. */
import { z } from "zod";
import { CARD_TYPES } from "../../electron/domain/person/card.ts";
import { PHOTO_BYTES, PHOTO_GAPS } from "../../electron/domain/person/photo.ts";
import { cardWarningCodes } from "../codecs/id-card/card.ts";
import { readingBase } from "./reading-source.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string().min(1);

const cardShape = {
  type: z.enum(CARD_TYPES),
  name: text,
  number: text,
  sex: z.enum(["male", "female", "unknown", "not-stated"]),
  birth: day.optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
  isLongTerm: z.boolean(),
  nationCode: text.optional(),
  nation: text.optional(),
  address: text.optional(),
  addedAddress: text.optional(),
  issuer: text.optional(),
  permitNumber: text.optional(),
  issueCount: text.optional(),
  englishName: text.optional(),
  nationality: text.optional(),
  cardVersion: text.optional(),
  authorityCode: text.optional(),
  renewalCount: text.optional(),
  formerNumberLink: text.optional(),
};

/** `detail`: a day, a code point or a word; never a name or a number. */
export const cardWarningSchema = z.strictObject({
  code: z.enum(cardWarningCodes),
  field: z.enum(Object.keys(cardShape) as [keyof typeof cardShape]).optional(),
  detail: z.string().optional(),
});

/** The pixels (see `PHOTO_BYTES`) in base64; the only place where they are text, on their way out of this process. */
const photoSchema = z.union([
  z.strictObject({ pixels: z.base64().length((PHOTO_BYTES / 3) * 4) }),
  z.strictObject({ gap: z.enum(PHOTO_GAPS) }),
]);

/** A card was read and does not contradict itself; it may still have expired: see the warnings. */
export const cardReadingSchema = z.strictObject({
  kind: z.literal("card"),
  card: z.strictObject(cardShape),
  /** The same card was read a moment ago: to be shown, not to be acted on. */
  isRepeat: z.boolean(),
  /** Absent with a repeat. */
  photo: photoSchema.optional(),
  warnings: z.array(cardWarningSchema),
  ...readingBase,
});
export type CardReading = z.infer<typeof cardReadingSchema>;
