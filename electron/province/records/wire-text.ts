/** Field schemas that the families share: libraries write numbers where texts are due, and null for "nothing". */
import { z } from "zod";

const scalar = z.union([z.string(), z.number()]).transform(String);

/** Must be there and say something. */
export const needed = scalar.refine((text) => text.trim() !== "");

/** Must be there, and may be empty or null: absent would not be the same as "nothing stated". */
export const stated = z.union([scalar, z.null()]).transform((text) => text ?? "");

export const optional = scalar.nullish().transform((text) => text ?? "");

/** A token that goes into a header or an address later. */
export const token = z.string().regex(/^[\x21-\x7e]{1,4096}$/);
