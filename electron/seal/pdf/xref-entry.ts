/** Where cross-reference data say that an object is (ISO 32000-1 §7.5.4, §7.5.8.3). */

export type XrefEntry =
  | { readonly kind: "free" }
  | { readonly kind: "file"; readonly offset: number; readonly generation: number }
  | { readonly kind: "packed"; readonly container: number; readonly index: number };

export type XrefEntries = Map<number, XrefEntry>;
