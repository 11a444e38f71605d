/** ExtensionDatas of seals and signatures (GB/T 38540-2020 §6.1.6, §7.1.6). None is understood here; critical ones are named. */
import { type DerElement, derChildren, openDer, TAG } from "../der/reader.ts";
import { booleanValue, demandTag, objectIdentifier, octets } from "../der/values.ts";

/** Identifiers of the extensions that are marked critical. @throws {DerRefusal} */
export function criticalExtensions(extensions: DerElement | undefined): readonly string[] {
  if (!extensions) return [];
  demandTag(extensions, TAG.SEQUENCE);
  return derChildren(extensions).flatMap((extension) => {
    demandTag(extension, TAG.SEQUENCE);
    const cursor = openDer(extension);
    const id = objectIdentifier(cursor.next());
    const critical = cursor.optional(TAG.BOOLEAN);
    octets(cursor.next());
    cursor.end();
    return critical && booleanValue(critical) ? [id] : [];
  });
}
