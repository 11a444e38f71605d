/** The start of the trust store: the newest generation that still verifies, and what was remembered beside it. */
import { type Fault, fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { type Additions, NO_ADDITIONS } from "./additions.ts";
import { ADDITIONS_FILE, readAdditions } from "./additions-file.ts";
import type { SignedBundle } from "./bundle.ts";
import { type GenerationFile, generationName, listGenerations, readGeneration } from "./generations.ts";
import { MEMORY_FILE, readMemory, type TrustMemory } from "./memory-file.ts";
import {
  afterAccepting,
  knownPublishers,
  NO_SUCCESSIONS,
  type PublisherMemory,
  publisherRefusal,
} from "./publishers.ts";
import { PUBLISHERS_FILE, readPublishers } from "./publishers-file.ts";

export interface Skipped {
  readonly file: string;
  readonly fault: Fault;
}

export interface DiskStart {
  readonly bundle: SignedBundle | undefined;
  readonly memory: TrustMemory;
  readonly publishers: PublisherMemory;
  readonly additions: Additions;
  readonly skipped: readonly Skipped[];
}

export type OpenBundle = (bytes: Uint8Array, publishers: readonly Uint8Array[]) => Promise<Result<SignedBundle>>;

export interface Place {
  readonly folder: string;
  readonly pinned: readonly Uint8Array[];
  readonly open: OpenBundle;
  /** In memory already: its file need not be read again. */
  readonly held?: SignedBundle | undefined;
}

export async function startFromDisk(place: Place): Promise<DiskStart> {
  const skipped: Skipped[] = [];
  const skip = (file: string, reason: Fault) => skipped.push(named(file, reason));
  const publishers = await readPublishers(place.folder);
  if (!publishers.ok) skip(PUBLISHERS_FILE, publishers.fault);
  const memory = await readMemory(place.folder);
  if (!memory.ok) skip(MEMORY_FILE, memory.fault);
  const additions = await readAdditions(place.folder);
  if (!additions.ok) skip(ADDITIONS_FILE, additions.fault);
  const listed = await listGenerations(place.folder);
  if (!listed.ok) skip(".", listed.fault);
  const known = memory.ok ? memory.value : {};
  const found = await newestWhole(place, upToRollBack(listed.ok ? listed.value : [], known), {
    memory: known,
    publishers: publishers.ok ? publishers.value : NO_SUCCESSIONS,
  });
  return {
    bundle: found.bundle,
    memory: withHighest(known, found.bundle),
    publishers: found.publishers,
    additions: additions.ok ? additions.value : NO_ADDITIONS,
    skipped: [...found.skipped, ...skipped],
  };
}

/** After a roll-back the newer generations are passed over, as long as one of the others is there. */
function upToRollBack(listed: readonly GenerationFile[], { rolledBack }: TrustMemory): readonly GenerationFile[] {
  const older = rolledBack ? listed.filter(({ issue }) => issue <= rolledBack.issue) : listed;
  return older.length > 0 ? older : listed;
}

type Known = Pick<DiskStart, "memory" | "publishers">;
type Found = Omit<DiskStart, "memory" | "additions">;

/** A bundle may announce the very key that signed a newer one: what was learnt is tried on the newer ones again. */
async function newestWhole(place: Place, listed: readonly GenerationFile[], known: Known): Promise<Found> {
  const skipped: Skipped[] = [];
  for (const { name } of listed) {
    const opened = await openGeneration(place, name, known);
    if (!opened.ok) {
      skipped.push(named(name, opened.fault));
      continue;
    }
    const { keyId, payload } = opened.value;
    const publishers = afterAccepting(known.publishers, { keyId, ...payload });
    const isUnknownBefore = skipped.some((one) => one.fault.code === "trust.unknown-publisher");
    const isLearnt = publishers.successions !== known.publishers.successions;
    if (isUnknownBefore && isLearnt) return newestWhole(place, listed, { ...known, publishers });
    return { bundle: opened.value, publishers, skipped };
  }
  return { bundle: undefined, publishers: known.publishers, skipped };
}

export async function openGeneration(place: Place, name: string, known: Known): Promise<Result<SignedBundle>> {
  const { folder, pinned, open, held } = place;
  if (held && generationName(held.payload.issue, held.payloadDigest) === name) return ok(held);
  const bytes = await readGeneration(folder, name);
  if (!bytes.ok) return bytes;
  const opened = await open(bytes.value, knownPublishers(pinned, known.publishers));
  if (!opened.ok) return opened;
  const { keyId, payload } = opened.value;
  // What was accepted while its key counted stays usable; a retired key brings nothing that was never accepted.
  const isNew = payload.issue > (known.memory.highest?.issue ?? 0);
  const refused = isNew ? publisherRefusal(keyId, pinned, known.publishers, 0) : undefined;
  return refused?.code === "trust.publisher-retired" ? failed(refused) : opened;
}

function named(file: string, reason: Fault): Skipped {
  return { file, fault: fault(reason.code, { ...reason.detail, file }) };
}

/** A crash between the switch and the memory leaves the memory one behind: what is held counts too. */
export function withHighest(memory: TrustMemory, bundle: SignedBundle | undefined): TrustMemory {
  if (!bundle || (memory.highest && memory.highest.issue >= bundle.payload.issue)) return memory;
  return { ...memory, highest: { issue: bundle.payload.issue, payloadDigest: bundle.payloadDigest } };
}
