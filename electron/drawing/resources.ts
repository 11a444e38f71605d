/**
 * Resource files of a document or page (GB/T 33190-2016 §7.9): fonts, colour spaces, drawing parameters, media and
 * composite units by their ID. A page's own resources come before those of the document.
 */
import { childrenNamed, type XmlElement } from "../seal/xml.ts";
import { LIMITS } from "./limits.ts";
import { folderOf, folderWithin, type PackageReader } from "./package-reader.ts";

export type ResourceKind = "ColorSpace" | "DrawParam" | "Font" | "MultiMedia" | "CompositeGraphicUnit";

export interface Resource {
  readonly element: XmlElement;
  /** Folder against which locations inside this resource are read (Res@BaseLoc). */
  readonly folder: string;
}

export interface ResourceTable {
  find(kind: ResourceKind, id: string | undefined): Resource | undefined;
}

/** The parents' names are fixed by the schema: `Fonts` holds `Font`, and so on. */
const KINDS: readonly ResourceKind[] = ["ColorSpace", "DrawParam", "Font", "MultiMedia", "CompositeGraphicUnit"];

export const NO_RESOURCES: ResourceTable = { find: () => undefined };

/** Reads the resource files that stand in `locations`, named by a file of `folder`, over those of `parent`. */
export function readResources(
  reader: PackageReader,
  folder: string,
  locations: readonly string[],
  parent: ResourceTable,
): ResourceTable {
  const own = new Map<string, Resource>();
  // A file that is named again has nothing new: the first of two with one ID wins.
  for (const entry of new Set(locations.map((location) => reader.resolve(folder, location)))) {
    const root = entry === undefined ? undefined : reader.xml(entry);
    if (entry !== undefined && root) collect(root, folderOf(entry), own);
  }
  if (own.size === 0) return parent;
  return {
    find: (kind, id) => (id === undefined ? undefined : (own.get(`${kind}/${id.trim()}`) ?? parent.find(kind, id))),
  };
}

function collect(root: XmlElement, folder: string, into: Map<string, Resource>): void {
  const baseFolder = folderWithin(folder, root.attributes["BaseLoc"]);
  for (const kind of KINDS) {
    for (const list of childrenNamed(root, `${kind}s`)) {
      for (const element of childrenNamed(list, kind)) {
        const id = element.attributes["ID"]?.trim();
        const key = `${kind}/${id}`;
        // The first of two with one ID wins, here as in the verifier's view of the document.
        if (id && !into.has(key) && into.size < LIMITS.resources) into.set(key, { element, folder: baseFolder });
      }
    }
  }
}
