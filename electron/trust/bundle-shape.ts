/** Wire shapes of a trust bundle (electron/province/interfaces.md section 6): the signed envelope and the payload in it. */
import { z } from "zod";

export const BUNDLE_FORMAT = "liangzheng-trust-bundle/1";

/** Base64 → bytes, never empty. Not by a pattern: texts of 40 MB overflow a pattern's stack. */
const base64 = z.string().transform((text, context): Uint8Array => {
  const bytes = Buffer.from(text, "base64");
  const digits = text.length - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
  // Node drops what is not base64 instead of complaining; the length shows it.
  if (bytes.length > 0 && text.length % 4 === 0 && bytes.length === Math.floor((digits * 3) / 4)) {
    // A copy of its own size: small buffers share a pool, which would travel to the workers with each of them.
    return new Uint8Array(bytes);
  }
  context.addIssue({ code: "custom", message: "not base64" });
  return z.NEVER;
});

/** Hexadecimal SM3, lower case afterwards. */
const hexSm3 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/)
  .toLowerCase();

export const envelopeShape = z.object({
  format: z.literal(BUNDLE_FORMAT),
  payload: base64,
  signature: z.object({ keyId: hexSm3, value: base64 }),
});

/** ISO 8601 with offset → epoch milliseconds. */
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** The publisher's next key, announced by the present one: both count from `from`, the present one no longer from `until`. */
const nextPublisher = z
  .object({
    key: z
      .string()
      .regex(/^04[0-9a-fA-F]{128}$/)
      .toLowerCase(),
    from: instant,
    until: instant,
  })
  .refine(({ from, until }) => from < until, "an overlap ends after it has begun");

export const payloadShape = z.object({
  issue: z.int().min(1),
  issuedAt: instant,
  nextUpdate: instant,
  publisher: z.string().min(1),
  nextPublisher: nextPublisher.optional(),
  anchors: z.array(base64),
  intermediates: z.array(base64),
  crls: z.array(base64),
  sealStatus: z
    .object({
      issuedAt: instant,
      nextUpdate: instant,
      entries: z.array(
        z.object({ sealId: z.string().min(1), state: z.enum(["revoked", "suspended", "replaced"]), since: instant }),
      ),
    })
    .optional(),
  sampleSigners: z.array(hexSm3),
});

export type BundlePayload = z.infer<typeof payloadShape>;
