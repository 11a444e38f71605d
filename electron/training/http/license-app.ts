/** Family 1, license-app v1 (DB44/T 2167): log in, list by duty or by the citizen's code, fetch license and file. */

import { randomUUID } from "node:crypto";
import { holderOfCode } from "../cast/codes.ts";
import { licensesOfHolder, walletOf } from "../cast/library.ts";
import type { License } from "../cast/license.ts";
import { LICENSE_TYPES } from "../cast/license-types.ts";
import { ROLES } from "../cast/roles.ts";
import type { Matter } from "../matters/matter.ts";
import { MATTER_IDS, MATTERS } from "../matters/matter-list.ts";
import type { LicenseOffice } from "../seal/license-office.ts";
import { isSame, type TrainingCredentials } from "./credentials.ts";
import {
  type Answer,
  type Exchange,
  type FamilyHandler,
  type Json,
  jsonAnswer,
  NOT_FOUND,
  readJson,
  text,
} from "./exchange.ts";
import { fullLicense, licenseFileName, licenseSummary } from "./license-record.ts";
import { Tickets } from "./tickets.ts";

const TOKEN_LIFE_MS = 30 * 60_000;
const AUTH_CODE_LIFE_MS = 10 * 60_000;
const [MIN_PAGE, MAX_PAGE] = [10, 150];

interface Grant {
  readonly license: License;
  readonly bizNum: string;
}

interface Office {
  readonly credentials: TrainingCredentials["licenseApp"];
  readonly files: LicenseOffice;
  readonly tokens: Tickets<string>;
  readonly authCodes: Tickets<Grant>;
}

function stamp(now: number): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 23).replace("T", " ");
}

function envelope(now: number, rest: Json): Json {
  return {
    ack_code: "SUCCESS",
    errors: [],
    sign: "",
    sign_method: "",
    timestamp: stamp(now).slice(0, 19),
    correlation_id: randomUUID(),
    response_id: randomUUID(),
    data: null,
    ...rest,
  };
}

const success = (exchange: Exchange, data: unknown, rest: Json = {}): Answer =>
  jsonAnswer(envelope(exchange.now, { data, ...rest }));

function failure(exchange: Exchange, code: string, message: string, status = 200): Answer {
  return jsonAnswer(envelope(exchange.now, { ack_code: "FAILURE", errors: [{ code, message }] }), status);
}

function logIn(office: Office, exchange: Exchange): Answer {
  const json = readJson(exchange) ?? {};
  const { appKey, appSecret, account, password } = office.credentials;
  const isKnown =
    isSame(text(json, "app_key"), appKey) &&
    isSame(text(json, "app_secret"), appSecret) &&
    isSame(text(json, "account"), account) &&
    isSame(text(json, "password"), password);
  if (!isKnown) return failure(exchange, "LOGIN_FAILED", "应用或账号校验不通过", 401);
  return success(exchange, { access_token: office.tokens.issue(account, exchange.now) });
}

function serviceItems(exchange: Exchange): Answer {
  const items = MATTER_IDS.map((id) => ({ service_item_code: MATTERS[id].taskCode, name: MATTERS[id].taskName }));
  return success(exchange, items);
}

/** A use of licenses is always for a matter and a case; both are checked before anything is shown. */
function matterOf(json: Json): Matter | string {
  const matter = MATTER_IDS.map((id): Matter => MATTERS[id]).find(
    (one) => one.taskCode === text(json, "service_item_code"),
  );
  if (matter === undefined) return "事项编码不存在";
  if (text(json, "service_item_name") === "") return "事项名称不能为空";
  return text(json, "biz_num") === "" ? "业务流水号不能为空" : matter;
}

/** Only types that the matter's materials call for are handed out. */
function typesFor(matter: Matter): ReadonlySet<string> {
  return new Set(matter.materials.flatMap((one) => one.mapping?.anyOf.flatMap((rule) => rule.certTypeCodes) ?? []));
}

function restrict(licenses: readonly License[], matter: Matter): License[] {
  const types = typesFor(matter);
  return licenses.filter((license) => types.has(LICENSE_TYPES[license.typeId].certTypeCode));
}

function authCode(office: Office, exchange: Exchange, grant: Grant): string {
  const prefix = stamp(exchange.now).replace(/\D/g, "");
  return office.authCodes.issue(grant, exchange.now, `${prefix}_${grant.license.licenseCode}_`);
}

