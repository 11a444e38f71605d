/**
 * license-app family (DB44/T 2167, interfaces.md section 1). A citizen's code or a person's number is exchanged for one use
 * code per license; the grant holds only these, and only for the types that the matter needs. The scanned code is not kept.
 */
import { z } from "zod";
import type {
  CodeFamilyClient,
  DutyClient,
  Identified,
  PulledLicense,
  UsageContext,
} from "../../app/ports/province.ts";
import type { Grant } from "../../domain/case/case-file.ts";
import { fault } from "../../domain/fault.ts";
import { type Holder, normalCode, personFromLicenses } from "../../domain/person/person.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { allOf } from "../all-of.ts";
import type { ProvinceConfig } from "../config.ts";
import { readHolders } from "../records/holders.ts";
import type { Vocabulary } from "../records/license-core.ts";
import { holderListsOf, licenseFields, recordOfFields } from "../records/license-fields.ts";
import { readLicenseFile } from "../records/license-file.ts";
import { needed, optional, token } from "../records/wire-text.ts";
import { operatorFields } from "../stated-use.ts";
import { envelopeOf, unwrap } from "./envelope.ts";
import type { LicenseAppSession } from "./session.ts";

const FAMILY = "license-app";
const PAGE_SIZE = 150;
/** 1,500 licenses of one holder: beyond that the library is answering the same page again. */
const MAX_PAGES = 10;

const summaryFields = z.object({
  license_item_code: needed,
  holder_name: optional,
  holder_identity_type: optional,
  holder_identity_num: optional,
});
const nothing = z.null().transform(() => []);
const holderAnswer = envelopeOf(z.array(summaryFields.extend({ auth_code: token })).or(nothing));
const authAnswer = z.object({
  data: z.array(summaryFields).or(nothing),
  auth_codes: z.array(token).or(nothing),
});
const licenseAnswer = envelopeOf(licenseFields);
const archiveAnswer = envelopeOf(z.object({ file_data: z.string().nullish() }));

interface Summary {
  readonly typeCode: string;
  readonly holders: readonly Holder[];
  readonly authCode: string;
}

export interface LicenseAppSetup {
  readonly session: LicenseAppSession;
  readonly organization: ProvinceConfig["organization"];
  readonly identityTypes: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly now: () => number;
}

export function createLicenseAppClient(setup: LicenseAppSetup): CodeFamilyClient & DutyClient {
  return {
    family: FAMILY,
    identify: (code, usage, signal) => identify(setup, code, usage, signal),
    identifyByNumber: (person, usage, signal) => identifyByNumber(setup, person, usage, signal),
    /** Nothing is answered on a phone in this family: whoever polls it has the wrong grant. */
    consentState: async () => failed(fault("case.wrong-state", { family: FAMILY })),
    pull: (grant, typeCode, _usage, signal) => pull(setup, grant, typeCode, signal),
  };
}

async function identify(
  setup: LicenseAppSetup,
  code: string,
  usage: UsageContext,
  signal: AbortSignal,
): Promise<Result<Identified>> {
  const body = { ...matterFields(usage), credential: code };
  const answer = unwrap(await setup.session.call({ name: "holder", body }, holderAnswer, signal));
  if (!answer.ok) return answer;
  const summaries = answer.value.map((summary) => toSummary(summary, summary.auth_code, setup.vocabulary));
  const person = personFromLicenses(summaries, setup.identityTypes);
  return ok({
    ...(person ? { person } : {}),
    grant: grantFor(summaries, usage),
    consent: { kind: "by-code", state: "granted" },
  });
}

/** The number was read or typed at the counter; the citizen's consent is still to be given there. */
async function identifyByNumber(
  setup: LicenseAppSetup,
  person: Holder,
  usage: UsageContext,
  signal: AbortSignal,
): Promise<Result<Identified>> {
  const summaries: Summary[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await summariesOfPage(setup, person, usage, page, signal);
    if (!answer.ok) return answer;
    summaries.push(...answer.value);
    if (answer.value.length < PAGE_SIZE) break;
  }
  return ok({
    person: withKnownName(person, summaries),
    grant: grantFor(summaries, usage),
    consent: { kind: "on-site", state: "waiting" },
  });
}

async function summariesOfPage(
  setup: LicenseAppSetup,
  person: Holder,
  usage: UsageContext,
  page: number,
  signal: AbortSignal,
): Promise<Result<readonly Summary[]>> {
  const body = {
    identity_number: person.code,
    ...matterFields(usage),
    page_index: page,
    page_size: PAGE_SIZE,
    operator: operatorFields(usage, setup.organization),
  };
  const answer = await setup.session.call({ name: "auth", body, isRepeatable: true }, authAnswer, signal);
  if (!answer.ok) return answer;
  const { data, auth_codes } = answer.value;
  if (data.length !== auth_codes.length) {
    return failed(fault("province.nonsense", { call: "license-app/auth", reason: "shape", path: "auth_codes" }));
  }
  return ok(data.map((summary, index) => toSummary(summary, auth_codes[index] ?? "", setup.vocabulary)));
}

function matterFields(usage: UsageContext) {
  return { service_item_code: usage.matter.code, service_item_name: usage.matter.name, biz_num: usage.caseNo };
}

function toSummary(fields: z.infer<typeof summaryFields>, authCode: string, vocabulary: Vocabulary): Summary {
  const holders = readHolders(holderListsOf(fields), vocabulary.holderCodeTypes);
  return { typeCode: fields.license_item_code, holders, authCode };
}

/** A typed number comes without a name; the licenses found under it know it. */
function withKnownName(person: Holder, summaries: readonly Summary[]): Holder {
  if (person.name !== "") return person;
  const holders = summaries.flatMap((summary) => summary.holders);
  const same = holders.find((holder) => holder.name !== "" && normalCode(holder.code) === normalCode(person.code));
  return same ? { ...person, name: same.name } : person;
}

/** Least privilege: a use code of a license that the matter does not need is let go here. */
function grantFor(summaries: readonly Summary[], usage: UsageContext): Grant {
  const needed = summaries.filter((summary) => usage.licenseTypes.includes(summary.typeCode));
  return {
    family: FAMILY,
    tokens: Object.fromEntries(needed.map(({ typeCode, authCode }, index) => [`${typeCode}/${index}`, authCode])),
  };
}

async function pull(
  setup: LicenseAppSetup,
  grant: Grant,
  typeCode: string,
  signal: AbortSignal,
): Promise<Result<readonly PulledLicense[]>> {
  const authCodes = Object.entries(grant.tokens)
    .filter(([key]) => key.startsWith(`${typeCode}/`))
    .map(([, authCode]) => authCode);
  if (authCodes.length === 0) return failed(fault("license.not-found", { typeCode }));
  return allOf(authCodes.map((authCode) => pullOne(setup, authCode, signal)));
}

async function pullOne(setup: LicenseAppSetup, authCode: string, signal: AbortSignal): Promise<Result<PulledLicense>> {
  const query = { auth_code: authCode };
  const [license, archive] = await Promise.all([
    setup.session.call({ name: "get_license", query }, licenseAnswer, signal),
    setup.session.call({ name: "archive", query, patience: "file" }, archiveAnswer, signal),
  ]);
  if (!license.ok) return license;
  if (!archive.ok) return archive;
  const file = readLicenseFile(archive.value.data.file_data ?? "", "license-app/archive");
  if (!file.ok) return file;
  const record = recordOfFields(license.value.data, FAMILY, setup.vocabulary, setup.now());
  return ok({ record, file: file.value });
}
