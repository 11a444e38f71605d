/**
 * The certificate cache (design.md section 7). A good copy is in memory and up to three are on disk; a bundle becomes the
 * current one only after it was verified, parsed, found sane and flushed to disk, and nothing that fails changes anything.
 */
import type { ImportConsent, TrustDesk, TrustStatus, TrustStore } from "../app/ports/trust.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { TrustMaterial } from "../seal/trust-set.ts";
import { type Additions, mergedMaterial, withoutAddition } from "./additions.ts";
import { ADDITIONS_FILE, writeAdditions } from "./additions-file.ts";
import { openBundle, type SignedBundle } from "./bundle.ts";
import { createDesk, type DeskStore } from "./desk.ts";
import { generationName, hasGeneration, listGenerations, pruneGenerations, writeGeneration } from "./generations.ts";
import { MEMORY_FILE, type TrustMemory, withRecord, writeMemory } from "./memory-file.ts";
import { afterAccepting, knownPublishers, type PublisherMemory, publisherRefusal } from "./publishers.ts";
import { PUBLISHERS_FILE, writePublishers } from "./publishers-file.ts";
import { recordOf } from "./record-of.ts";
import { shrinkage } from "./shrinkage.ts";
import {
  type DiskStart,
  type OpenBundle,
  openGeneration,
  type Place,
  type Skipped,
  startFromDisk,
  withHighest,
} from "./start-from-disk.ts";
import { statusOf } from "./status-of.ts";
import { removeLeftovers, stampsOf } from "./write-durably.ts";

export interface TrustStoreOptions {
  readonly folder: string;
  /** Pinned publisher keys: uncompressed points, 65 bytes. Their announced successors are remembered in the folder. */
  readonly publishers: readonly Uint8Array[];
  /** Verifies and parses a bundle; in this thread unless another is given (bundles of 40 MB take a while). */
  readonly open?: OpenBundle;
}

export interface ImportOptions {
  /** The administrator has seen that it is half the size of the last one, and wants it all the same. */
  readonly allowShrink?: boolean;
  /** Who gave the file. */
  readonly by?: string;
}

export interface FileTrustStore extends TrustStore, TrustDesk {
  importBundle(bytes: Uint8Array, now: number, etag?: string, options?: ImportOptions): Promise<Result<TrustStatus>>;
  /** Files that the start could not use, and why; the next older one was taken. */
  readonly skipped: readonly Skipped[];
}

/** Loads the newest bundle that still verifies. Never fails: a store without anything says so by its status. */
export async function openTrustStore(options: TrustStoreOptions): Promise<FileTrustStore> {
  const { folder, publishers: pinned, open = async (...given) => openBundle(...given) } = options;
  const leftovers = await removeLeftovers(folder);
  const place = { folder, pinned, open };
  const stamps = await stampsOf(folder);
  const start = await startFromDisk(place);
  const firstFault = start.skipped[0]?.fault ?? (leftovers.ok ? undefined : leftovers.fault);
  const store = new DiskTrustStore(place, start, stamps, firstFault);
  return Object.assign(store, createDesk(store));
}

class DiskTrustStore implements TrustStore, DeskStore {
  readonly skipped: readonly Skipped[];
  readonly place: Place;
  #bundle: SignedBundle | undefined;
  #memory: TrustMemory;
  #publishers: PublisherMemory;
  #additions: Additions;
  #material: TrustMaterial;
  #lastFault: Fault | undefined;
  #attemptedAt: number | undefined;
  #generation = 0;
  /** What each file looked like when it was last read or written here. */
  #stamps: ReadonlyMap<string, string>;
  /** Files that are no use and go with the next tidying; a good one written in a broken one's place is no longer among them. */
  readonly #broken: Set<string>;
  /** Imports and notes come one after the other, whoever asks. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(place: Place, start: DiskStart, stamps: ReadonlyMap<string, string>, firstFault: Fault | undefined) {
    this.place = place;
    this.#bundle = start.bundle;
    this.#memory = start.memory;
    this.#publishers = start.publishers;
    this.#additions = start.additions;
    this.#material = mergedMaterial(start.bundle, start.additions);
    this.skipped = start.skipped;
    this.#stamps = stamps;
    this.#broken = new Set(start.skipped.map(({ file }) => file));
    this.#lastFault = firstFault;
  }

  current(): TrustMaterial {
    return this.#material;
  }

  generation(): number {
    return this.#generation;
  }

  status(): TrustStatus {
    return statusOf(this.#bundle, this.#memory, this.#lastFault, this.#additions);
  }

  /** Only of the bundle that is really held: a tag of a lost one would make the province answer "unchanged". */
  etag(): string | undefined {
    const { tag } = this.#memory;
    return tag && tag.payloadDigest === this.#bundle?.payloadDigest ? tag.etag : undefined;
  }

