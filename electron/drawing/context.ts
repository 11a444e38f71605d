/** What the drawing of any object needs to reach: its document's resources, and the accounts and stores of the drawing. */
import type { BlobStore } from "./blob-store.ts";
import type { ColorContext } from "./colors.ts";
import type { FontRegistry } from "./font-registry.ts";
import type { PackageReader } from "./package-reader.ts";

export interface DrawContext extends ColorContext {
  readonly reader: PackageReader;
  readonly blobs: BlobStore;
  readonly fonts: FontRegistry;
  /** How many composite units and blocks this content stands in. */
  readonly depth: number;
}
