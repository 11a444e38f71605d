/** Does a timestamp prove the signing time? It is not verified yet; the time then counts as claimed only. */

import { remark, type SignatureCheck } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";
import { OID } from "../der/oid.ts";
import { DerRefusal, openDer, readDer, TAG } from "../der/reader.ts";
import { objectIdentifier } from "../der/values.ts";

export const timestamp: SignatureCheck = (facts) => {
  const token = sesOf(facts)?.timestamp;
  if (!token) return undefined;
  return remark([isSignedData(token) ? "TIMESTAMP_NOT_CHECKED" : "TIMESTAMP_INVALID"]);
};

/** Real files hold placeholders here that are nothing at all. */
function isSignedData(token: Uint8Array): boolean {
  try {
    const type = objectIdentifier(openDer(readDer(token, TAG.SEQUENCE)).next());
    return type === OID.CMS_SIGNED_DATA || type === OID.GM_SIGNED_DATA;
  } catch (error) {
    if (error instanceof DerRefusal) return false;
    throw error;
  }
}
