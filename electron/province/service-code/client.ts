/**
 * 苏服码 family (interfaces.md section 2): token → validate → fetch. One fetch brings every license the code covers; it is
 * made while identifying, because only the licenses say who the person is, and serves the pulls that follow.
 */
import type { z } from "zod";
import type { CodeFamilyClient, Identified, Probe, PulledLicense, UsageContext } from "../../app/ports/province.ts";
import type { Grant } from "../../domain/case/case-file.ts";
import { fault } from "../../domain/fault.ts";
import { type Holder, personFromLicenses } from "../../domain/person/person.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { ProvinceConfig, ServiceCodeConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import { formBody, jsonBody } from "../http/http-call.ts";
import { readJson } from "../http/read-answer.ts";
import { type AccessToken, createTokenKeeper, type TokenKeeper } from "../http/token-keeper.ts";
import { addressOf } from "../http/wire-address.ts";
import { readHolders } from "../records/holders.ts";
import type { Vocabulary } from "../records/license-core.ts";
import { holderListsOf, recordOfFields } from "../records/license-fields.ts";
import { readLicenseFile } from "../records/license-file.ts";
import { operatorFields } from "../stated-use.ts";
import { type FetchedLicense, fetchedLicenses, readCoded, readOutcome, tokenAnswer, validated } from "./answer.ts";
import { createShortMemory, type ShortMemory } from "./short-memory.ts";

const FAMILY = "service-code";
const FETCH_CALL = "service-code/fetch";
/** Long enough for the pulls that follow at once, short enough to be gone before the next citizen sits down. */
const HOLD_MS = 15_000;

export interface ServiceCodeSetup {
  readonly http: Http;
  readonly config: ServiceCodeConfig;
  readonly terminal: ProvinceConfig["terminal"];
  readonly organization: ProvinceConfig["organization"];
  readonly identityTypes: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly now: () => number;
}

interface Working extends ServiceCodeSetup {
  readonly tokens: TokenKeeper;
  readonly memory: ShortMemory<readonly FetchedLicense[]>;
}

export function createServiceCodeClient(setup: ServiceCodeSetup): CodeFamilyClient & { readonly probe: Probe } {
  const tokens = createTokenKeeper((signal) => logIn(setup, signal), setup.now);
  const working: Working = { ...setup, tokens, memory: createShortMemory(HOLD_MS) };
  return {
    family: FAMILY,
    identify: (code, usage, signal) => identify(working, code, usage, signal),
    /** Showing the code is the consent; a grant exists only after it was validated. */
    consentState: async () => ok("granted"),
    pull: (grant, typeCode, usage, signal) => pull(working, grant, typeCode, usage, signal),
    /** Asks for the licenses of no code at all: any code of the interface's own will do. */
    async probe(signal) {
      const url = addressOf(setup.config.baseUrl, ["license", "fetch"]);
      const call = { name: "service-code/probe", method: "POST", isRepeatable: true, url } as const;
      const answer = await setup.http.send({ ...call, headers: { authtoken: "" } }, signal);
      return answer.ok ? readOutcome(answer.value) : answer;
    },
  };
}

async function logIn({ http, config }: ServiceCodeSetup, signal: AbortSignal): Promise<Result<AccessToken>> {
  const answer = await http.send(
    {
      name: "service-code/token",
      method: "POST",
      isRepeatable: true,
      url: addressOf(config.baseUrl, ["oauth", "token"]),
      body: formBody({
        client_id: config.clientId,
        client_secret: config.clientSecret,
        grant_type: "client_credentials",
        scope: "default",
      }),
    },
    signal,
  );
  if (!answer.ok) return answer;
  const read = readJson(answer.value, tokenAnswer);
  if (read.ok) return ok(accessToken(read.value));
  const isRefusal = read.fault.code === "province.refused" || read.fault.code === "province.credentials";
  return isRefusal ? failed(fault("province.credentials", { call: "service-code/token", reason: "login" })) : read;
}

function accessToken(answer: z.infer<typeof tokenAnswer>): AccessToken {
  const { access_token: text, expires_in: seconds } = answer;
  return seconds === undefined ? { text } : { text, lifetimeMs: seconds * 1000 };
}

