/**
 * A reader that only a program of its maker can use: the program runs on this computer and answers in JSON. Where it
 * listens, how it is asked, and where in its answers the fields of a card or the text of a code stand.
 */
import { z } from "zod";
import { SERVICE_WORDS } from "../codecs/service/answer.ts";
import { isLoopbackUrl } from "../transports/loopback-url.ts";
import { headShape, quietSchema, retrySchema, waitSchema } from "./profile-parts.ts";

/** RFC 6901; the empty one is the answer as a whole. */
const pointerSchema = z
  .string()
  .max(200)
  .regex(/^(\/([^~/]|~[01])*)*$/, "a JSON pointer such as /data/name");

const serviceSchema = z.strictObject({
  type: z.literal("middleware"),
  url: z.string().max(300).refine(isLoopbackUrl, "ws:// or http:// on this computer: 127.0.0.1, [::1] or localhost"),
  /** Longest wait for a whole answer. */
  answerMs: waitSchema,
  /** A longer answer ends the connection. */
  maxBytes: z.number().int().min(256).max(4_194_304),
});

const sendSchema = z.string().min(1).max(4096);

/**
 * `poll`: asked every `everyMs`; over http without `send` by GET, with it by POST. `push`: the service speaks by itself; `hello`
 * is said once after connecting, and `isHelloAnswered` says whether the service must answer before it counts as ready.
 */
const askSchema = z.discriminatedUnion("way", [
  z.strictObject({ way: z.literal("poll"), everyMs: waitSchema.min(200), send: sendSchema.optional() }),
  z.strictObject({ way: z.literal("push"), hello: sendSchema.optional(), isHelloAnswered: z.literal(true).optional() }),
]);

const answerShape = {
  encoding: z.enum(["auto", "utf-8", "gb18030"]),
  /** Without it every answer counts as `ok`. `words`: what the service's own codes mean, beside -1 to 4. */
  status: z
    .strictObject({ at: pointerSchema, words: z.record(z.string().max(40), z.enum(SERVICE_WORDS)).optional() })
    .optional(),
};

/** Where each field of the card stands. The form of the card is told by its number. */
const cardPointersSchema = z.strictObject({
  name: pointerSchema,
  number: pointerSchema,
  sex: pointerSchema.optional(),
  nation: pointerSchema.optional(),
  birth: pointerSchema.optional(),
  address: pointerSchema.optional(),
  issuer: pointerSchema.optional(),
  /** Both may point at one text with two days. */
  validFrom: pointerSchema.optional(),
  validTo: pointerSchema.optional(),
  englishName: pointerSchema.optional(),
  nationality: pointerSchema.optional(),
  permitNumber: pointerSchema.optional(),
});

const shape = { ...headShape, transport: serviceSchema, ask: askSchema, retry: retrySchema };

const serviceCardSchema = z.strictObject({
  ...shape,
  kind: z.literal("id-card-reader"),
  answer: z.strictObject({ ...answerShape, card: cardPointersSchema }),
  sameCardQuietMs: quietSchema,
});

const serviceCodeSchema = z.strictObject({
  ...shape,
  kind: z.literal("barcode-scanner"),
  answer: z.strictObject({ ...answerShape, text: pointerSchema }),
  sameCodeQuietMs: quietSchema,
});

const isAskable = ({ transport, ask }: { transport: z.infer<typeof serviceSchema>; ask: z.infer<typeof askSchema> }) =>
  transport.url.startsWith("ws:") ? ask.way === "push" || ask.send !== undefined : ask.way === "poll";
const askable = { path: ["ask"], message: "http can only be polled, and to poll over ws needs what to send" };

export const middlewareProfileSchema = z.discriminatedUnion("kind", [
  serviceCardSchema.refine(isAskable, askable),
  serviceCodeSchema.refine(isAskable, askable),
]);
export type MiddlewareProfile = z.infer<typeof middlewareProfileSchema>;
