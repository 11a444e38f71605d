/**
 * What administrators imported beside the province's bundle: certificates and revocation lists, each with who, when and from
 * which file. The bundle goes before: what it holds itself, or holds newer, an addition does not speak for.
 */
import type { TrustMaterial } from "../seal/trust-set.ts";
import type { TrustBundle } from "./bundle.ts";

interface Provenance {
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly fileName: string;
  readonly fileSm3: string;
}

export interface AddedCertificate extends Provenance {
  readonly fingerprint: string;
  readonly role: "anchor" | "intermediate";
  readonly der: Uint8Array;
}

export interface AddedList extends Provenance {
  readonly fingerprint: string;
  /** Issuer and scope, by `listKey`: of each there is one. */
  readonly key: string;
  readonly thisUpdate: number;
  readonly der: Uint8Array;
}

export interface Additions {
  readonly certificates: readonly AddedCertificate[];
  readonly lists: readonly AddedList[];
  /** Newest `thisUpdate` ever accepted, by issuer and scope: removing a list does not open the way for an older one. */
  readonly newest: Readonly<Record<string, number>>;
}

export const NO_ADDITIONS: Additions = { certificates: [], lists: [], newest: {} };

type Held = Pick<TrustBundle, "material" | "contents"> | undefined;

/** The additions that count beside this bundle. */
export function activeAdditions(bundle: Held, { certificates, lists }: Additions): Omit<Additions, "newest"> {
  return {
    certificates: certificates.filter(({ fingerprint }) => !bundle?.contents.certificates.has(fingerprint)),
    lists: lists.filter(({ key, thisUpdate }) => thisUpdate > newestIn(bundle, key)),
  };
}

/** The newest list of that issuer and scope accepted so far, from wherever. */
export function newestAccepted(bundle: Held, { newest }: Additions, key: string): number {
  return Math.max(newestIn(bundle, key), newest[key] ?? Number.NEGATIVE_INFINITY);
}

function newestIn(bundle: Held, key: string): number {
  return bundle?.contents.lists.get(key) ?? Number.NEGATIVE_INFINITY;
}

const NOTHING: TrustMaterial = { anchors: [], intermediates: [], crls: [] };

/** The material that verification uses. Its age is the oldest of the bundle and the lists that count beside it. */
export function mergedMaterial(bundle: Held, additions: Additions): TrustMaterial {
  const base = bundle?.material ?? NOTHING;
  const { certificates, lists } = activeAdditions(bundle, additions);
  if (certificates.length + lists.length === 0) return base;
  const of = (role: AddedCertificate["role"]) => certificates.filter((one) => one.role === role).map(({ der }) => der);
  const ages = [...(base.listsAsOf === undefined ? [] : [base.listsAsOf]), ...lists.map((list) => list.thisUpdate)];
  return {
    ...base,
    anchors: [...base.anchors, ...of("anchor")],
    intermediates: [...base.intermediates, ...of("intermediate")],
    crls: [...base.crls, ...lists.map(({ der }) => der)],
    ...(ages.length > 0 ? { listsAsOf: Math.min(...ages) } : {}),
  };
}

/** Undefined when nothing of that fingerprint was imported. */
export function withoutAddition(additions: Additions, fingerprint: string): Additions | undefined {
  const isOther = (one: { readonly fingerprint: string }) => one.fingerprint !== fingerprint;
  const certificates = additions.certificates.filter(isOther);
  const lists = additions.lists.filter(isOther);
  const isFound = certificates.length + lists.length < additions.certificates.length + additions.lists.length;
  return isFound ? { ...additions, certificates, lists } : undefined;
}
