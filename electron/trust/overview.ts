/** Everything that the administrator's screen shows of the trust data, and what runs out when. */
import type { TrustOverview } from "../app/ports/trust.ts";
import type { Fault } from "../domain/fault.ts";
import { type AgeBand, ageBand, OUTAGE_TABLE } from "../domain/trust-age/outage-policy.ts";
import type { SignedBundle } from "./bundle.ts";
import type { GenerationRecord, TrustMemory } from "./memory-file.ts";
import { type PublisherKey, type PublisherMemory, publisherKeys } from "./publishers.ts";
import { type BundleView, bundleView, type CertificateView, type ListView } from "./views.ts";

export interface OverviewParts {
  readonly bundle: SignedBundle | undefined;
  readonly memory: TrustMemory;
  readonly pinned: readonly Uint8Array[];
  readonly publishers: PublisherMemory;
  readonly listsAsOf: number | undefined;
  readonly certificates: readonly CertificateView[];
  readonly lists: readonly ListView[];
  readonly refresh: { readonly attemptedAt?: number; readonly fault?: Fault };
  /** Issues on disk. */
  readonly kept: readonly number[];
  readonly problems: readonly Fault[];
}

type Deadline = TrustOverview["deadlines"][number];

/** A certificate's end is told when it is this near. */
const CERTIFICATE_NOTICE_MS = 90 * 86_400_000;

export function overviewOf(parts: OverviewParts, now: number): TrustOverview {
  const { bundle, memory, pinned, listsAsOf, certificates, lists, refresh, kept, problems } = parts;
  const publishers = publisherKeys(pinned, parts.publishers, now);
  const { checkedAt, highest } = memory;
  const inUse = bundle?.payload.issue;
  return {
    now,
    band: ageBand(listsAsOf === undefined ? undefined : now - listsAsOf),
    ...(listsAsOf === undefined ? {} : { listsAsOf }),
    ...(bundle ? { bundle: wholeBundleView(bundle) } : {}),
    ...(highest ? { highestIssue: highest.issue } : {}),
    isRolledBack: inUse !== undefined && highest !== undefined && inUse < highest.issue,
    canRollBack: inUse !== undefined && kept.some((issue) => issue < inUse),
    publishers: [...publishers],
    certificates: [...certificates],
    lists: [...lists],
    refresh: { ...(checkedAt === undefined ? {} : { checkedAt }), ...refresh },
    deadlines: [
      ...dataDeadlines(bundle, listsAsOf),
      ...elementDeadlines(certificates, lists, now),
      ...keyDeadlines(publishers),
    ].sort((a, b) => a.at - b.at),
    generations: generationViews(memory.history ?? [], kept, bundle),
    problems: [...problems],
  };
}

function wholeBundleView(bundle: SignedBundle): BundleView {
  const { sampleSigners, sealStatus } = bundle.payload;
  return {
    ...bundleView(bundle),
    sampleSigners: sampleSigners.length,
    ...(sealStatus
      ? {
          seals: {
            issuedAt: sealStatus.issuedAt,
            nextUpdate: sealStatus.nextUpdate,
            entries: sealStatus.entries.length,
          },
        }
      : {}),
  };
}

function dataDeadlines(bundle: SignedBundle | undefined, listsAsOf: number | undefined): Deadline[] {
  const due: Deadline[] = bundle ? [{ kind: "bundle-due", at: bundle.payload.nextUpdate }] : [];
  if (listsAsOf === undefined) return due;
  return [
    ...due,
    { kind: "age-late", at: listsAsOf + endOf("aging") },
    { kind: "age-stale", at: listsAsOf + endOf("late") },
    { kind: "age-expired", at: listsAsOf + endOf("stale") },
  ];
}

function endOf(band: AgeBand): number {
  return OUTAGE_TABLE.find((row) => row.band === band)?.upToMs ?? 0;
}

function elementDeadlines(
  certificates: readonly CertificateView[],
  lists: readonly ListView[],
  now: number,
): readonly Deadline[] {
  return [
    ...lists
      .filter(({ isActive }) => isActive)
      .map(({ failsFrom, issuer }): Deadline => ({ kind: "list-due", at: failsFrom, name: issuer })),
    ...certificates
      .filter(({ notAfter }) => notAfter < now + CERTIFICATE_NOTICE_MS)
      .map(({ notAfter, subject }): Deadline => ({ kind: "certificate-ends", at: notAfter, name: subject })),
  ];
}

function keyDeadlines(publishers: readonly PublisherKey[]): readonly Deadline[] {
  return publishers.flatMap(({ until, keyId, state }): Deadline[] => {
    return until === undefined || state === "retired" ? [] : [{ kind: "publisher-key-ends", at: until, name: keyId }];
  });
}

/** Newest first; of an issue that came and went, the last event is the current one. */
function generationViews(
  history: readonly GenerationRecord[],
  kept: readonly number[],
  bundle: SignedBundle | undefined,
): TrustOverview["generations"] {
  const current = history.findLast(({ payloadDigest }) => payloadDigest === bundle?.payloadDigest);
  return history
    .map(({ payloadDigest: _, ...record }, index) => ({
      ...record,
      isKept: kept.includes(record.issue),
      isCurrent: history[index] === current,
    }))
    .toReversed();
}
