/**
 * 联网复核: a decision made on old trust data, or on a file that the library was not asked about, is looked at again with what the
 * library and the lists say now. Pure. It confirms or flags; it never changes the decision.
 */
import type { Clerk } from "../case/case-file.ts";
import { type AssessmentContext, assessLicense } from "../exemption/assess.ts";
import type { ReasonCode } from "../exemption/reason.ts";
import { type LicenseRecord, licenseVersion } from "../license/license-record.ts";
import type { MappingOption, Matter } from "../matter/matter.ts";
import { type Holder, matchHolder, normalCode } from "../person/person.ts";
import type { AgeBand } from "../trust-age/outage-policy.ts";
import type { Verdict } from "../verdict/verdict.ts";

/** Why a re-check did not confirm: a closed list; strings say what changed and what to do. */
export const RECHECK_FINDINGS = [
  /** The library has it no more. */
  "license-gone",
  /** The library has another version of it. */
  "license-replaced",
  /** Number, holder or dates in the library differ from what was decided on. */
  "content-differs",
  /** The citizen's file is not the library's, byte for byte: nobody has verified that file again. */
  "file-differs",
  /** Status, dates, holder or seal do not allow the exemption now. */
  "no-longer-exempts",
  /** The library cannot be asked for it without the citizen. */
  "not-askable",
  /** The library, which answers others, gave no usable answer about it again and again. */
  "not-answered",
  /** What was kept to ask with cannot be read any more. */
  "unreadable",
] as const;
export type RecheckFinding = (typeof RECHECK_FINDINGS)[number];

export const RECHECK_STATES = ["waiting", "confirmed", "flagged"] as const;
export type RecheckState = (typeof RECHECK_STATES)[number];

/** What a person did about a flagged decision: a closed list, with a sentence beside it. The decision itself is never rewritten. */
export const RECHECK_HANDLINGS = [
  /** The citizen was called and brings what is missing. */
  "citizen-called",
  /** The material was collected on paper afterwards. */
  "paper-collected",
  /** The department of the matter was told and decides. */
  "department-told",
  /** Passed on to the objection channel (12345). */
  "objection-filed",
  /** Looked into: the decision stands. */
  "decision-stands",
] as const;
export type RecheckHandling = (typeof RECHECK_HANDLINGS)[number];

/** What is kept for a re-check after the license itself has gone: identifiers, digest and rules, no image. Sealed at rest. */
export interface RecheckSubject {
  readonly caseNo: string;
  readonly matter: Pick<Matter, "code" | "name" | "department" | "highRisk">;
  readonly clerk: Clerk;
  readonly person?: Holder;
  readonly circle: readonly Holder[];
  readonly options: readonly MappingOption[];
  readonly record: LicenseRecord;
  /** Of the file decided on, lower-case hex. */
  readonly sm3: string;
  /** The record that went to the acceptance platform, as JSON text: the result goes there as a further message on it. */
  readonly body: string;
}

export interface FoundLicense {
  readonly record: LicenseRecord;
  readonly verdict: Verdict;
}

export type RecheckJudgement =
  | { readonly state: "confirmed" }
  | { readonly state: "flagged"; readonly finding: RecheckFinding; readonly reasons: readonly ReasonCode[] };

/** Whether the lists are young enough for an answer that stands (outage table: 有效, exempts without re-check). */
export function isTrustReady(band: AgeBand): boolean {
  return band === "fresh" || band === "aging";
}

/** By whose number the library is asked; undefined = no holder has one. */
export function holderToAsk({ record, person }: RecheckSubject): Holder | undefined {
  const own = person && matchHolder(person, record.holders) === "same" ? person : undefined;
  return own ?? record.holders.find((holder) => normalCode(holder.code) !== "");
}

/** @param records all that the library has of this type for this holder. */
export function sameLicense<T extends Pick<LicenseRecord, "identifier" | "providerLicenseId" | "number">>(
  decidedOn: LicenseRecord,
  records: readonly T[],
): T | undefined {
  const stem = stemOf(decidedOn.identifier);
  const exact = records.find((one) => decidedOn.identifier !== undefined && one.identifier === decidedOn.identifier);
  const byStem = records.find((one) => stem !== undefined && stemOf(one.identifier) === stem);
  const number = normalCode(decidedOn.number);
  return exact ?? byStem ?? records.find((one) => number !== "" && normalCode(one.number) === number);
}

/** @param context of the day of the decision, with the trust data of now. */
export function judgeRecheck(
  subject: RecheckSubject,
  found: FoundLicense | undefined,
  context: Omit<AssessmentContext, "person" | "circle" | "isHighRisk">,
): RecheckJudgement {
  if (!found) return flagged("license-gone");
  const { record, verdict } = found;
  const { person, circle, matter } = subject;
  const full: AssessmentContext = { ...context, person, circle, isHighRisk: matter.highRisk };
  const assessments = subject.options.map((option) => assessLicense(record, verdict, option, full));
  if (!assessments.some((one) => one.right === "yes")) {
    return flagged(
      "no-longer-exempts",
      (assessments[0]?.reasons ?? []).map((reason) => reason.code),
    );
  }
  if (licenseVersion(record) !== licenseVersion(subject.record)) return flagged("license-replaced");
  if (isContentDifferent(subject.record, record)) return flagged("content-differs");
  const isFileDifferent = subject.record.source === "presented" && verdict.sm3 !== subject.sm3;
  return isFileDifferent ? flagged("file-differs") : { state: "confirmed" };
}

function flagged(finding: RecheckFinding, reasons: readonly ReasonCode[] = []): RecheckJudgement {
  return { state: "flagged", finding, reasons };
}

/** An identifier ends in version and check character. */
function stemOf(identifier: string | undefined): string | undefined {
  return identifier?.split(".").slice(0, -2).join(".");
}

function isContentDifferent(before: LicenseRecord, now: LicenseRecord): boolean {
  if (normalCode(before.number) !== normalCode(now.number) || before.validTo !== now.validTo) return true;
  return before.holders.some((holder) => ["different", "unknown"].includes(matchHolder(holder, now.holders)));
}
