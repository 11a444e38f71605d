/** What makes a document this document: Document.xml, its pages and their templates (GB/T 33190-2016 §7.5, §7.6). */
import { childrenNamed } from "../xml.ts";
import type { DocBody } from "./doc-bodies.ts";
import type { OfdPackage } from "./package.ts";

export function documentEntries(ofd: OfdPackage, { rootEntry }: DocBody): readonly string[] {
  const outcome = rootEntry === undefined ? undefined : ofd.xml(rootEntry);
  if (rootEntry === undefined || !outcome?.ok) return [];
  const templates = childrenNamed(outcome.root, "CommonData").flatMap((data) => childrenNamed(data, "TemplatePage"));
  const pages = childrenNamed(outcome.root, "Pages").flatMap((list) => childrenNamed(list, "Page"));
  const named = [...templates, ...pages].flatMap(({ attributes }) => {
    const entry = attributes["BaseLoc"] ? ofd.find(attributes["BaseLoc"], rootEntry) : undefined;
    return entry ?? [];
  });
  return [rootEntry, ...named];
}
