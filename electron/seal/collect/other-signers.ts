/** What the signatures of one signer leave open, a reader sees, and only somebody else protects (seals.md section 3, append semantics). */
import type { PartyFacts, SeenUnderOthers, UncoveredEntry } from "../facts.ts";
import { toHex } from "../hex.ts";
import type { UncoveredSignature } from "./signature.ts";

type Entries = ReadonlySet<UncoveredEntry>;

/**
 * By signature; nothing for one that does not hold: what it leaves open says nothing. Each set is walked once for its signer,
 * however many signatures there are.
 * @param open what each signature leaves open of the parts that a reader sees
 */
export function seenUnderOthers(
  signatures: readonly UncoveredSignature[],
  open: readonly Entries[],
): readonly (readonly SeenUnderOthers[])[] {
  const holding = signatures.flatMap(({ isIntegral }, k) => (isIntegral ? [k] : []));
  const openToAll = openIn(holding, open);
  const openToSeals = openIn(
    holding.filter((k) => signatures[k]?.seal),
    open,
  );
  const bySigner = Map.groupBy(holding, (k) => keyOf(signatures[k]?.signer) ?? k);
  const answers = new Map<number, readonly SeenUnderOthers[]>();
  for (const own of bySigner.values()) {
    const left = [...openIn(own, open)].filter((entry) => !openToAll.has(entry));
    const seen = left.map((entry) => ({ path: entry.path, bySeal: !openToSeals.has(entry) }));
    for (const k of own) answers.set(k, seen);
  }
  return signatures.map((_, k) => answers.get(k) ?? []);
}

/** What all of these signatures leave open. */
function openIn(some: readonly number[], open: readonly Entries[]): Entries {
  const [first, ...others] = some.map((k) => open[k] as Entries);
  return new Set([...(first ?? [])].filter((entry) => others.every((one) => one.has(entry))));
}

/** The key, which only its owner has: names can be alike. */
function keyOf(party: PartyFacts | undefined): string | undefined {
  const key = party?.certificate.kind === "present" ? party.certificate.certificate.publicKey : undefined;
  if (!key || key.kind === "other") return undefined;
  return toHex(key.kind === "sm2" ? key.point : key.info);
}
