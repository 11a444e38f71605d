/** Training mode only: the cast, a scan by the virtual scanner, and the province's bad days. Answered with a fault in live mode. */
import { z } from "zod";
import { familyShape, nothing } from "./shapes.ts";

const castLine = z.strictObject({
  matter: z.string(),
  matterName: z.string(),
  code: z.string(),
  person: z.string(),
  special: z.string(),
  family: familyShape,
  exempted: z.number().int(),
  of: z.number().int(),
});
export type CastLine = z.infer<typeof castLine>;

export const BAD_DAYS = [
  "slow",
  "error-500",
  "time-out",
  "dropped",
  "html",
  "lost-acknowledgement",
  "slow-drip",
  "unreachable",
] as const;

/** One end of the province alone; absent = all of it. */
export const PROVINCE_ENDS = ["library", "platform", "trust"] as const;

/** How a virtual reader's bytes go wrong on their way. */
export const LINE_TROUBLES = ["split", "glued", "garbage", "echo"] as const;

/** A card for the virtual reader: an invented person, or one of the cast. */
const virtualCard = z.strictObject({
  name: z.string().min(1).max(15),
  number: z.string().regex(/^\d{17}[\dX]$/),
  /** Fills the address field of the card as well, as of one that had to be added to. */
  addedAddress: z.string().min(1).max(35).optional(),
});

/** Of one of the cast, named by their code: the number of the card need not go to a screen. */
const castCard = z.strictObject({ code: z.string().min(1).max(2048) });

const readerAct = z.discriminatedUnion("act", [
  /** `unplug` pulls the cable out; `plug` puts the reader in, at first as well; `look` only asks. */
  z.strictObject({ act: z.enum(["plug", "unplug", "lift", "look"]) }),
  z.strictObject({ act: z.literal("scan"), code: z.string().min(1).max(2048) }),
  z.strictObject({ act: z.literal("place"), card: z.union([virtualCard, castCard]) }),
  /** An empty list: the line is good again. */
  z.strictObject({ act: z.literal("trouble"), troubles: z.array(z.enum(LINE_TROUBLES)).max(LINE_TROUBLES.length) }),
]);
type AskedAct = z.infer<typeof readerAct>;
/** What the reader is told: whose card it is has been looked up. */
export type ReaderAct =
  | Exclude<AskedAct, { act: "place" }>
  | { readonly act: "place"; readonly card: z.infer<typeof virtualCard> };

const readerState = z.strictObject({
  isPlugged: z.boolean(),
  /** Whose card lies on it. */
  card: z.string().optional(),
  troubles: z.array(z.enum(LINE_TROUBLES)),
});
export type VirtualReaderState = z.infer<typeof readerState>;

export const VIRTUAL_READERS = ["scanner", "card-reader"] as const;
export type VirtualReaderName = (typeof VIRTUAL_READERS)[number];

export const trainingCommands = {
  "training.cast": { input: nothing, reply: z.strictObject({ lines: z.array(castLine) }), audience: ["clerk"] },
  /** Sends a code through the virtual scanner: a real pseudo-terminal and the real serial driver where the system has one. */
  "training.scan": {
    input: z.strictObject({ code: z.string().max(2048) }),
    reply: z.strictObject({ way: z.enum(["serial-scanner", "paste"]) }),
    audience: ["clerk", "administrator"],
  },
  /** A reader without hardware that speaks bytes to the real driver; plugged in by its first `plug`. */
  "training.reader": {
    input: z.strictObject({ reader: z.enum(VIRTUAL_READERS), does: readerAct }),
    reply: readerState,
    audience: ["clerk", "administrator"],
  },
  "training.misbehave": {
    input: z.strictObject({ what: z.enum([...BAD_DAYS, "well"]), end: z.enum(PROVINCE_ENDS).optional() }),
    reply: nothing,
    audience: ["clerk"],
  },
} as const;
