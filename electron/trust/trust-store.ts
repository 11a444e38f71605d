/**
 * The certificate cache (design.md section 7). A good copy is in memory and up to three are on disk; a bundle becomes the
 * current one only after it was verified, parsed, found sane and flushed to disk, and nothing that fails changes anything.
 */
import type { TrustStatus, TrustStore } from "../app/ports/trust.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { openBundle, type TrustBundle } from "./bundle.ts";
import { generationName, hasGeneration, pruneGenerations, writeGeneration } from "./generations.ts";
import { type TrustMemory, writeMemory } from "./memory-file.ts";
import { shrinkage } from "./shrinkage.ts";
import { type Skipped, startFromDisk } from "./start-from-disk.ts";
import { statusOf } from "./status-of.ts";
import { removeLeftovers } from "./write-durably.ts";

export interface TrustStoreOptions {
  readonly folder: string;
  /** Pinned publisher keys: uncompressed points, 65 bytes. Several while they change over. */
  readonly publishers: readonly Uint8Array[];
  /** Verifies and parses a bundle; in this thread unless another is given (bundles of 40 MB take a while). */
  readonly open?: (bytes: Uint8Array) => Promise<Result<TrustBundle>>;
}

export interface ImportOptions {
  /** The administrator has seen that it is half the size of the last one, and wants it all the same. */
  readonly allowShrink?: boolean;
}

export interface FileTrustStore extends TrustStore {
  importBundle(bytes: Uint8Array, now: number, etag?: string, options?: ImportOptions): Promise<Result<TrustStatus>>;
  /** Files that the start could not use, and why; the next older one was taken. */
  readonly skipped: readonly Skipped[];
}

const NOTHING: ReturnType<TrustStore["current"]> = { anchors: [], intermediates: [], crls: [] };

/** Loads the newest bundle that still verifies. Never fails: a store without anything says so by its status. */
export async function openTrustStore(options: TrustStoreOptions): Promise<FileTrustStore> {
  const open = options.open ?? (async (bytes: Uint8Array) => openBundle(bytes, options.publishers));
  const leftovers = await removeLeftovers(options.folder);
  const start = await startFromDisk(options.folder, open);
  const firstFault = start.skipped[0]?.fault ?? (leftovers.ok ? undefined : leftovers.fault);
  return new DiskTrustStore({ folder: options.folder, open, ...start, ...(firstFault ? { firstFault } : {}) });
}

interface Beginning {
  readonly folder: string;
  readonly open: (bytes: Uint8Array) => Promise<Result<TrustBundle>>;
  readonly bundle: TrustBundle | undefined;
  readonly memory: TrustMemory;
  readonly skipped: readonly Skipped[];
  readonly firstFault?: Fault;
}

class DiskTrustStore implements FileTrustStore {
  readonly skipped: readonly Skipped[];
  readonly #folder: string;
  readonly #open: Beginning["open"];
  #bundle: TrustBundle | undefined;
  #memory: TrustMemory;
  #lastFault: Fault | undefined;
  #generation = 0;
  /** Files that are no use and go with the next tidying; a good one written in a broken one's place is no longer among them. */
  readonly #broken: Set<string>;
  /** Imports and notes come one after the other, whoever asks. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ folder, open, bundle, memory, skipped, firstFault }: Beginning) {
    this.#folder = folder;
    this.#open = open;
    this.#bundle = bundle;
    this.#memory = memory;
    this.skipped = skipped;
    this.#broken = new Set(skipped.map(({ file }) => file));
    this.#lastFault = firstFault;
  }

  current() {
    return this.#bundle?.material ?? NOTHING;
  }

  generation(): number {
    return this.#generation;
  }

  status(): TrustStatus {
    return statusOf(this.#bundle, this.#memory.checkedAt, this.#lastFault, this.#memory.highest?.issue);
  }

  /** Only of the bundle that is really held: a tag of a lost one would make the province answer "unchanged". */
  etag(): string | undefined {
    const { tag } = this.#memory;
    return tag && tag.payloadDigest === this.#bundle?.payloadDigest ? tag.etag : undefined;
  }

  importBundle(bytes: Uint8Array, now: number, etag?: string, options: ImportOptions = {}) {
    return this.#inTurn(async () => {
      const imported = await this.#import(bytes, now, etag, options);
      this.#lastFault = imported.ok ? imported.value : imported.fault;
      return imported.ok ? ok(this.status()) : imported;
    });
  }

  noteRefresh(outcome: Result<undefined>, now: number): Promise<void> {
    return this.#inTurn(async () => {
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

  /** @returns a fault that did not keep the bundle from becoming current. */
  async #import(
    bytes: Uint8Array,
    now: number,
    etag: string | undefined,
    options: ImportOptions,
  ): Promise<Result<Fault | undefined>> {
    const opened = await this.#open(bytes);
    if (!opened.ok) return opened;
    const refused = this.#refusal(opened.value, options);
    if (refused) return failed(refused);
    const { payload, payloadDigest } = opened.value;
    const isHeld = payloadDigest === this.#bundle?.payloadDigest;
    if (!isHeld || !(await this.#isOnDisk())) {
      const name = generationName(payload.issue, payloadDigest);
      const written = await writeGeneration(this.#folder, name, bytes);
      if (!written.ok) return written;
      this.#broken.delete(name);
    }
    if (!isHeld) {
      this.#bundle = opened.value;
      this.#generation += 1;
    }
    const remembered = await this.#remember({
      ...this.#memory,
      highest: { issue: payload.issue, payloadDigest },
      // A tag says that it came from the province and not from a stick.
      ...(etag === undefined ? {} : { tag: { etag, payloadDigest }, checkedAt: now }),
    });
    const pruned = await pruneGenerations(this.#folder, this.#broken);
    return ok(remembered ?? (pruned.ok ? undefined : pruned.fault));
  }

  /** Refuses what is older than anything accepted before, the same issue with another content, and what shrank. */
  #refusal({ payload, payloadDigest }: TrustBundle, { allowShrink = false }: ImportOptions): Fault | undefined {
    const { highest } = this.#memory;
    if (
      highest &&
      (payload.issue < highest.issue || (payload.issue === highest.issue && payloadDigest !== highest.payloadDigest))
    ) {
      return fault("trust.rolled-back", { offered: payload.issue, accepted: highest.issue });
    }
    return this.#bundle && !allowShrink ? shrinkage(this.#bundle.payload, payload) : undefined;
  }

  async #isOnDisk(): Promise<boolean> {
    if (!this.#bundle) return false;
    const { payload, payloadDigest } = this.#bundle;
    return hasGeneration(this.#folder, generationName(payload.issue, payloadDigest));
  }

  /** Memory counts at once; that it could not be written is told and harms nothing until the next start. */
  async #remember(memory: TrustMemory): Promise<Fault | undefined> {
    this.#memory = memory;
    const written = await writeMemory(this.#folder, memory);
    return written.ok ? undefined : written.fault;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}
