/** Do OFD.xml, its documents and its lists of signatures have the structure of GB/T 33190-2016 §7 and §18? */

import { type DocumentCheck, failed, passed, remark } from "../answers/outcome.ts";
import { isVerdictCode, type VerdictCode } from "../codes.ts";
import type { PackageFacts } from "../facts.ts";

export const packageStructure: DocumentCheck = ({ rootFault, package: found }) => {
  if (rootFault) return failed(structureCode(rootFault.code), { reason: rootFault.reason });
  if (!found) return undefined;
  const [fault] = found.faults;
  if (fault) return failed(structureCode(fault.code), { reason: fault.reason });
  const rootless = found.docBodies.find(({ rootEntry }) => rootEntry === undefined);
  if (rootless) return failed("OFD_MALFORMED", { reason: `DocBody ${rootless.index} without a document` });
  const codes = remarksOn(found);
  return codes.length > 0 ? remark(codes, { elements: found.remarks }) : passed({ documents: found.docBodies.length });
};

function remarksOn(found: PackageFacts): readonly VerdictCode[] {
  const codes: VerdictCode[] = [];
  if (!found.isUsualNamespace) codes.push("XML_NAMESPACE");
  if (found.remarks.length > 0) codes.push("XML_REPEATED_ELEMENT");
  return codes;
}

function structureCode(code: string): VerdictCode {
  return isVerdictCode(code) ? code : "OFD_MALFORMED";
}
