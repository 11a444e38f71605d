/** How much a PDF may ask of its reader. Every loop of this folder ends at one of these. */

const MIB = 1024 * 1024;

export interface PdfLimits {
  readonly fileBytes: number;
  /** Numbers that cross-reference sections may name, over all revisions. */
  readonly objects: number;
  /** Arrays and dictionaries inside each other. */
  readonly depth: number;
  /** Numbers, names, strings and the like, all together. */
  readonly values: number;
  readonly revisions: number;
  /** One cross-reference or object stream, inflated. */
  readonly streamBytes: number;
  /** All of them together. */
  readonly inflatedBytes: number;
  readonly pages: number;
  /** Entries in the lists of annotations of all pages, which may be one list. */
  readonly annotations: number;
  readonly fields: number;
  readonly signatures: number;
  /** Values that are held against each other to tell what a revision changed. */
  readonly comparisons: number;
}

export const PDF_LIMITS: PdfLimits = {
  fileBytes: 100 * MIB,
  objects: 200_000,
  depth: 64,
  values: 2_000_000,
  revisions: 64,
  streamBytes: 32 * MIB,
  inflatedBytes: 64 * MIB,
  pages: 10_000,
  annotations: 100_000,
  fields: 10_000,
  signatures: 64,
  comparisons: 4_000_000,
};