async function identify(
  working: Working,
  code: string,
  usage: UsageContext,
  signal: AbortSignal,
): Promise<Result<Identified>> {
  const grant = await validate(working, code, usage, signal);
  if (!grant.ok) return grant;
  const consent = { kind: "by-code", state: "granted" } as const;
  const licenses = await fetchLicenses(working, grant.value, signal);
  if (licenses.ok) {
    const person = personIn(licenses.value, working);
    return ok({ ...(person ? { person } : {}), grant: grant.value, consent });
  }
  // The code is spent by now: a passing trouble must not cost the citizen a second scan, the pulls will fetch again.
  return licenses.fault.retry === "later" ? ok({ grant: grant.value, consent }) : licenses;
}

async function validate(
  working: Working,
  code: string,
  usage: UsageContext,
  signal: AbortSignal,
): Promise<Result<Grant>> {
  const { http, config, tokens } = working;
  const answer = await tokens.withToken(signal, async (accessToken) => {
    const sent = await http.send(
      {
        name: "service-code/validate",
        method: "POST",
        url: addressOf(config.baseUrl, ["qrcode", "validate"]),
        headers: {
          authorization: `Bearer ${accessToken}`,
          qrctoken: Buffer.from(config.appKey, "utf8").toString("base64"),
        },
        body: jsonBody({ qrcode: code, ...caseFields(working, usage) }),
      },
      signal,
    );
    return sent.ok ? readCoded(sent.value, validated) : sent;
  });
  return answer.ok ? ok({ family: FAMILY, tokens: { validatetoken: answer.value.validatetoken } }) : answer;
}

function caseFields({ config, terminal, organization }: ServiceCodeSetup, usage: UsageContext) {
  return {
    casecode: usage.matter.code,
    casename: usage.matter.name,
    description: usage.useCause,
    items: usage.licenseTypes,
    num: usage.caseNo,
    caseid: usage.caseNo,
    ouguid: config.ouGuid,
    itemOuName: usage.matter.department,
    equipmentName: terminal.name,
    equipmentCode: terminal.id,
    operator: { ...operatorFields(usage, organization), service_org_code: organization.code },
  };
}

function fetchLicenses(
  working: Working,
  grant: Grant,
  signal: AbortSignal,
): Promise<Result<readonly FetchedLicense[]>> {
  const authToken = authTokenOf(grant);
  // The load is shared by several pulls and so is no single caller's to cancel; its deadlines bound it.
  const load = () => fetchOnce(working, authToken, new AbortController().signal);
  return working.memory.get(authToken, load, signal);
}

function authTokenOf(grant: Grant): string {
  return grant.tokens["validatetoken"] ?? "";
}

function fetchOnce(working: Working, authToken: string, signal: AbortSignal): Promise<Result<FetchedLicense[]>> {
  const { http, config, tokens } = working;
  return tokens.withToken(signal, async (accessToken) => {
    const sent = await http.send(
      {
        name: FETCH_CALL,
        method: "POST",
        isRepeatable: true,
        url: addressOf(config.baseUrl, ["license", "fetch"]),
        headers: { authorization: `Bearer ${accessToken}`, authtoken: authToken },
        patience: "file",
      },
      signal,
    );
    return sent.ok ? readCoded(sent.value, fetchedLicenses) : sent;
  });
}

function personIn(licenses: readonly FetchedLicense[], setup: ServiceCodeSetup): Holder | undefined {
  const named = licenses.map(({ liscenseInfo }) => ({
    typeCode: liscenseInfo.license_item_code,
    holders: readHolders(holderListsOf(liscenseInfo), setup.vocabulary.holderCodeTypes),
  }));
  return personFromLicenses(named, setup.identityTypes);
}

async function pull(
  working: Working,
  grant: Grant,
  typeCode: string,
  usage: UsageContext,
  signal: AbortSignal,
): Promise<Result<readonly PulledLicense[]>> {
  const fetched = await fetchLicenses(working, grant, signal);
  if (!fetched.ok) return fetched;
  working.memory.markUsed(authTokenOf(grant), typeCode, usage.licenseTypes);
  const ofType = fetched.value.filter(({ liscenseInfo }) => liscenseInfo.license_item_code === typeCode);
  if (ofType.length === 0) return failed(fault("license.not-found", { typeCode }));
  const pulled: PulledLicense[] = [];
  for (const { pdf, liscenseInfo } of ofType) {
    const file = readLicenseFile(pdf ?? "", FETCH_CALL);
    if (!file.ok) return file;
    pulled.push({
      record: recordOfFields(liscenseInfo, FAMILY, working.vocabulary, working.now()),
      file: file.value,
    });
  }
  return ok(pulled);
}
