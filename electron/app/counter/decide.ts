/** Turns a clerk's wish into a decision, or says why it may not be. Pure: what it needs is passed in. */
import {
  type CaseFile,
  currentDecision,
  type DecisionKind,
  type MaterialDecision,
} from "../../domain/case/case-file.ts";
import type { Assessment, AssessmentContext } from "../../domain/exemption/assess.ts";
import { type Proposal, proposeFor } from "../../domain/exemption/proposal.ts";
import { fault } from "../../domain/fault.ts";
import { type LicenseRecord, licenseVersion } from "../../domain/license/license-record.ts";
import { maskCitizenNumbersIn, maskNumber } from "../../domain/masking.ts";
import type { Material } from "../../domain/matter/matter.ts";
import { failed, ok, type Result } from "../../domain/result.ts";

export interface Wish {
  readonly materialId: string;
  readonly kind: DecisionKind;
  readonly reason?: string | undefined;
  readonly isSecondConfirmation?: boolean | undefined;
}

export interface DecideContext extends AssessmentContext {
  readonly now: number;
  readonly clerk: string;
}

export function decide(file: CaseFile, wish: Wish, context: DecideContext): Result<MaterialDecision> {
  const material = file.matter.materials.find((one) => one.id === wish.materialId);
  if (!material) return failed(fault("decision.not-allowed", { material: wish.materialId }));
  const proposal = proposeFor(material, file, context);
  const refused = refusal(material, file, wish, proposal);
  if (refused) return failed(refused);
  const before = currentDecision(file, material.id);
  const revision = (before?.revision ?? 0) + 1;
  const exempt = wish.kind === "exempted" && proposal.kind === "exempt" ? proposal : undefined;
  const seen = exempt ?? (proposal.kind === "not-exempt" ? proposal : undefined);
  return ok({
    materialId: material.id,
    kind: wish.kind,
    ...(wish.reason ? { reason: wish.reason } : {}),
    ...(seen ? { licenseId: seen.licenseId, assessment: seen.assessment } : {}),
    isRecheckRequired: exempt ? isProvisional(exempt.assessment, recordOf(file, exempt.licenseId)) : false,
    at: context.now,
    clerk: context.clerk,
    revision,
    deliveryKey: deliveryKey(file, material.id, exempt && recordOf(file, exempt.licenseId), revision),
    delivery: "queued",
  });
}

/** Decided on lists that are too old, on a file that the library was not asked about, or on what it said earlier: to be re-checked online. */
function isProvisional({ right, reasons }: Assessment, license: LicenseRecord | undefined): boolean {
  if (license?.source === "prefetched") return true;
  return right !== "yes" || reasons.some((reason) => reason.code === "status-not-checked");
}

/** Every material whose proposal exempts it and that nobody has decided yet. */
export function exemptable(
  file: CaseFile,
  context: AssessmentContext,
): readonly { id: string; needsSecond: boolean }[] {
  const groupsDone = new Set(
    file.matter.materials.filter((m) => m.orGroup && currentDecision(file, m.id)).map((m) => m.orGroup),
  );
  return file.matter.materials.flatMap((material) => {
    if (currentDecision(file, material.id) || groupsDone.has(material.orGroup ?? "")) return [];
    const proposal = proposeFor(material, file, context);
    if (proposal.kind !== "exempt") return [];
    // Of alternatives one is enough: the first that exempts speaks for its group.
    if (material.orGroup) groupsDone.add(material.orGroup);
    return [{ id: material.id, needsSecond: proposal.assessment.right === "second-confirmation" }];
  });
}

function refusal(material: Material, file: CaseFile, wish: Wish, proposal: Proposal) {
  const detail = { material: material.id, kind: wish.kind };
  const isCorrection = currentDecision(file, material.id) !== undefined;
  if ((wish.kind === "refused" || isCorrection) && !wish.reason) return fault("decision.reason-needed", detail);
  if (wish.kind === "deferred" && !material.deferrable) return fault("decision.not-allowed", detail);
  if (wish.kind === "pledged" && !material.pledgeable) return fault("decision.not-allowed", detail);
  if (wish.kind !== "exempted") return undefined;
  if (proposal.kind !== "exempt") return fault("decision.not-allowed", detail);
  const needsSecond = proposal.assessment.right === "second-confirmation" && !wish.isSecondConfirmation;
  return needsSecond ? fault("decision.second-confirmation", detail) : undefined;
}

export function recordOf(file: CaseFile, licenseId: string | undefined): LicenseRecord | undefined {
  return file.licenses.find((held) => held.record.licenseId === licenseId)?.record;
}

/**
 * Idempotency key: case + material + license identifier + version; a correction is another delivery. Keys are not sealed, so no number
 * of a person is in one whole: case, material and revision tell them apart without it.
 */
function deliveryKey(file: CaseFile, materialId: string, license: LicenseRecord | undefined, revision: number): string {
  const handle = license ? handleOf(license) : "none";
  const version = license ? licenseVersion(license) : "0";
  return [file.caseNo, materialId, handle, version, ...(revision > 1 ? [`r${revision}`] : [])].join(":");
}

function handleOf({ identifier, providerLicenseId }: LicenseRecord): string {
  if (identifier) return maskCitizenNumbersIn(identifier);
  // 证照编号 of an identity card is its holder's number.
  return providerLicenseId ? maskNumber(providerLicenseId) : "none";
}
