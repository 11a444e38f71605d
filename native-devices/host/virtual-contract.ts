/** What the virtual readers of training mode are told and how they stand, as zod schemas. Handed on by `device-contract.ts`. */
import { z } from "zod";

export const virtualReaders = ["scanner", "card-reader"] as const;
export type VirtualReaderName = (typeof virtualReaders)[number];

/** How the bytes of a virtual reader go wrong on their way; see virtual/line-trouble.ts. */
export const lineTroubles = ["split", "glued", "garbage", "echo"] as const;
export type LineTrouble = (typeof lineTroubles)[number];

/** `addedAddress`: the card's address field is full, and this stands behind it. */
const virtualCardSchema = z.strictObject({
  name: z.string(),
  number: z.string(),
  addedAddress: z.string().min(1).max(35).optional(),
});

export const virtualActSchema = z.discriminatedUnion("act", [
  z.strictObject({ act: z.enum(["plug", "unplug", "lift", "look"]) }),
  z.strictObject({ act: z.literal("scan"), code: z.string().min(1).max(2048) }),
  z.strictObject({ act: z.literal("place"), card: virtualCardSchema }),
  z.strictObject({ act: z.literal("trouble"), troubles: z.array(z.enum(lineTroubles)) }),
]);
export type VirtualAct = z.infer<typeof virtualActSchema>;

/** How a virtual reader is now. `card`: whose lies on it. */
export const virtualStateSchema = z.strictObject({
  isPlugged: z.boolean(),
  card: z.string().optional(),
  troubles: z.array(z.enum(lineTroubles)),
});
export type VirtualState = z.infer<typeof virtualStateSchema>;
