/** Schemas that several commands share. Everything personal in them is masked unless its name says otherwise. */
import { z } from "zod";
import { type Fault, type FaultCode, isFaultCode } from "../domain/fault.ts";

const plainFault = z.strictObject({
  code: z.custom<FaultCode>((value) => typeof value === "string" && isFaultCode(value)),
  retry: z.enum(["now", "later", "never"]),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

/** Typed as the domain's fault: an absent detail is an absent key on both sides. */
export const faultShape = plainFault as unknown as z.ZodType<Fault, Fault>;

/** Epoch milliseconds. */
export const instant = z.number().int();
export const faceShape = z.enum(["valid", "attention", "unconfirmed", "invalid", "not-license"]);
export const roleShape = z.enum(["clerk", "administrator", "auditor"]);
export const familyShape = z.enum(["license-app", "service-code", "phone-consent"]);
export const ageBandShape = z.enum(["fresh", "aging", "late", "stale", "expired"]);
export const rightShape = z.enum(["yes", "yes-recheck", "second-confirmation", "no"]);
export const decisionKindShape = z.enum(["exempted", "paper-received", "deferred", "pledged", "refused"]);

export const reasonShape = z.strictObject({
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** An empty object: commands without input, replies without content. */
export const nothing = z.strictObject({});