function wholeNumber(json: Json, name: string, fallback: number): number {
  const value = json[name];
  return typeof value === "number" && Number.isInteger(value) ? value : fallback;
}

function byDuty(office: Office, exchange: Exchange): Answer {
  const json = readJson(exchange) ?? {};
  const matter = matterOf(json);
  if (typeof matter === "string") return failure(exchange, "PARAM_INVALID", matter);
  const pageSize = wholeNumber(json, "page_size", MIN_PAGE);
  if (pageSize < MIN_PAGE || pageSize > MAX_PAGE) return failure(exchange, "PARAM_INVALID", "page_size 应为 10 至 150");
  const numbers = text(json, "identity_number").split(",");
  const found = restrict([...new Set(numbers.flatMap((number) => licensesOfHolder(number.trim())))], matter);
  const from = (wholeNumber(json, "page_index", 1) - 1) * pageSize;
  const page = found.slice(from, from + pageSize);
  const bizNum = text(json, "biz_num");
  return success(
    exchange,
    page.map((license) => licenseSummary(license, bizNum)),
    { auth_codes: page.map((license) => authCode(office, exchange, { license, bizNum })), total: found.length },
  );
}

function byCode(office: Office, exchange: Exchange): Answer {
  const json = readJson(exchange) ?? {};
  const matter = matterOf(json);
  if (typeof matter === "string") return failure(exchange, "PARAM_INVALID", matter);
  const holder = holderOfCode("license-app", text(json, "credential"));
  if (holder === undefined || holder.state === "used") return failure(exchange, "CREDENTIAL_INVALID", "二维码已失效");
  if (holder.state === "expired") return failure(exchange, "CREDENTIAL_EXPIRED", "二维码已过期");
  if (ROLES[holder.personId].hasRight === false) return failure(exchange, "NO_RIGHT", "无访问该证权限");
  const bizNum = text(json, "biz_num");
  const data = restrict(walletOf(holder.personId), matter).map((license) => ({
    ...licenseSummary(license, bizNum),
    auth_code: authCode(office, exchange, { license, bizNum }),
  }));
  return success(exchange, data);
}

function withGrant(office: Office, exchange: Exchange, answer: (grant: Grant, code: string) => Answer): Answer {
  const code = exchange.query.get("auth_code") ?? "";
  const grant = office.authCodes.redeem(code, exchange.now);
  return grant === undefined ? failure(exchange, "AUTH_CODE_INVALID", "用证码无效或已过期") : answer(grant, code);
}

const getLicense = (office: Office, exchange: Exchange): Answer =>
  withGrant(office, exchange, ({ license, bizNum }, code) =>
    success(exchange, { ...fullLicense(license, bizNum), auth_code: code }),
  );

const getArchive = (office: Office, exchange: Exchange): Answer =>
  withGrant(office, exchange, ({ license }) =>
    success(exchange, {
      file_name: licenseFileName(license),
      file_data: Buffer.from(office.files.file(license)).toString("base64"),
    }),
  );

function logOut(office: Office, exchange: Exchange): Answer {
  office.tokens.withdraw(exchange.query.get("access_token") ?? "");
  return success(exchange, null);
}

const CALLS: Readonly<Record<string, (office: Office, exchange: Exchange) => Answer>> = {
  "GET /security/logout": logOut,
  "GET /service_item/list": (_office, exchange) => serviceItems(exchange),
  "POST /license/auth": byDuty,
  "POST /license/holder": byCode,
  "GET /license/get_license": getLicense,
  "GET /license/archive": getArchive,
};

export function licenseApp(credentials: TrainingCredentials["licenseApp"], files: LicenseOffice): FamilyHandler {
  const office: Office = {
    credentials,
    files,
    tokens: new Tickets(TOKEN_LIFE_MS),
    authCodes: new Tickets(AUTH_CODE_LIFE_MS),
  };
  return (exchange) => {
    const call = `${exchange.method} ${exchange.path}`;
    if (call === "POST /security/login") return logIn(office, exchange);
    const answer = CALLS[call];
    if (answer === undefined) return NOT_FOUND;
    const account = office.tokens.redeem(exchange.query.get("access_token") ?? "", exchange.now);
    return account === undefined
      ? failure(exchange, "TOKEN_INVALID", "令牌无效或已过期", 401)
      : answer(office, exchange);
  };
}
