/** What a license says about itself, as the library gave it and as its seal was read. */
import type { ReactNode } from "react";
import type { LicenseView } from "../../../electron/contract/counter.ts";
import { type Fact, Facts } from "../../components/facts.tsx";
import { dayAndTime } from "../../strings/format.ts";
import type { Strings } from "../../strings/language.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function LicenseFacts({ license }: { readonly license: LicenseView }): ReactNode {
  const strings = useStrings();
  const { verdict } = license;
  return (
    <>
      <h2 className="inspector__title">
        {license.name}
        {verdict?.isSample && <span className="sample-mark">{strings.license.sample}</span>}
      </h2>
      <Facts facts={[...ownFacts(license, strings), ...sealFacts(verdict, strings)]} />
    </>
  );
}

function ownFacts(license: LicenseView, strings: Strings): Fact[] {
  const { license: words } = strings;
  const { sources, identifierChecks } = strings.words;
  const statuses: Readonly<Record<string, string>> = strings.words.licenseStatuses;
  return [
    { name: words.number, value: license.number },
    { name: words.holder, value: license.holders.join("、") || "–" },
    { name: words.issuer, value: license.issuer },
    ...(license.issueDate ? [{ name: words.issued, value: license.issueDate }] : []),
    { name: words.validity, value: validity(license, words) },
    { name: words.status, value: statuses[license.status] ?? license.status },
    { name: words.source, value: sourceText(license, sources[license.source]) },
    ...(license.identifierCheck === "ok"
      ? []
      : [{ name: words.identifier, value: identifierChecks[license.identifierCheck] }]),
  ];
}

function sealFacts(verdict: LicenseView["verdict"], { license: words }: Strings): Fact[] {
  if (!verdict) return [];
  return [
    ...(verdict.signerName ? [{ name: words.signer, value: verdict.signerName }] : []),
    ...(verdict.sealName ? [{ name: words.seal, value: verdict.sealName }] : []),
    ...(verdict.signedAt === undefined ? [] : [{ name: words.signedAt, value: dayAndTime(verdict.signedAt) }]),
    { name: words.verifiedAt, value: dayAndTime(verdict.verifiedAt) },
    ...(verdict.trustIssue === undefined
      ? []
      : [{ name: words.trustIssue, value: words.trustIssueNo(verdict.trustIssue) }]),
    { name: words.digest, value: verdict.sm3, isCode: true },
  ];
}

/** What the library said earlier says when. */
function sourceText({ prefetchedAt }: LicenseView, source: string): string {
  return prefetchedAt === undefined ? source : `${source} · ${dayAndTime(prefetchedAt)}`;
}

function validity({ validFrom, validTo }: LicenseView, words: Strings["license"]): string {
  if (!validTo) return validFrom ? `${words.from(validFrom)} ${words.unlimited}` : words.unlimited;
  return validFrom ? words.fromTo(validFrom, validTo) : words.to(validTo);
}
