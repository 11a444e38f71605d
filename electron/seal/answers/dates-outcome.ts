/** The answer to both questions about certificate dates: at the signing time they decide, today they are a note. */
import type { PartyFacts } from "../facts.ts";
import type { CauseVariant } from "../policy.ts";
import { type Certificate, isValidAt } from "../x509/certificate.ts";
import { type CheckOutcome, failed, isoTime, passed } from "./outcome.ts";
import { certificateOf } from "./signature-view.ts";
import type { SigningTime } from "./signing-time-of.ts";

export interface DatesContext {
  /** Undefined when nobody says. */
  readonly signing: SigningTime | undefined;
  readonly at: number;
  /** Shell model for a seal maker: a lapse after the seal was made is for a person to judge. */
  readonly madeAt?: number;
}

export function datesOutcome(party: PartyFacts, context: DatesContext): CheckOutcome | undefined {
  const { signing, at } = context;
  const own = certificateOf(party.certificate);
  if (!own) return undefined;
  const path = party.path?.kind === "trusted" || party.path?.kind === "constraint" ? party.path.path : [own];
  const outsideThen = signing ? path.filter((certificate) => !wasInDate(certificate, signing)) : [];
  if (signing && outsideThen.length > 0) {
    const variant = variantFor(outsideThen, path, signing, context.madeAt);
    const code = "CERTIFICATE_OUT_OF_DATE_AT_SIGNING";
    return failed(variant ? { code, variant } : code, describe(outsideThen, signing.at));
  }
  const outsideNow = path.filter((certificate) => !isValidAt(certificate, at));
  if (outsideNow.length === 0) return passed(describe([own], at));
  // Without a time, nobody can say that it was in date when it signed.
  const variant = signing ? lapsedVariant(party, outsideNow) : "unlisted";
  const code = "CERTIFICATE_OUT_OF_DATE_NOW";
  return failed(variant ? { code, variant } : code, describe(outsideNow, at));
}

function wasInDate(certificate: Certificate, { earliest, at }: SigningTime): boolean {
  return isValidAt(certificate, earliest) && isValidAt(certificate, at);
}

/** Also with every doubt of the time authority's clock in its favour. */
function isOutsideAll({ notBefore, notAfter }: Certificate, { earliest, at }: SigningTime): boolean {
  return at < notBefore || earliest > notAfter;
}

/** What the lists say of certificates that have lapsed: not revoked while they lasted, nothing any more, or there is none to ask. */
function lapsedVariant(party: PartyFacts, lapsed: readonly Certificate[]): CauseVariant | undefined {
  if (lapsed.every((certificate) => isKnownGood(party, certificate))) return "not-revoked";
  return lapsed.some((certificate) => isUnanswered(party, certificate)) ? "unlisted" : undefined;
}

function variantFor(
  outside: readonly Certificate[],
  path: readonly Certificate[],
  signing: SigningTime,
  madeAt: number | undefined,
): CauseVariant | undefined {
  if (madeAt !== undefined && path.every((certificate) => isValidAt(certificate, madeAt))) return "maker";
  const isRenewed = outside.every((certificate) => certificate !== path[0] && certificate.notBefore > signing.earliest);
  if (isRenewed) return "renewed-authority";
  if (signing.basis !== "timestamp" || !outside.some((one) => isOutsideAll(one, signing))) return undefined;
  return outside.every(({ notBefore }) => notBefore > signing.at) ? "proven-early" : "proven";
}

/** Does a list say that this certificate was not revoked while it lasted? */
function isKnownGood({ revocation }: PartyFacts, certificate: Certificate): boolean {
  const answer = revocation.find((one) => one.certificate === certificate);
  return answer?.status === "good" && answer.coversExpired === true;
}

function isUnanswered({ revocation }: PartyFacts, certificate: Certificate): boolean {
  const answer = revocation.find((one) => one.certificate === certificate);
  return answer !== undefined && answer.status !== "good" && answer.status !== "revoked";
}

function describe(certificates: readonly Certificate[], instant: number) {
  return {
    at: isoTime(instant),
    certificates: certificates.map(
      ({ subject, notBefore, notAfter }) => `${subject.text}: ${isoTime(notBefore)} – ${isoTime(notAfter)}`,
    ),
  };
}
