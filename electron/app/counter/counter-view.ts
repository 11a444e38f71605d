/** The state as the clerk's screen may see it: masked, with proposals derived for the moment. Pure. */
import type { CaseView, CounterView, LicenseView, MaterialView, ProposalView } from "../../contract/counter.ts";
import {
  type CaseEntry,
  type CaseFile,
  currentDecision,
  type HeldLicense,
  type MaterialDecision,
} from "../../domain/case/case-file.ts";
import { type CounterState, isInCase, type ReadyState } from "../../domain/case/case-state.ts";
import { undecidedMaterials } from "../../domain/case/progress.ts";
import type { AssessmentContext } from "../../domain/exemption/assess.ts";
import { type Proposal, proposeFor } from "../../domain/exemption/proposal.ts";
import { isOrganization } from "../../domain/identifier/holder-code-type.ts";
import { prefetchedAt } from "../../domain/license/license-record.ts";
import { maskHolderName, maskNumber } from "../../domain/masking.ts";
import type { LicenseType, Material } from "../../domain/matter/matter.ts";
import type { Holder } from "../../domain/person/person.ts";
import { present } from "../../domain/present.ts";
import { type Verdict, verdictFace } from "../../domain/verdict/verdict.ts";
import { exemptable } from "./decide.ts";
import type { PhotoKeep } from "./photo-keep.ts";

export interface ViewContext {
  readonly assessment: (file: CaseFile) => AssessmentContext;
  readonly licenseTypes: readonly LicenseType[];
  readonly photos: Pick<PhotoKeep, "viewOf">;
}

export function counterView(state: CounterState, context: ViewContext): CounterView {
  if (state.kind === "signed-out") return { phase: "signed-out", isLocked: false };
  // Whoever stands before a locked terminal may be anybody: that a case is open is all that is said of it.
  if (state.isLocked) return { phase: state.kind, isLocked: true, clerk: state.clerk };
  const matter = isInCase(state) ? state.file.matter : state.matter;
  return {
    phase: state.kind,
    isLocked: false,
    clerk: state.clerk,
    ...(matter
      ? { matter: { code: matter.code, name: matter.name, department: matter.department, highRisk: matter.highRisk } }
      : {}),
    ...(isInCase(state) ? { case: caseView(state.file, context) } : interruptedPart(state)),
    ...(!isInCase(state) && state.notice ? { notice: state.notice } : {}),
  };
}

function interruptedPart(state: ReadyState): Pick<CounterView, "interrupted"> {
  if (!state.interrupted) return {};
  const { phase, file } = state.interrupted;
  const personName = file.person ? maskedPerson(file.person).name : undefined;
  return {
    interrupted: {
      caseNo: file.caseNo,
      matterName: file.matter.name,
      phase,
      openedAt: file.openedAt,
      ...(personName ? { personName } : {}),
    },
  };
}

function caseView(file: CaseFile, context: ViewContext): CaseView {
  const assessment = context.assessment(file);
  return {
    caseId: file.id,
    caseNo: file.caseNo,
    openedAt: file.openedAt,
    entry: entryView(file.entry),
    ...present({ photo: context.photos.viewOf(file.id) ?? (file.entry.card && { gap: "not-kept" as const }) }),
    ...(file.person ? { person: maskedPerson(file.person) } : {}),
    ...(file.consent ? { consent: { kind: file.consent.kind, state: file.consent.state, at: file.consent.at } } : {}),
    materials: file.matter.materials.map((material) => materialView(material, file, { ...context, at: assessment })),
    licenses: file.licenses.map((held) => licenseView(held, assessment.mode)),
    undecided: [...undecidedMaterials(file)],
    exemptable: exemptable(file, assessment).length,
    ...(file.notice ? { notice: file.notice } : {}),
  };
}

function entryView({ way, family, card }: CaseEntry): CaseView["entry"] {
  return present({ way, family, card: card && { type: card.type, notes: [...card.notes] } });
}

export function maskedPerson(person: Holder): { name: string; number: string; isOrganization: boolean } {
  const isGroup = isOrganization(person.codeType);
  return { name: maskHolderName(person.name, isGroup), number: maskNumber(person.code), isOrganization: isGroup };
}

function materialView(
  material: Material,
  file: CaseFile,
  context: ViewContext & { at: AssessmentContext },
): MaterialView {
  const codes = material.mapping?.anyOf.flatMap((option) => option.licenseTypes) ?? [];
  const types = context.licenseTypes.filter((type) => codes.includes(type.code));
  const [first] = types;
  const decision = currentDecision(file, material.id);
  return {
    id: material.id,
    name: material.name,
    required: material.required,
    ...(material.orGroup ? { orGroup: material.orGroup } : {}),
    deferrable: material.deferrable,
    pledgeable: material.pledgeable,
    ...(material.legalBasis ? { legalBasis: material.legalBasis } : {}),
    licenseTypeNames: types.map((type) => type.name),
    ...(first ? { collection: { since: first.collectedSince, cycle: first.updateCycle } } : {}),
    proposal: proposalView(proposeFor(material, file, context.at)),
    ...(decision ? { decision: decisionView(decision) } : {}),
  };
}

function proposalView(proposal: Proposal): ProposalView {
  switch (proposal.kind) {
    case "exempt":
    case "not-exempt": {
      const { face, right, reasons } = proposal.assessment;
      return {
        kind: proposal.kind,
        licenseId: proposal.licenseId,
        face,
        right,
        reasons: reasons.map(({ code, detail }) => (detail ? { code, detail: { ...detail } } : { code })),
      };
    }
    case "missing":
      return proposal.fault ? { kind: "missing", fault: proposal.fault } : { kind: "missing" };
    default:
      return { kind: proposal.kind };
  }
}

function decisionView(decision: MaterialDecision): NonNullable<MaterialView["decision"]> {
  const { kind, reason, licenseId, at, revision, isRecheckRequired, delivery, receiptNo } = decision;
  return present({ kind, reason, licenseId, at, revision, isRecheckRequired, delivery, receiptNo });
}

function licenseView({ record, verdict }: HeldLicense, mode: "training" | "live"): LicenseView {
  const { licenseId, typeName, name, issueDate, validFrom, validTo, status, source, identifierCheck } = record;
  return present({
    licenseId,
    typeName,
    name,
    number: maskNumber(record.number),
    holders: record.holders.map((holder) => maskedPerson(holder).name),
    issuer: record.issuerName,
    issueDate,
    validFrom,
    validTo,
    status,
    source,
    prefetchedAt: prefetchedAt(record),
    identifierCheck,
    verdict: verdict && verdictView(verdict, mode),
  });
}

function verdictView(verdict: Verdict, mode: "training" | "live"): NonNullable<LicenseView["verdict"]> {
  const { policyVersion: _, ...shown } = verdict;
  return { ...shown, codes: [...shown.codes], face: verdictFace(verdict, mode) };
}
