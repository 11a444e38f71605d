/** A license on the clerk's screen: its drawing and its evidence. Bytes never cross here: they come by address. */
import { z } from "zod";
import type { ScreenDrawing, ScreenPdf } from "../drawing/drawing.ts";
import type { VerificationReport } from "../seal/report.ts";
import { ageBandShape, instant } from "./shapes.ts";

export type { CheckResult, SignatureReport, VerificationReport } from "../seal/report.ts";

const licenseId = z.strictObject({ licenseId: z.string().max(80) });

export const licenseCommands = {
  "license.open": {
    input: licenseId,
    reply: z.strictObject({
      /** Of an OFD; neither this nor `pdf` when nothing may be shown: the report says why. */
      drawing: z.custom<ScreenDrawing>((value) => typeof value === "object" && value !== null).optional(),
      pdf: z.custom<ScreenPdf>((value) => typeof value === "object" && value !== null).optional(),
      /** `blobBase + blobId` is the address of a picture or font of the drawing, or of the PDF: fetched, never opened. */
      blobBase: z.string(),
      report: z.custom<VerificationReport>((value) => typeof value === "object" && value !== null),
      ms: z.number(),
    }),
    audience: ["clerk"],
  },
  /** What a printed report says beside the verification; asking for it is audited as its printing. Nothing of the holder. */
  "license.report": {
    input: licenseId,
    reply: z.strictObject({
      documentName: z.string(),
      documentNumber: z.string().optional(),
      sha256: z.string(),
      mode: z.enum(["training", "live"]),
      trustAge: ageBandShape,
      trustIssuedAt: instant.optional(),
      /** Column of the outage table. */
      arrival: z.enum(["library", "presented"]),
      prefetchedAt: instant.optional(),
      isHighRisk: z.boolean(),
      place: z.strictObject({
        hallName: z.string(),
        counterName: z.string(),
        terminalId: z.string(),
        clerkName: z.string(),
        caseNo: z.string(),
      }),
      printedAt: instant,
      version: z.string(),
    }),
    audience: ["clerk"],
  },
} as const;
