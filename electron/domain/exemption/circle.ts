/**
 * Whom the applicant may act for, as far as good licenses say so: the company whose business license names them as legal
 * representative, the child whose birth certificate names them as parent, the spouse on the marriage certificate.
 */
import type { HeldLicense } from "../case/case-file.ts";
import { type Holder, matchHolder } from "../person/person.ts";

/** Holders of accepted licenses that also name the applicant by number. A license that nobody verified proves nothing. */
export function circleOf(person: Holder | undefined, licenses: readonly HeldLicense[]): readonly Holder[] {
  if (!person) return [];
  return licenses
    .filter(({ verdict, record }) => verdict?.decision === "accept" && record.status !== "revoked")
    .filter(({ record }) => matchHolder(person, [...record.holders, ...record.related]) === "same")
    .flatMap(({ record }) => record.holders);
}
