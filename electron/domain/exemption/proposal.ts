/** What the terminal proposes for each material of a case: exempt it by which license, or why not. Derived, never stored. */
import type { CaseFile } from "../case/case-file.ts";
import type { Fault } from "../fault.ts";
import type { MappingOption, Material } from "../matter/matter.ts";
import { FACES } from "../verdict/verdict.ts";
import { type Assessment, type AssessmentContext, assessLicense } from "./assess.ts";

export type Proposal =
  /** Exempt by this license; `right` says whether a second confirmation is needed. */
  | { readonly kind: "exempt"; readonly licenseId: string; readonly assessment: Assessment }
  /** A license is there and does not exempt: the reasons say why. */
  | { readonly kind: "not-exempt"; readonly licenseId: string; readonly assessment: Assessment }
  /** A license may exempt and could not be had. */
  | { readonly kind: "missing"; readonly fault: Fault | undefined }
  /** Fetching or verifying still runs. */
  | { readonly kind: "pending" }
  /** No license is mapped: this material comes on paper, or by deferral or pledge. */
  | { readonly kind: "paper" };

export function proposeFor(material: Material, file: CaseFile, context: AssessmentContext): Proposal {
  const options = material.mapping?.anyOf ?? [];
  if (options.length === 0) return { kind: "paper" };
  const types = options.flatMap((option) => option.licenseTypes);
  const requests = file.requests.filter((request) => types.includes(request.typeCode));
  const held = file.licenses.filter((license) => types.includes(license.record.typeCode));
  const best = bestOf(
    options.flatMap((option) =>
      held.flatMap(({ record, verdict }) =>
        verdict && option.licenseTypes.includes(record.typeCode)
          ? [{ licenseId: record.licenseId, assessment: assessLicense(record, verdict, option, context) }]
          : [],
      ),
    ),
  );
  if (best && best.assessment.right !== "no") return { kind: "exempt", ...best };
  const isPending =
    isWaitedFor(requests, held) || (options.some(isForAnother) && isWaitedFor(file.requests, file.licenses));
  if (isPending) return { kind: "pending" };
  if (best) return { kind: "not-exempt", ...best };
  return { kind: "missing", fault: requests.find((request) => request.state === "failed")?.fault };
}

/** Who may act for whom is told by the other licenses: until all are in, "somebody else's" would be too early. */
function isForAnother(option: MappingOption): boolean {
  return option.holderRole !== "applicant";
}

function isWaitedFor(requests: CaseFile["requests"], held: CaseFile["licenses"]): boolean {
  return requests.some((request) => request.state === "pending") || held.some((license) => !license.verdict);
}

interface Candidate {
  readonly licenseId: string;
  readonly assessment: Assessment;
}

function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const rank = (candidate: Candidate) => FACES.indexOf(candidate.assessment.face);
  return [...candidates].sort((a, b) => rank(a) - rank(b))[0];
}
