/** Personal data do not belong in a report: numbers of persons, and the name of a person who signs for an organization. */
import type { SignatureReport, VerificationReport } from "../../electron/contract/license.ts";
import { maskName, maskNumbersIn } from "../../electron/domain/masking.ts";

export type Hide = (text: string) => string;

/** Hides them wherever the file or its certificates say them again: subjects, chains, details of checks. */
export function hidePersons(report: VerificationReport): Hide {
  const persons = report.signatures.flatMap(({ signer }) => (signer ? personsIn(signer.commonName) : []));
  return (text) => persons.reduce((rest, name) => rest.replaceAll(name, maskName(name)), maskNumbersIn(text));
}

/** Whose signature it is: the organization; a certificate without one names its subject. */
export function signerOf({ signer }: SignatureReport, hide: Hide): string | undefined {
  if (!signer) return undefined;
  const { organization, commonName } = signer;
  if (organization === undefined || commonName.includes(organization)) return hide(commonName);
  return `${hide(organization)}（${hide(commonName)}）`;
}

/** Some CAs write number, name and kind into one: `041@110101199001011234@张三@1`. */
function personsIn(commonName: string): readonly string[] {
  const parts = /[\d@_/|]/.test(commonName) ? commonName.split(/[\dXx@_/|\s-]+/) : [commonName];
  return parts.filter(isPersonName);
}

/** Two to four Chinese characters, with a middle dot or not, are a person; an organization's name is longer. */
function isPersonName(name: string): boolean {
  return /^\p{Script=Han}{2,4}$|^[\p{Script=Han}·]{5,15}$/u.test(name) && (name.length <= 4 || name.includes("·"));
}
