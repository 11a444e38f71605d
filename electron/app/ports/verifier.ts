/** What the use cases need of verification. Implemented by `electron/verification` with worker threads. */
import type { DrawnBlob, ScreenDrawing } from "../../drawing/drawing.ts";
import type { VerificationReport } from "../../seal/report.ts";

export interface Examination {
  readonly report: VerificationReport;
  /** From the verified entries only; absent when there is nothing that may be shown. */
  readonly drawing?: { readonly screen: ScreenDrawing; readonly blobs: Readonly<Record<string, DrawnBlob>> };
  /** CustomDatas of the document (GB/T 36903 names), for licenses that a citizen presents as files. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds of work, without waiting. */
  readonly ms: number;
}

export interface Verifier {
  /** @param at the instant to judge for, epoch ms. Never rejects for bad bytes: the report says what they are. */
  examine(file: Uint8Array, at: number): Promise<Examination>;
  close(): Promise<void>;
}
