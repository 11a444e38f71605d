/** Commands of `contract/trust.ts`. What changes trust is in the audit before it is done; a refusal is in it, too. */
import type { AuditAction, AuditDraft } from "../../domain/audit/audit-entry.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { GivenFile, ImportConsent, TrustDifference } from "../ports/trust.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { createTrustUploads } from "../trust-uploads.ts";
import { done, type HandlersOf } from "./handler.ts";

type Names = "trust.overview" | "trust.upload" | "trust.preview" | "trust.import" | "trust.remove" | "trust.roll-back";

export function trustHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { trust, clock } = parts;
  const uploads = createTrustUploads(clock, parts.identifiers);
  const account = () => accountOf(parts);
  return {
    "trust.overview": async () => ok(await trust.overview(clock.now())),
    "trust.upload": (piece) => uploads.add(piece, account()),
    "trust.preview": async ({ uploadId }) => {
      const file = uploads.file(uploadId, account());
      return file.ok ? trust.preview(file.value, clock.now()) : file;
    },
    "trust.import": async ({ uploadId, confirmed, isShrinkAllowed = false }) => {
      const file = uploads.file(uploadId, account());
      if (!file.ok) return file;
      const imported = await importFile(parts, file.value, { confirmed, isShrinkAllowed });
      if (imported.ok) uploads.drop();
      return done(Promise.resolve(imported));
    },
    "trust.remove": ({ fingerprint }) =>
      done(audited(parts, "trust.removed", { fingerprint }, () => trust.remove(fingerprint, clock.now()))),
    "trust.roll-back": async () => {
      const { issue = 0 } = (await trust.overview(clock.now())).bundle ?? {};
      const rolled = await audited(parts, "trust.rolled-back", { from: issue }, () =>
        trust.rollBack(account(), clock.now()),
      );
      return rolled.ok ? ok({ issue: rolled.value.issue ?? 0 }) : rolled;
    },
  };
}

async function importFile(parts: TerminalParts, file: GivenFile, consent: ImportConsent): Promise<Result<unknown>> {
  const { trust, clock } = parts;
  const preview = await trust.preview(file, clock.now());
  const refusal = preview.ok ? refusalOf(preview.value, consent) : preview.fault;
  const facts = preview.ok ? factsOf(preview.value) : { sizeBytes: file.bytes.length };
  if (refusal) return noted(parts, facts, refusal);
  return audited(parts, "trust.imported", facts, () => trust.importFile(file, consent, clock.now()));
}

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

/** First the record, then the deed; that the deed failed is a second record. */
async function audited<T>(
  parts: TerminalParts,
  action: AuditAction,
  detail: NonNullable<AuditDraft["detail"]>,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const clerk = accountOf(parts);
  const kept = await parts.storage.commit({ audit: [{ at: parts.clock.now(), action, clerk, detail }] });
  if (!kept.ok) return kept;
  const result = await work();
  if (!result.ok) return noted(parts, detail, result.fault);
  parts.publish("status.changed", parts.status.view());
  return result;
}

async function noted<T>(
  { storage, clock, counter }: TerminalParts,
  detail: NonNullable<AuditDraft["detail"]>,
  refusal: Fault,
): Promise<Result<T>> {
  const clerk = accountOf({ counter });
  const row = { at: clock.now(), action: "trust.refused", clerk, detail: { ...detail, fault: refusal.code } } as const;
  const kept = await storage.commit({ audit: [row] });
  return kept.ok ? failed(refusal) : kept;
}

/** The dispatcher lets only a signed-in administrator through. */
function accountOf({ counter }: Pick<TerminalParts, "counter">): string {
  const state = counter.state();
  return state.kind === "signed-out" ? "system" : state.clerk.account;
}
