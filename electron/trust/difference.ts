/**
 * What an import would change: certificates, lists with how many serial numbers are newly revoked, seals, sample signers.
 * Counting half a million of them lets others have their turn in between.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { TrustDifference } from "../app/ports/trust.ts";
import { buildTrustSet, type TrustMaterial, type TrustSet } from "../seal/trust-set.ts";
import type { RevocationList } from "../seal/x509/revocation-list.ts";
import { type Additions, mergedMaterial } from "./additions.ts";
import type { SignedBundle } from "./bundle.ts";
import { listKey } from "./list-key.ts";
import { certificateViews, originsOf, scopeOf } from "./views.ts";

export interface Holding {
  readonly bundle: SignedBundle | undefined;
  readonly additions: Additions;
}

type Changes = Pick<
  TrustDifference,
  "listsAsOf" | "certificates" | "lists" | "newlyRevoked" | "noLongerRevoked" | "seals" | "sampleSigners"
>;
type ListChange = TrustDifference["lists"][number];

export async function differenceOf(before: Holding, after: Holding): Promise<Changes> {
  const [was, is] = [before, after].map(({ bundle, additions }) => mergedMaterial(bundle, additions)) as [
    TrustMaterial,
    TrustMaterial,
  ];
  const [old, next] = [buildTrustSet(was), buildTrustSet(is)];
  const lists = await listChanges(old, next);
  const sum = (of: (change: ListChange) => number) => lists.reduce((total, change) => total + of(change), 0);
  return {
    listsAsOf: {
      ...(was.listsAsOf === undefined ? {} : { before: was.listsAsOf }),
      ...(is.listsAsOf === undefined ? {} : { after: is.listsAsOf }),
    },
    certificates: { added: onlyIn(next, old, after), removed: onlyIn(old, next, before) },
    lists,
    newlyRevoked: sum(({ newlyRevoked }) => newlyRevoked),
    noLongerRevoked: sum(({ noLongerRevoked }) => noLongerRevoked),
    seals: counted(sealsOf(was), sealsOf(is)),
    sampleSigners: counted(was.sampleSigners ?? [], is.sampleSigners ?? []),
  };
}

function onlyIn(one: TrustSet, other: TrustSet, { bundle, additions }: Holding) {
  const known = new Set([...other.anchors, ...other.intermediates].map(({ fingerprint }) => fingerprint));
  return certificateViews(one, originsOf(bundle, additions)).filter(({ fingerprint }) => !known.has(fingerprint));
}

/** The newest list of each issuer and scope against its predecessor. */
async function listChanges(old: TrustSet, next: TrustSet): Promise<ListChange[]> {
  const [before, after] = [newestByKey(old), newestByKey(next)];
  const changes: ListChange[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    if (was?.fingerprint === is?.fingerprint) continue;
    const one = (is ?? was) as RevocationList;
    changes.push({
      issuer: one.issuer.text,
      scope: scopeOf(one),
      change: was && is ? "replaced" : is ? "added" : "removed",
      ...(was ? { before: factsOf(was) } : {}),
      ...(is ? { after: factsOf(is) } : {}),
      newlyRevoked: await missing(is, was),
      noLongerRevoked: await missing(was, is),
    });
  }
  return changes;
}

function newestByKey({ lists }: TrustSet): ReadonlyMap<string, RevocationList> {
  return new Map(lists.toReversed().map((list) => [listKey(list), list]));
}

function factsOf({ thisUpdate, nextUpdate, entries }: RevocationList) {
  return { thisUpdate, ...(nextUpdate === undefined ? {} : { nextUpdate }), entries: entries.count };
}

const IN_ONE_TURN = 10_000;

/** How many serial numbers of one list the other does not have. */
async function missing(one: RevocationList | undefined, other: RevocationList | undefined): Promise<number> {
  if (!one) return 0;
  if (!other) return one.entries.count;
  let [seen, count] = [0, 0];
  for (const serial of one.entries.serials()) {
    if (!other.entries.has(serial)) count += 1;
    seen += 1;
    if (seen % IN_ONE_TURN === 0) await nextTurn();
  }
  return count;
}

const sealsOf = ({ sealStatus }: TrustMaterial): readonly string[] =>
  sealStatus?.seals.map(({ sealId, status }) => `${status} ${sealId}`) ?? [];

function counted(before: readonly string[], after: readonly string[]) {
  const [was, is] = [new Set(before), new Set(after)];
  return {
    added: [...is].filter((one) => !was.has(one)).length,
    removed: [...was].filter((one) => !is.has(one)).length,
  };
}
