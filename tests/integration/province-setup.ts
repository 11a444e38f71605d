/** A connected province for the client tests: every family on one scripted server, with short deadlines. */
import type { UsageContext } from "../../electron/app/ports/province.ts";
import type { Result } from "../../electron/domain/result.ts";
import { readProvinceConfig } from "../../electron/province/config.ts";
import { createProvince, type ProvinceConnection } from "../../electron/province/province.ts";

export const ID_CARD = "11100000000013127D001";
export const BUSINESS = "11100000MB0143028R001";
export const PERSON = "990101198503120010";
export const CODE = "YSM0123456789abcdefgh";
export const FILE = Buffer.from("PK\u0003\u0004 a file").toString("base64");
const DEADLINES = { connectMs: 500, idleMs: 400, totalMs: 1000, fileTotalMs: 1500 };
export const USAGE: UsageContext = {
  caseNo: "BJ-1",
  matter: { code: "T-100", name: "虚构登记", department: "虚构局" },
  useCause: "办理“虚构登记”",
  operator: { account: "w01", name: "窗口一", role: "clerk" },
  licenseTypes: [ID_CARD, BUSINESS],
};
export const never = new AbortController().signal;

export function connect(origin: string): ProvinceConnection {
  const reading = readProvinceConfig({
    name: "虚构省",
    terminal: { id: "T-01", name: "一号窗口" },
    organization: { name: "虚构市政务服务中心", code: "ORG1", division: "虚构市", divisionCode: "990100" },
    deadlines: DEADLINES,
    licenseApp: {
      baseUrl: `${origin}/license-app/v1`,
      appKey: "key",
      appSecret: "secret",
      account: "hall",
      password: "pass",
    },
    serviceCode: { baseUrl: `${origin}/service-code`, clientId: "id", clientSecret: "cs", appKey: "app-键" },
    phoneConsent: { baseUrl: `${origin}/channel`, accessId: "ai", accessToken: "at" },
    acceptance: { baseUrl: `${origin}/acceptance/v1`, appToken: "accept-token" },
    audit: { baseUrl: `${origin}/audit/v1`, appToken: "audit-token" },
    trust: { baseUrl: `${origin}/trust/v1` },
    catalogue: { baseUrl: `${origin}/catalog/v1` },
    appointments: { baseUrl: `${origin}/appointments/v1`, appToken: "appointment-token" },
  });
  if (!reading.ok) throw new Error(reading.problems.join("; "));
  return createProvince(reading.config, { now: () => 1_750_000_000_000 });
}

export const faultOf = (result: Result<unknown>) => (result.ok ? undefined : result.fault);
export const codeOf = (result: Result<unknown>) => faultOf(result)?.code;
export const told = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};

export const enveloped = (data: unknown, beside: object = {}) => ({
  ack_code: "SUCCESS",
  errors: [],
  sign: "",
  sign_method: "",
  timestamp: "",
  correlation_id: "c",
  response_id: "r",
  data,
  ...beside,
});
export const refusal = (code: string, message: string) => ({
  ...enveloped(null),
  ack_code: "FAILURE",
  errors: [{ code, message }],
});

export const license = (changes: object = {}) => ({
  license_code: "L-1",
  name: "居民身份证",
  license_type: "CERTIFICATE",
  id_code: PERSON,
  holder_name: "林晓",
  holder_identity_type: "10",
  holder_identity_num: PERSON,
  issue_org_name: "虚构市公安局",
  issue_org_code: "11320100MB1234562T",
  division: "虚构市",
  division_code: "990100",
  issue_date: "2020-01-01",
  begin_date: "2020-01-01",
  expiry_date: "2040-01-01",
  license_item_code: ID_CARD,
  license_status: "ISSUED",
  trust_level: "A",
  data_fields: "{'XM':'林晓'}",
  extend_props: {},
  remark: "",
  biz_num: "",
  auth_code: "AC-1",
  ...changes,
});
