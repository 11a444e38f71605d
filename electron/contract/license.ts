/** A license on the clerk's screen: its drawing and its evidence. Bytes never cross here: they come by address. */
import { z } from "zod";
import type { ScreenDrawing } from "../drawing/drawing.ts";
import type { VerificationReport } from "../seal/report.ts";

const licenseId = z.strictObject({ licenseId: z.string().max(80) });

export const licenseCommands = {
  "license.open": {
    input: licenseId,
    reply: z.strictObject({
      /** Absent when nothing may be shown; the report says why. */
      drawing: z.custom<ScreenDrawing>((value) => typeof value === "object" && value !== null).optional(),
      /** `blobBase + blobId` is the address of a picture or font of the drawing. */
      blobBase: z.string(),
      report: z.custom<VerificationReport>((value) => typeof value === "object" && value !== null),
      ms: z.number(),
    }),
    audience: ["clerk"],
  },
} as const;
