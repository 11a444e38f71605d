/** A person changes the trust data: in the audit before it is done, and a refusal is in it, too. Screens and command line alike. */
import type { AuditDraft } from "../domain/audit/audit-entry.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { failed, type Result } from "../domain/result.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";
import type { GivenFile, ImportConsent, TrustDesk, TrustDifference, TrustStatus } from "./ports/trust.ts";

interface TrustImportParts {
  readonly trust: TrustDesk;
  readonly storage: Pick<Storage, "commit">;
  readonly clock: Clock;
}

type TrustRecord = Pick<AuditDraft, "action" | "clerk" | "detail">;

export async function importTrustFile(
  parts: TrustImportParts,
  file: GivenFile,
  consent: ImportConsent,
): Promise<Result<TrustStatus>> {
  const { trust, clock } = parts;
  const preview = await trust.preview(file, clock.now());
  const refusal = preview.ok ? refusalOf(preview.value, consent) : preview.fault;
  const detail = preview.ok ? factsOf(preview.value) : { sizeBytes: file.bytes.length };
  const record = { action: "trust.imported", clerk: file.by, detail } as const;
  if (refusal) return noteRefusal(parts, record, refusal);
  return auditedTrust(parts, record, () => trust.importFile(file, consent, clock.now()));
}

/** First the record, then the deed; that the deed failed is a second record. */
export async function auditedTrust<T>(
  parts: Omit<TrustImportParts, "trust">,
  record: TrustRecord,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const kept = await parts.storage.commit({ audit: [{ at: parts.clock.now(), ...record }] });
  if (!kept.ok) return kept;
  const result = await work();
  return result.ok ? result : noteRefusal(parts, record, result.fault);
}

async function noteRefusal<T>(
  { storage, clock }: Omit<TrustImportParts, "trust">,
  { clerk, detail }: TrustRecord,
  refusal: Fault,
): Promise<Result<T>> {
  const row = { at: clock.now(), action: "trust.refused", clerk, detail: { ...detail, fault: refusal.code } } as const;
  const kept = await storage.commit({ audit: [row] });
  return kept.ok ? failed(refusal) : kept;
}

/** What the preview says against it, and roots that nobody has compared. */
function refusalOf({ refusal, toConfirm }: TrustDifference, consent: ImportConsent): Fault | undefined {
  const isOverruled = refusal?.code === "trust.shrunk" && consent.isShrinkAllowed;
  if (refusal && !isOverruled) return refusal;
  const open = toConfirm.filter((fingerprint) => !consent.confirmed.includes(fingerprint));
  return open[0] === undefined ? undefined : fault("trust.not-confirmed", { fingerprint: open[0], roots: open.length });
}

function factsOf(preview: TrustDifference) {
  const { kind, fileSm3, sizeBytes, after, certificates, lists, newlyRevoked, noLongerRevoked, toConfirm } = preview;
  return {
    kind,
    fileSm3,
    sizeBytes,
    ...(after ? { issue: after.issue } : {}),
    certificatesAdded: certificates.added.length,
    certificatesRemoved: certificates.removed.length,
    lists: lists.length,
    newlyRevoked,
    noLongerRevoked,
    rootsConfirmed: toConfirm.length,
  };
}