  state() {
    return {
      bundle: this.#bundle,
      memory: this.#memory,
      publishers: this.#publishers,
      additions: this.#additions,
      attemptedAt: this.#attemptedAt,
      lastFault: this.#lastFault,
    };
  }

  reload(): Promise<void> {
    return this.#inTurn(() => this.#reload());
  }

  importBundle(bytes: Uint8Array, now: number, etag?: string, options: ImportOptions = {}) {
    return this.#inTurn(async () => {
      await this.#reload();
      if (etag !== undefined) this.#attemptedAt = now;
      const imported = await this.#import(bytes, now, etag, options);
      this.#lastFault = imported.ok ? imported.value : imported.fault;
      return imported.ok ? ok(this.status()) : imported;
    });
  }

  noteRefresh(outcome: Result<undefined>, now: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#reload();
      this.#attemptedAt = now;
      if (!outcome.ok) {
        this.#lastFault = outcome.fault;
        return;
      }
      const { tag, ...rest } = this.#memory;
      // Without its file the bundle lives only as long as this process: the next answer must bring it whole again.
      const keepsTag = tag !== undefined && (await this.#isOnDisk());
      this.#lastFault = await this.#remember({ ...rest, checkedAt: now, ...(keepsTag ? { tag } : {}) });
    });
  }

  /** Why this bundle would not become the current one now. */
  refusalOf({ payload, payloadDigest, keyId }: SignedBundle, now: number, isShrinkAllowed: boolean): Fault | undefined {
    const retired = publisherRefusal(keyId, this.place.pinned, this.#publishers, now);
    if (retired) return retired;
    const { highest } = this.#memory;
    if (
      highest &&
      (payload.issue < highest.issue || (payload.issue === highest.issue && payloadDigest !== highest.payloadDigest))
    ) {
      return fault("trust.rolled-back", { offered: payload.issue, accepted: highest.issue });
    }
    return this.#bundle && !isShrinkAllowed ? shrinkage(this.#bundle.payload, payload) : undefined;
  }

  openBundle(bytes: Uint8Array): Promise<Result<SignedBundle>> {
    return this.place.open(bytes, knownPublishers(this.place.pinned, this.#publishers));
  }

  /** @param judge what is to be kept, or why not; asked in turn, so that it sees what it will be added to. */
  keepAdditions(judge: (held: Additions) => Result<Additions>): Promise<Result<TrustStatus>> {
    return this.#inTurn(async () => {
      await this.#reload();
      const judged = judge(this.#additions);
      if (!judged.ok) return judged;
      const written = await writeAdditions(this.place.folder, judged.value);
      if (!written.ok) return written;
      this.#hold(this.#bundle, judged.value);
      await this.#noteOwn(ADDITIONS_FILE);
      return ok(this.status());
    });
  }

  importFileBundle(bytes: Uint8Array, by: string, { isShrinkAllowed }: ImportConsent, now: number) {
    return this.importBundle(bytes, now, undefined, { allowShrink: isShrinkAllowed, by });
  }

  remove(fingerprint: string): Promise<Result<TrustStatus>> {
    return this.keepAdditions((held) => {
      const rest = withoutAddition(held, fingerprint);
      return rest ? ok(rest) : failed(fault("trust.not-imported", { fingerprint }));
    });
  }

  rollBack(by: string, now: number): Promise<Result<TrustStatus>> {
    return this.#inTurn(async () => {
      await this.#reload();
      const older = await this.#nextOlder();
      if (!older.ok) return older;
      const { issue } = older.value.payload;
      const rolledBack = { issue, payloadDigest: older.value.payloadDigest };
      const record = recordOf(older.value, { at: now, event: "rolled-back", way: "file", by });
      // Kept before it counts: a restart must not come back to the generation that was left.
      const memory = withRecord({ ...this.#memory, rolledBack }, record);
      const written = await writeMemory(this.place.folder, memory);
      if (!written.ok) return written;
      this.#memory = memory;
      this.#hold(older.value, this.#additions);
      await this.#noteOwn(MEMORY_FILE);
      return ok(this.status());
    });
  }

  async #nextOlder(): Promise<Result<SignedBundle>> {
    const current = this.#bundle?.payload.issue ?? 0;
    const listed = await listGenerations(this.place.folder);
    for (const { name, issue } of listed.ok ? listed.value : []) {
      if (issue >= current) continue;
      const opened = await openGeneration(this.place, name, { memory: this.#memory, publishers: this.#publishers });
      if (opened.ok) return opened;
    }
    return failed(fault("trust.nothing-older", { issue: current }));
  }

  /** @returns a fault that did not keep the bundle from becoming current. */
  async #import(
    bytes: Uint8Array,
    now: number,
    etag: string | undefined,
    { allowShrink = false, by }: ImportOptions,
  ): Promise<Result<Fault | undefined>> {
    const opened = await this.openBundle(bytes);
    if (!opened.ok) return opened;
    const refused = this.refusalOf(opened.value, now, allowShrink);
    if (refused) return failed(refused);
    const { payload, payloadDigest } = opened.value;
    const isHeld = payloadDigest === this.#bundle?.payloadDigest;
    if (!isHeld || !(await this.#isOnDisk())) {
      const name = generationName(payload.issue, payloadDigest);
      const written = await writeGeneration(this.place.folder, name, bytes);
      if (!written.ok) return written;
      this.#broken.delete(name);
      await this.#noteOwn(name);
    }
    if (!isHeld) this.#hold(opened.value, this.#additions);
    const { rolledBack: _, ...memory } = this.#memory;
    const way = etag === undefined ? ("file" as const) : ("network" as const);
    const record = recordOf(opened.value, { at: now, event: "imported", way, ...(by === undefined ? {} : { by }) });
    const remembered = await this.#remember({
      ...(isHeld ? memory : withRecord(memory, record)),
      highest: { issue: payload.issue, payloadDigest },
      // A tag says that it came from the province and not from a stick.
      ...(etag === undefined ? {} : { tag: { etag, payloadDigest }, checkedAt: now }),
    });
    const learnt = await this.#learnPublishers(opened.value);
    const pruned = await pruneGenerations(this.place.folder, this.#broken);
    return ok(remembered ?? learnt ?? (pruned.ok ? undefined : pruned.fault));
  }

  #hold(bundle: SignedBundle | undefined, additions: Additions): void {
    this.#bundle = bundle;
    this.#additions = additions;
    this.#material = mergedMaterial(bundle, additions);
    this.#generation += 1;
  }

  /** What is gone or damaged in the folder stays in memory; what another process has put there counts. */
  async #reload(): Promise<void> {
    const stamps = await stampsOf(this.place.folder);
    const changed = new Set([...stamps.keys()].filter((name) => stamps.get(name) !== this.#stamps.get(name)));
    if (changed.size === 0) return;
    this.#stamps = stamps;
    const found = await startFromDisk({ ...this.place, held: this.#bundle });
    const unusable = new Set(found.skipped.map(({ file }) => file));
    const isNews = (file: string) => changed.has(file) && !unusable.has(file);
    if (isNews(MEMORY_FILE)) this.#memory = withHighestOf(found.memory, this.#memory);
    if (isNews(PUBLISHERS_FILE)) this.#publishers = found.publishers;
    const additions = isNews(ADDITIONS_FILE) ? found.additions : this.#additions;
    const isNewer = (found.bundle?.payload.issue ?? 0) > (this.#bundle?.payload.issue ?? 0);
    const bundle = isNewer || this.#memory.rolledBack ? (found.bundle ?? this.#bundle) : this.#bundle;
    if (bundle !== this.#bundle || additions !== this.#additions) this.#hold(bundle, additions);
    this.#memory = withHighest(this.#memory, bundle);
    const problem = found.skipped.find(({ file }) => changed.has(file));
    if (problem) this.#lastFault = problem.fault;
  }

  /** What was written here is no news. */
  async #noteOwn(...names: readonly string[]): Promise<void> {
    const stamps = await stampsOf(this.place.folder);
    const own = names.flatMap((name): [string, string][] => {
      const stamp = stamps.get(name);
      return stamp === undefined ? [] : [[name, stamp]];
    });
    this.#stamps = new Map([...this.#stamps, ...own]);
  }

  async #isOnDisk(): Promise<boolean> {
    if (!this.#bundle) return false;
    const { payload, payloadDigest } = this.#bundle;
    return hasGeneration(this.place.folder, generationName(payload.issue, payloadDigest));
  }

  /** Memory counts at once; that it could not be written is told and harms nothing until the next start. */
  async #remember(memory: TrustMemory): Promise<Fault | undefined> {
    this.#memory = memory;
    const written = await writeMemory(this.place.folder, memory);
    await this.#noteOwn(MEMORY_FILE);
    return written.ok ? undefined : written.fault;
  }

  /** Like the memory: counts at once, and the bundle on disk says it again at the next start. */
  async #learnPublishers({ keyId, payload }: SignedBundle): Promise<Fault | undefined> {
    const publishers = afterAccepting(this.#publishers, { keyId, ...payload });
    if (publishers === this.#publishers) return undefined;
    this.#publishers = publishers;
    const written = await writePublishers(this.place.folder, publishers);
    await this.#noteOwn(PUBLISHERS_FILE);
    return written.ok ? undefined : written.fault;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

/** What another process remembered, but never a lower issue than was accepted here. */
function withHighestOf(found: TrustMemory, mine: TrustMemory): TrustMemory {
  const isLower = mine.highest && (found.highest?.issue ?? 0) < mine.highest.issue;
  return isLower ? { ...found, highest: mine.highest } : found;
}
