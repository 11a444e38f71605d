/**
 * Whether one license exempts one material, and every reason against it. A license exempts only if the mapping names its
 * type, the holder matches, its status is valid, it is in date, and the verdict accepts it under the age of the trust data
 * (design.md sections 3 and 4). Nothing that could not be confirmed exempts.
 */
import type { LicenseRecord, LicenseSource } from "../license/license-record.ts";
import type { MappingOption } from "../matter/matter.ts";
import { type Holder, isNameDifferent, matchHolder, normalName } from "../person/person.ts";
import { type AgeBand, type Arrival, type ExemptionRight, outageAnswer } from "../trust-age/outage-policy.ts";
import { type Face, type Verdict, verdictFace, worstFace } from "../verdict/verdict.ts";
import { REASONS, type Reason, type ReasonCode } from "./reason.ts";

export interface AssessmentContext {
  readonly person: Holder | undefined;
  /** Whom the applicant may act for; see circle.ts. */
  readonly circle: readonly Holder[];
  /** Day at the counter, `YYYY-MM-DD`. */
  readonly today: string;
  readonly trustAge: AgeBand;
  readonly isHighRisk: boolean;
  readonly mode: "training" | "live";
}

export interface Assessment {
  readonly face: Face;
  /** Worst first. */
  readonly reasons: readonly Reason[];
  readonly right: ExemptionRight;
}

export function assessLicense(
  license: LicenseRecord,
  verdict: Verdict,
  option: MappingOption,
  context: AssessmentContext,
): Assessment {
  const outage = outageAnswer(
    context.trustAge,
    arrivalOf(license.source),
    context.isHighRisk || !option.offlineAllowed,
  );
  const reasons = [
    ...sealReasons(verdict, context, license.source),
    ...typeReasons(license, option),
    ...holderReasons(license, option, context),
    ...statusReasons(license),
    ...dateReasons(license, context.today),
    ...issuerReasons(license, verdict),
    ...outageReasons(outage.right),
  ];
  const face = worstFace([outage.bestFace, ...reasons.map((reason) => REASONS[reason.code])]);
  const right = face === "valid" || face === "attention" ? outage.right : "no";
  return { face, reasons: worstFirst(reasons), right };
}

/** The column of the outage table: the cache stands where a presented file does. */
export function arrivalOf(source: LicenseSource): Arrival {
  return source === "library" ? "library" : "presented";
}

function worstFirst(reasons: readonly Reason[]): readonly Reason[] {
  const order = Object.keys(REASONS);
  return [...reasons].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}

/** Code of a signature that fits any file whose digest its signer was once brought to sign; see seal/checks/purpose-signed.ts. */
const OPEN_PURPOSE = "SIGNED_DIGEST_ONLY";

function sealReasons(verdict: Verdict, context: AssessmentContext, source: LicenseSource): Reason[] {
  if (verdict.isSample && context.mode === "live") return [{ code: "sample-license" }];
  if (verdict.indication === "NO_SIGNATURE") return [{ code: "no-seal" }];
  const face = verdictFace(verdict, context.mode);
  if (face === "valid") return [];
  // The library vouches for what it hands out; of a file that somebody brought, nobody says where the signature is from.
  if (face === "attention" && source === "presented" && verdict.codes.includes(OPEN_PURPOSE)) {
    return [{ code: "seal-unconfirmed", detail: { cause: OPEN_PURPOSE } }];
  }
  const code: ReasonCode =
    face === "invalid" ? "seal-invalid" : face === "unconfirmed" ? "seal-unconfirmed" : "seal-noted";
  const cause = verdict.codes[0] ?? verdict.subIndication;
  return [cause ? { code, detail: { cause } } : { code }];
}

function typeReasons(license: LicenseRecord, option: MappingOption): Reason[] {
  const remarks: Reason[] = license.identifierCheck === "bad" ? [{ code: "identifier-check" }] : [];
  if (!option.licenseTypes.includes(license.typeCode)) remarks.push({ code: "type-different" });
  return remarks;
}

function holderReasons(license: LicenseRecord, option: MappingOption, context: AssessmentContext): Reason[] {
  const { person, circle } = context;
  if (!person) return [{ code: "holder-unknown" }];
  const isForOther = option.holderRole !== "applicant";
  const named = isForOther ? [...license.holders, ...license.related] : license.holders;
  const match = matchHolder(person, named);
  if (match === "same") return isNameDifferent(person, named) ? [{ code: "holder-name-different" }] : [];
  if (isForOther && circle.some((one) => matchHolder(one, license.holders) === "same")) return [];
  if (match === "name-only") return [{ code: "holder-name-only" }];
  return [{ code: match === "different" ? "holder-different" : "holder-unknown" }];
}

function statusReasons(license: LicenseRecord): Reason[] {
  if (license.status === "valid") return [];
  if (license.status === "unknown") {
    return license.source === "presented" ? [{ code: "status-not-checked" }] : [{ code: "status-unknown" }];
  }
  return [{ code: `status-${license.status}` }];
}

function dateReasons(license: LicenseRecord, today: string): Reason[] {
  if (license.validFrom && today < license.validFrom) {
    return [{ code: "not-yet-valid", detail: { from: license.validFrom } }];
  }
  if (!license.validTo) return [];
  if (license.validTo < today) return [{ code: "out-of-date", detail: { to: license.validTo } }];
  return daysBetween(today, license.validTo) <= 30 ? [{ code: "expires-soon", detail: { to: license.validTo } }] : [];
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The seal's owner against the license's issuing authority: one name must contain the other. */
function issuerReasons(license: LicenseRecord, verdict: Verdict): Reason[] {
  const owner = normalName(verdict.signerName ?? "");
  const issuer = normalName(license.issuerName);
  if (owner === "" || issuer === "" || owner.includes(issuer) || issuer.includes(owner)) return [];
  return [{ code: "issuer-different", detail: { owner: verdict.signerName ?? "", issuer: license.issuerName } }];
}

function outageReasons(right: ExemptionRight): Reason[] {
  if (right === "yes") return [];
  if (right === "yes-recheck") return [{ code: "recheck-later" }];
  return right === "second-confirmation" ? [{ code: "second-confirmation" }] : [{ code: "trust-too-old" }];
}
