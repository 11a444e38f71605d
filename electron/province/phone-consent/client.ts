/**
 * Phone-consent family (Shandong type, interfaces.md section 3): the code begins a transaction, the citizen answers on the
 * phone, and only then the licenses may be asked for. Who the person is, the pulled licenses say.
 */
import type { z } from "zod";
import type { CodeFamilyClient, Identified, Probe, PulledLicense, UsageContext } from "../../app/ports/province.ts";
import type { Consent, Grant } from "../../domain/case/case-file.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { allOf } from "../all-of.ts";
import type { PhoneConsentConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import { type HttpAnswer, type HttpCall, jsonBody } from "../http/http-call.ts";
import { addressOf } from "../http/wire-address.ts";
import { readSurface } from "../records/face-fields.ts";
import { toLicenseRecord, type Vocabulary } from "../records/license-core.ts";
import { readLicenseFile } from "../records/license-file.ts";
import { begun, certificates, currentStatus, download, type ExchangeRecord, readHead, readHeaded } from "./answer.ts";
import { causeText } from "./cause-text.ts";

const FAMILY = "phone-consent";

export interface PhoneConsentSetup {
  readonly http: Http;
  readonly config: PhoneConsentConfig;
  readonly vocabulary: Vocabulary;
  readonly now: () => number;
}

export function createPhoneConsentClient(setup: PhoneConsentSetup): CodeFamilyClient & { readonly probe: Probe } {
  return {
    family: FAMILY,
    identify: (code, usage, signal) => begin(setup, code, usage, signal),
    consentState: (grant, signal) => consentState(setup, grant, signal),
    pull: (grant, typeCode, usage, signal) => pull(setup, { grant, typeCode, usage }, signal),
    /** Asks after no transaction at all: any status in the interface's own words will do. */
    async probe(signal) {
      const call = { path: ["ChannelVerify", "current", "status"], data: { trxId: "" }, isRepeatable: true };
      const answer = await send(setup, call, signal);
      return answer.ok ? readHead(answer.value) : answer;
    },
  };
}

async function begin(
  setup: PhoneConsentSetup,
  code: string,
  usage: UsageContext,
  signal: AbortSignal,
): Promise<Result<Identified>> {
  const call = { path: ["ChannelVerify", "begin", "verify"], data: { qrcode: code, certCodes: usage.licenseTypes } };
  const answer = await post(setup, { ...call, schema: begun, good: ["0", "60001"], isRepeatable: false }, signal);
  if (!answer.ok) return answer;
  return ok({
    grant: { family: FAMILY, tokens: { trxId: answer.value.trxId } },
    consent: { kind: "by-phone", state: "waiting" },
  });
}

async function consentState(
  setup: PhoneConsentSetup,
  grant: Grant,
  signal: AbortSignal,
): Promise<Result<Consent["state"]>> {
  const call = { path: ["ChannelVerify", "current", "status"], data: { trxId: trxIdOf(grant) } };
  const answer = await post(setup, { ...call, schema: currentStatus, isRepeatable: true }, signal);
  if (!answer.ok) return answer;
  if (answer.value.verifyStatus === "1") return ok("waiting");
  return ok(answer.value.verifyStatus === "2" ? "granted" : "refused");
}

interface PullRequest {
  readonly grant: Grant;
  readonly typeCode: string;
  readonly usage: UsageContext;
}

async function pull(
  setup: PhoneConsentSetup,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Result<readonly PulledLicense[]>> {
  const { grant, typeCode, usage } = request;
  const data = { trxId: trxIdOf(grant), certTypeCode: typeCode, useCause: causeText(usage, setup.config) };
  const call = { path: ["CertShare", "queryCertInfosByVerifyTrx"], data };
  const answer = await post(setup, { ...call, schema: certificates, isRepeatable: true }, signal);
  if (!answer.ok) return answer;
  if (answer.value.certData.length === 0) return failed(fault("license.not-found", { typeCode }));
  return allOf(answer.value.certData.map((record) => withFile(setup, record, request, signal)));
}

async function withFile(
  setup: PhoneConsentSetup,
  fields: ExchangeRecord,
  { grant, usage }: PullRequest,
  signal: AbortSignal,
): Promise<Result<PulledLicense>> {
  const data = {
    certificateIdentifier: fields.certificateIdentifier,
    fileType: "ofd",
    certificateCopyCause: usage.useCause,
    trxId: trxIdOf(grant),
  };
  const call = { path: ["downloadFile"], data, schema: download, patience: "file", isRepeatable: true } as const;
  const answer = await post(setup, call, signal);
  if (!answer.ok) return answer.fault.code === "license.not-found" ? failed(fault("license.no-file")) : answer;
  const file = readLicenseFile(answer.value.content ?? "", "phone-consent/downloadFile");
  return file.ok ? ok({ record: recordOf(fields, setup), file: file.value }) : file;
}

function recordOf(fields: ExchangeRecord, setup: PhoneConsentSetup): PulledLicense["record"] {
  return toLicenseRecord(
    {
      provider: FAMILY,
      providerLicenseId: fields.certificateIdentifier,
      identifier: fields.certificateIdentifier,
      typeCode: fields.certificateType,
      name: fields.certificateName,
      number: fields.certificateNumber,
      holders: {
        names: fields.certificateHolder,
        codes: fields.certificateHolderCode,
        codeTypes: fields.certificateHolderType,
      },
      face: readSurface(fields.surface),
      issuerName: fields.issueDept,
      issuerCode: fields.issueDeptCode,
      issueDate: fields.issueDate,
      validFrom: fields.certificateValidateStart,
      validTo: fields.certificateValidateEnd,
      status: fields.certificateStatus,
    },
    setup.vocabulary,
    setup.now(),
  );
}

interface ChannelCall<T> {
  readonly path: readonly string[];
  readonly data: unknown;
  readonly schema: z.ZodType<T>;
  readonly good?: readonly string[];
  readonly patience?: HttpCall["patience"];
  /** Beginning spends the code; everything else only reads. */
  readonly isRepeatable: boolean;
}

async function post<T>(setup: PhoneConsentSetup, call: ChannelCall<T>, signal: AbortSignal): Promise<Result<T>> {
  const answer = await send(setup, call, signal);
  return answer.ok ? readHeaded(answer.value, call.schema, call.good) : answer;
}

function send(
  { http, config }: PhoneConsentSetup,
  call: Omit<ChannelCall<unknown>, "schema" | "good">,
  signal: AbortSignal,
): Promise<Result<HttpAnswer>> {
  const head = { accessId: config.accessId, accessToken: config.accessToken };
  return http.send(
    {
      name: `phone-consent/${call.path.at(-1) ?? ""}`,
      method: "POST",
      url: addressOf(config.baseUrl, call.path),
      body: jsonBody({ head, data: call.data }),
      isRepeatable: call.isRepeatable,
      ...(call.patience ? { patience: call.patience } : {}),
    },
    signal,
  );
}

function trxIdOf(grant: Grant): string {
  return grant.tokens["trxId"] ?? "";
}
