/** A .p7b file: SignedData that signs nothing and only carries certificates and lists (RFC 5652 §5.1; GB/T 35275-2017 has the same). */
import { isIndefinite, toDefiniteLength } from "../der/ber.ts";
import { OID } from "../der/oid.ts";
import { type DerElement, DerRefusal, derChildren, openDer, readDer, TAG, unwrapDer } from "../der/reader.ts";
import { objectIdentifier } from "../der/values.ts";

const TYPES: ReadonlySet<string> = new Set([OID.GM_SIGNED_DATA, OID.CMS_SIGNED_DATA]);

/** DER of what is inside, in its order; undefined when the bytes are no such file. Never throws. */
export function certificateChain(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  try {
    const outer = openDer(readDer(isIndefinite(bytes) ? toDefiniteLength(bytes) : bytes, TAG.SEQUENCE));
    if (!TYPES.has(objectIdentifier(outer.next()))) return undefined;
    const body = openDer(unwrapDer(outer.next(0xa0), TAG.SEQUENCE));
    outer.end();
    body.next(TAG.INTEGER);
    body.next(TAG.SET);
    body.next(TAG.SEQUENCE);
    const parts = [body.optional(0xa0), body.optional(0xa1)];
    const signers = derChildren(body.next(TAG.SET));
    body.end();
    // With signers it is somebody's message, and what he put beside it is nobody's decision to trust.
    return signers.length === 0 ? parts.flatMap(piecesOf) : undefined;
  } catch (error) {
    if (error instanceof DerRefusal) return undefined;
    throw error;
  }
}

function piecesOf(part: DerElement | undefined): readonly Uint8Array[] {
  return part ? derChildren(part).map(({ raw }) => raw) : [];
}
