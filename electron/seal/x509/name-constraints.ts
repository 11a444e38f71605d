/**
 * Name constraints (RFC 5280 §4.2.1.10), for directory names: names of other forms prove nothing here. They bind whether
 * they are marked critical or not.
 */
import { openDer, readDer, TAG, unwrapDer } from "../der/reader.ts";
import { type DistinguishedName, isWithin, readName } from "./name.ts";

export interface NameConstraints {
  /** Absent: every directory name is permitted. */
  readonly permitted?: readonly DistinguishedName[];
  readonly excluded: readonly DistinguishedName[];
  /** Some of it cannot be applied: another form of name, or a depth (which §4.2.1.10 forbids). */
  readonly hasMore: boolean;
}

const DIRECTORY_NAME = 0xa4;

/** @throws {DerRefusal} */
export function readNameConstraints(value: Uint8Array): NameConstraints {
  const cursor = openDer(readDer(value, TAG.SEQUENCE));
  const permitted = cursor.optional(0xa0);
  const excluded = cursor.optional(0xa1);
  cursor.end();
  const [allowed, forbidden] = [permitted, excluded].map((element) => (element ? readSubtrees(element) : undefined));
  return {
    ...(allowed && allowed.names.length > 0 && { permitted: allowed.names }),
    excluded: forbidden?.names ?? [],
    hasMore: allowed?.hasMore === true || forbidden?.hasMore === true,
  };
}

function readSubtrees(element: Parameters<typeof openDer>[0]): { names: DistinguishedName[]; hasMore: boolean } {
  const names: DistinguishedName[] = [];
  let hasMore = false;
  const list = openDer(element);
  while (list.peek() !== undefined) {
    const subtree = openDer(list.next(TAG.SEQUENCE));
    const base = subtree.next();
    if (base.tag === DIRECTORY_NAME) names.push(readName(unwrapDer(base)));
    if (base.tag !== DIRECTORY_NAME || subtree.peek() !== undefined) hasMore = true;
  }
  return { names, hasMore };
}

/** Why the name may not stand below the constraints; undefined when it may. */
export function constraintBroken({ permitted, excluded }: NameConstraints, name: DistinguishedName): boolean {
  if (excluded.some((base) => isWithin(name, base))) return true;
  return permitted !== undefined && !permitted.some((base) => isWithin(name, base));
}
