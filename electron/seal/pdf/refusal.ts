/** Why a PDF was not read. The reason names the offset or object it rests on, for the drawer 依据 and for support. */

export type PdfRefusalCode =
  /** Larger, deeper or longer than any license. */
  | "CONTAINER_LIMIT"
  /** Its contents are under a password or a certificate: nothing in it can be judged. */
  | "PDF_ENCRYPTED"
  /**
   * Cross-reference data that do not fit the file. Programs repair such a file by searching it for objects, each in its
   * own way, so two of them can show two documents; what is verified would not be what is shown.
   */
  | "PDF_NEEDS_REPAIR"
  /** A value that is none, or a structure that means nothing. */
  | "PDF_MALFORMED";

/** Thrown inside this folder only; `readPdf` turns it into plain data. */
export class PdfRefusal extends Error {
  readonly code: PdfRefusalCode;
  constructor(code: PdfRefusalCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

export function refusePdf(code: PdfRefusalCode, reason: string): never {
  throw new PdfRefusal(code, reason);
}
