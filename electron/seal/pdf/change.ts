/** What a later revision changed, by kinds that can be allowed or refused. */

export type ChangeKind =
  /** Document information and XMP: shown nowhere on a page. */
  | "metadata"
  /** Certificates and revocation data for signatures (DSS), extension and version marks. */
  | "validation-data"
  | "timestamp"
  | "signature"
  | "form-fill"
  | "annotation"
  /** A page, or anything that it draws with. */
  | "content"
  /** Catalog, form, page tree, optional content: how the document is put together. */
  | "structure"
  /** Bytes that belong to no object: nothing to a reader that follows the tables, anything to one that searches. */
  | "hidden-bytes";

export interface Change {
  readonly kind: ChangeKind;
  /** The key, page or field it is about. */
  readonly what: string;
  /** Full field name, for `form-fill`, `signature` and `timestamp`. */
  readonly field?: string;
  /** For `signature` and `timestamp`: whether its widget draws anything, and more than a seal takes of its page. */
  readonly appearance?: "none" | "shown" | "covering";
  /** Where the widget is shown, and how much it takes of the page. */
  readonly place?: { readonly page: number; readonly share: number };
  /** For `signature` and `timestamp`: the field was not there before. */
  readonly isNewField?: boolean;
}

export interface RevisionChange {
  /** Index of the revision. */
  readonly revision: number;
  /** Empty when it changed nothing that counts. */
  readonly changes: readonly Change[];
}
