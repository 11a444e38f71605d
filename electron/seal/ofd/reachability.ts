/**
 * What a reader of the document can come to see: each entry's class for coverage (seals.md section 3). Only needed for
 * entries that a signature leaves open, so it is computed on demand. In doubt an entry counts as rendered.
 */
import type { CoverageClass } from "../report.ts";
import type { XmlElement } from "../xml.ts";
import { type DocBody, OFD_ENTRY } from "./doc-bodies.ts";
import type { OfdPackage } from "./package.ts";

/** Classes by entry; what is missing in the map is unreachable. */
export type Reachability = ReadonlyMap<string, CoverageClass>;

const RANK: Readonly<Record<CoverageClass, number>> = { STRUCTURE: 3, RENDERED: 2, ATTACHMENT: 1, UNREACHABLE: 0 };

interface Walk {
  readonly ofd: OfdPackage;
  readonly classes: Map<string, CoverageClass>;
  /** What has been walked, by kind and entry: a file that is named a thousand times says the same a thousand times. */
  readonly walked: Set<string>;
  /** A file that leads further could not be read. */
  isBlind: boolean;
}

export function reachableEntries(ofd: OfdPackage, docBodies: readonly DocBody[]): Reachability {
  const walk: Walk = { ofd, classes: new Map(), walked: new Set(), isBlind: false };
  const ofdEntry = ofd.find(OFD_ENTRY, "");
  if (ofdEntry !== undefined) mark(walk, ofdEntry, "STRUCTURE");
  for (const { rootEntry, versionEntries } of docBodies) {
    for (const entry of rootEntry === undefined ? versionEntries : [rootEntry, ...versionEntries]) {
      mark(walk, entry, "STRUCTURE");
      walkDocument(walk, entry);
    }
  }
  if (walk.isBlind) {
    for (const entry of ofd.entries.keys()) if (!walk.classes.has(entry)) mark(walk, entry, "RENDERED");
  }
  return walk.classes;
}

function mark(walk: Walk, entry: string, coverageClass: CoverageClass): void {
  const known = walk.classes.get(entry);
  if (known === undefined || RANK[known] < RANK[coverageClass]) walk.classes.set(entry, coverageClass);
}

/** Marks what `location` means and hands its tree on; a missing file leads nowhere. */
function follow(walk: Walk, location: string | undefined, namedBy: string, coverageClass: CoverageClass) {
  const entry = location ? walk.ofd.find(location, namedBy) : undefined;
  if (entry === undefined) return undefined;
  mark(walk, entry, coverageClass);
  const outcome = walk.ofd.xml(entry);
  if (!outcome.ok) walk.isBlind ||= coverageClass !== "ATTACHMENT";
  return outcome.ok ? { entry, root: outcome.root } : undefined;
}

function isFirst({ walked }: Walk, kind: string, entry: string): boolean {
  const key = `${kind}:${entry}`;
  const isNew = !walked.has(key);
  walked.add(key);
  return isNew;
}

/** Document.xml (§7.5) names everything by location in elements of these names, wherever they stand. */
function walkDocument(walk: Walk, entry: string): void {
  if (!isFirst(walk, "document", entry)) return;
  const outcome = walk.ofd.xml(entry);
  if (!outcome.ok) {
    walk.isBlind = true;
    return;
  }
  for (const element of descendants(outcome.root)) {
    switch (element.name) {
      case "PublicRes":
      case "DocumentRes":
      case "PageRes":
        walkResources(walk, element.text.trim(), entry);
        break;
      case "TemplatePage":
      case "Page":
        walkPage(walk, element.attributes["BaseLoc"], entry);
        break;
      case "Annotations":
        walkAnnotations(walk, element.text.trim(), entry);
        break;
      case "Attachments":
      case "CustomTags":
      case "Extensions":
        walkAttachments(walk, element.text.trim(), entry);
        break;
      default:
    }
  }
}

/** A page or template (§7.7) may name resources of its own. */
function walkPage(walk: Walk, location: string | undefined, namedBy: string): void {
  const page = follow(walk, location, namedBy, "RENDERED");
  if (!page || !isFirst(walk, "page", page.entry)) return;
  for (const element of descendants(page.root)) {
    if (element.name === "PageRes") walkResources(walk, element.text.trim(), page.entry);
  }
}

/** Resources (§7.9): files lie relative to the BaseLoc of the list. Every text and attribute that names an entry counts. */
function walkResources(walk: Walk, location: string, namedBy: string): void {
  const resources = follow(walk, location, namedBy, "STRUCTURE");
  if (!resources || !isFirst(walk, "resources", resources.entry)) return;
  const base = resources.root.attributes["BaseLoc"]?.trim();
  for (const element of descendants(resources.root)) {
    for (const value of [element.text.trim(), ...Object.values(element.attributes)]) {
      if (base) markRendered(walk, `${base}/${value}`, resources.entry);
      markRendered(walk, value, resources.entry);
    }
  }
}

function markRendered(walk: Walk, location: string, namedBy: string): void {
  const entry = walk.ofd.find(location, namedBy);
  if (entry !== undefined) mark(walk, entry, "RENDERED");
}

function walkAnnotations(walk: Walk, location: string, namedBy: string): void {
  const list = follow(walk, location, namedBy, "RENDERED");
  if (!list || !isFirst(walk, "annotations", list.entry)) return;
  for (const element of descendants(list.root)) {
    if (element.name === "FileLoc") follow(walk, element.text.trim(), list.entry, "RENDERED");
  }
}

function walkAttachments(walk: Walk, location: string, namedBy: string): void {
  const list = follow(walk, location, namedBy, "ATTACHMENT");
  if (!list || !isFirst(walk, "attachments", list.entry)) return;
  for (const element of descendants(list.root)) {
    const isLocation = element.name === "FileLoc" || element.name === "SchemaLoc";
    const entry = isLocation ? walk.ofd.find(element.text.trim(), list.entry) : undefined;
    if (entry !== undefined) mark(walk, entry, "ATTACHMENT");
  }
}

function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}
