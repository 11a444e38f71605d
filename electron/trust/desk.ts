/** What an administrator does with the cache: looks at it, looks at a file before taking it, takes it. */
import type { GivenFile, ImportConsent, TrustDesk, TrustDifference, TrustStatus } from "../app/ports/trust.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { toHex } from "../seal/hex.ts";
import { sm3 } from "../seal/sm3.ts";
import { buildTrustSet } from "../seal/trust-set.ts";
import type { Additions } from "./additions.ts";
import type { SignedBundle } from "./bundle.ts";
import { differenceOf } from "./difference.ts";
import { listGenerations } from "./generations.ts";
import { looksLikeBundle } from "./import-files.ts";
import { judgeAdditions } from "./judge-additions.ts";
import type { TrustMemory } from "./memory-file.ts";
import { overviewOf } from "./overview.ts";
import type { PublisherMemory } from "./publishers.ts";
import type { Place, Skipped } from "./start-from-disk.ts";
import { bundleView, type CertificateView, certificateViews, type ListView, listViews, originsOf } from "./views.ts";

/** What the desk needs of the store beneath it. */
export interface DeskStore {
  readonly place: Place;
  readonly skipped: readonly Skipped[];
  generation(): number;
  reload(): Promise<void>;
  status(): TrustStatus;
  state(): {
    readonly bundle: SignedBundle | undefined;
    readonly memory: TrustMemory;
    readonly publishers: PublisherMemory;
    readonly additions: Additions;
    readonly attemptedAt: number | undefined;
    readonly lastFault: Fault | undefined;
  };
  current(): Parameters<typeof buildTrustSet>[0];
  openBundle(bytes: Uint8Array): Promise<Result<SignedBundle>>;
  refusalOf(bundle: SignedBundle, now: number, isShrinkAllowed: boolean): Fault | undefined;
  keepAdditions(judge: (held: Additions) => Result<Additions>): Promise<Result<TrustStatus>>;
  importFileBundle(bytes: Uint8Array, by: string, consent: ImportConsent, now: number): Promise<Result<TrustStatus>>;
}

export function createDesk(store: DeskStore): Pick<TrustDesk, "overview" | "preview" | "importFile"> {
  let views: { readonly generation: number; readonly certificates: CertificateView[]; readonly lists: ListView[] };
  const currentViews = () => {
    const generation = store.generation();
    if (views?.generation === generation) return views;
    const { bundle, additions } = store.state();
    const trust = buildTrustSet(store.current());
    const originOf = originsOf(bundle, additions);
    views = { generation, certificates: certificateViews(trust, originOf), lists: listViews(trust, originOf) };
    return views;
  };
  return {
    async overview(now) {
      await store.reload();
      const { bundle, memory, publishers, attemptedAt, lastFault } = store.state();
      const { pinned, folder } = store.place;
      const { listsAsOf } = store.status();
      const listed = await listGenerations(folder);
      return overviewOf(
        {
          ...{ bundle, memory, pinned, publishers, listsAsOf },
          ...currentViews(),
          refresh: {
            ...(attemptedAt === undefined ? {} : { attemptedAt }),
            ...(lastFault ? { fault: lastFault } : {}),
          },
          kept: listed.ok ? listed.value.map(({ issue }) => issue) : [],
          problems: store.skipped.map((one) => one.fault),
        },
        now,
      );
    },
    async preview(file, now) {
      await store.reload();
      return looksLikeBundle(file.bytes) ? previewBundle(store, file, now) : previewAdditions(store, file, now);
    },
    async importFile(file, consent, now) {
      if (looksLikeBundle(file.bytes)) return store.importFileBundle(file.bytes, file.by, consent, now);
      return store.keepAdditions((held) => consentedAdditions(store, file, held, consent, now));
    },
  };
}

function consentedAdditions(
  store: DeskStore,
  file: GivenFile,
  additions: Additions,
  { confirmed }: ImportConsent,
  now: number,
): Result<Additions> {
  const judged = judgeAdditions(file.bytes, { bundle: store.state().bundle, additions }, originOf(file, now));
  if (judged.refusal) return failed(judged.refusal);
  const open = judged.toConfirm.filter((fingerprint) => !confirmed.includes(fingerprint));
  if (open[0] !== undefined) return failed(fault("trust.not-confirmed", { fingerprint: open[0], roots: open.length }));
  return ok(judged.additions);
}

async function previewBundle(store: DeskStore, file: GivenFile, now: number): Promise<Result<TrustDifference>> {
  const opened = await store.openBundle(file.bytes);
  if (!opened.ok) return opened;
  const { bundle, additions } = store.state();
  const isHeld = bundle?.payloadDigest === opened.value.payloadDigest;
  const refusal = isHeld ? fault("trust.nothing-new") : store.refusalOf(opened.value, now, false);
  return ok({
    kind: "bundle",
    ...fileFacts(file),
    ...(refusal ? { refusal } : {}),
    toConfirm: [],
    ...(bundle ? { before: bundleView(bundle) } : {}),
    after: bundleView(opened.value),
    ...(await differenceOf({ bundle, additions }, { bundle: opened.value, additions })),
    unreadable: [],
  });
}

async function previewAdditions(store: DeskStore, file: GivenFile, now: number): Promise<Result<TrustDifference>> {
  const { bundle, additions } = store.state();
  const judged = judgeAdditions(file.bytes, { bundle, additions }, originOf(file, now));
  return ok({
    kind: "files",
    ...fileFacts(file),
    ...(judged.refusal ? { refusal: judged.refusal } : {}),
    toConfirm: [...judged.toConfirm],
    ...(await differenceOf({ bundle, additions }, { bundle, additions: judged.additions })),
    unreadable: [...judged.unreadable],
  });
}

function fileFacts({ bytes, fileName }: GivenFile) {
  return { fileName, fileSm3: toHex(sm3(bytes)), sizeBytes: bytes.length };
}

function originOf({ bytes, fileName, by }: GivenFile, at: number) {
  return { by, at, fileName, fileSm3: toHex(sm3(bytes)) };
}
