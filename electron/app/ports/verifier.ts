/** What the use cases need of verification. Implemented by `electron/verification` with worker threads. */
import type { DrawnBlob, ScreenDrawing, ScreenPdf } from "../../drawing/drawing.ts";
import type { VerificationReport } from "../../seal/report.ts";

export interface Examination {
  readonly report: VerificationReport;
  /** From the verified entries only; absent when there is nothing that may be shown. */
  readonly drawing?: Shown<ScreenDrawing>;
  /** The verified bytes themselves, or the revision of them that was signed; never beside a drawing. */
  readonly pdf?: Shown<ScreenPdf>;
  /** What the document says of itself (GB/T 36903 names), for licenses that a citizen presents as files. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds of work, without waiting. */
  readonly ms: number;
}

interface Shown<Screen> {
  readonly screen: Screen;
  /** By blob id: what the screen fetches beside. */
  readonly blobs: Readonly<Record<string, DrawnBlob>>;
}

export interface Verifier {
  /** @param at the instant to judge for, epoch ms. Never rejects for bad bytes: the report says what they are. */
  examine(file: Uint8Array, at: number): Promise<Examination>;
  close(): Promise<void>;
}
