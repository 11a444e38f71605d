/** OFD.xml (GB/T 33190-2016 §7.4): the documents of a package, where each one's root and signatures are. */
import { childNamed, childrenNamed, childText, type XmlElement } from "../xml.ts";
import type { OfdPackage } from "./package.ts";

export const OFD_ENTRY = "OFD.xml";

export interface DocBody {
  /** Position in OFD.xml, from 0. */
  readonly index: number;
  /** Entry of Document.xml; absent when it does not exist. */
  readonly rootEntry?: string;
  /** Documents of other versions (§7.4, Versions): a reader may show these instead. */
  readonly versionEntries: readonly string[];
  readonly hasVersions: boolean;
  /** Does OFD.xml name a list of signatures? */
  readonly namesSignatures: boolean;
  /** Entry of Signatures.xml; absent when none is named or it does not exist. */
  readonly signaturesEntry?: string;
}

export interface OfdRoot {
  readonly docBodies: readonly DocBody[];
}

/** All of them may share one list of signatures, which is then read for each. */
const MOST_BODIES = 64;

/** What is wrong with OFD.xml itself; `code` is one of the XML codes, `OFD_MALFORMED` or `CONTAINER_LIMIT`. */
export interface OfdFault {
  readonly code: string;
  readonly reason: string;
}

export function readOfdRoot(ofd: OfdPackage): OfdRoot | OfdFault {
  const entry = ofd.find(OFD_ENTRY, "");
  if (entry === undefined) return { code: "OFD_MALFORMED", reason: "no OFD.xml" };
  const outcome = ofd.xml(entry);
  if (!outcome.ok) return { code: outcome.code, reason: `${entry}: ${outcome.reason}` };
  const { root } = outcome;
  if (root.name !== "OFD") return { code: "OFD_MALFORMED", reason: `root element ${root.name}` };
  const bodies = childrenNamed(root, "DocBody");
  if (bodies.length === 0) return { code: "OFD_MALFORMED", reason: "no DocBody" };
  if (bodies.length > MOST_BODIES) return { code: "CONTAINER_LIMIT", reason: `${bodies.length} documents` };
  for (const name of ["DocRoot", "Signatures", "Versions"]) {
    // Two readers could follow two different ones.
    if (bodies.some((body) => childrenNamed(body, name).length > 1)) {
      return { code: "OFD_MALFORMED", reason: `two ${name} in one DocBody` };
    }
  }
  return {
    docBodies: bodies.map((body, index) => readDocBody(ofd, body, index)),
  };
}

function readDocBody(ofd: OfdPackage, body: XmlElement, index: number): DocBody {
  const entryAt = (location: string | undefined) => (location ? ofd.find(location, "") : undefined);
  const rootEntry = entryAt(childText(body, "DocRoot"));
  const signatures = childText(body, "Signatures");
  const signaturesEntry = entryAt(signatures);
  const versions = childNamed(body, "Versions");
  return {
    index,
    ...(rootEntry !== undefined && { rootEntry }),
    hasVersions: versions !== undefined,
    versionEntries: versions ? readVersions(ofd, versions) : [],
    namesSignatures: signatures !== undefined && signatures !== "",
    ...(signaturesEntry !== undefined && { signaturesEntry }),
  };
}

/** The version files and the documents that they name as their root (§17). */
function readVersions(ofd: OfdPackage, versions: XmlElement): readonly string[] {
  return childrenNamed(versions, "Version").flatMap((version) => {
    const entry = ofd.find(version.attributes["BaseLoc"] ?? "", "");
    if (entry === undefined) return [];
    const outcome = ofd.xml(entry);
    const root = outcome.ok ? childText(outcome.root, "DocRoot") : undefined;
    const document = root ? ofd.find(root, entry) : undefined;
    return document === undefined ? [entry] : [entry, document];
  });
}
