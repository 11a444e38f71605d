/** Family 2, 苏服码: a token, the scanned code turned into a validatetoken, then the licenses with their files. */

import { holderOfCode } from "../cast/codes.ts";
import { walletOf } from "../cast/library.ts";
import { LICENSE_TYPES } from "../cast/license-types.ts";
import type { PersonId } from "../cast/persons.ts";
import { ROLES } from "../cast/roles.ts";
import type { LicenseOffice } from "../seal/license-office.ts";
import { isSame, type TrainingCredentials } from "./credentials.ts";
import {
  type Answer,
  bearerToken,
  type Exchange,
  type FamilyHandler,
  jsonAnswer,
  NOT_FOUND,
  readJson,
  text,
  texts,
} from "./exchange.ts";
import { fullLicense } from "./license-record.ts";
import { Tickets } from "./tickets.ts";

const TOKEN_LIFE_S = 7200;
const VALIDATION_LIFE_MS = 5 * 60_000;
const SUCCESS = "000001";

interface Validation {
  readonly personId: PersonId;
  readonly typeCodes: readonly string[];
  readonly bizNum: string;
}

interface Office {
  readonly credentials: TrainingCredentials["serviceCode"];
  readonly files: LicenseOffice;
  readonly tokens: Tickets<string>;
  readonly validations: Tickets<Validation>;
}

const refusal = (code: string, message: string, status = 200): Answer =>
  jsonAnswer({ code, message, data: null }, status);

function token(office: Office, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  const { clientId, clientSecret } = office.credentials;
  const isKnown =
    form.get("grant_type") === "client_credentials" &&
    isSame(form.get("client_id") ?? "", clientId) &&
    isSame(form.get("client_secret") ?? "", clientSecret);
  if (!isKnown) return jsonAnswer({ error: "invalid_client" }, 401);
  return jsonAnswer({
    access_token: office.tokens.issue(clientId, exchange.now),
    token_type: "bearer",
    expires_in: TOKEN_LIFE_S,
  });
}

function validate(office: Office, exchange: Exchange): Answer {
  const appKey = Buffer.from(String(exchange.headers["qrctoken"] ?? ""), "base64").toString("utf8");
  if (!isSame(appKey, office.credentials.appKey)) return refusal("000002", "应用未登记", 401);
  const json = readJson(exchange) ?? {};
  const missing = ["qrcode", "casecode", "casename", "equipmentCode"].find((name) => text(json, name) === "");
  if (missing !== undefined) return refusal("000003", `${missing} 不能为空`);
  const holder = holderOfCode("service-code", text(json, "qrcode"));
  if (holder === undefined || holder.state === "used") return refusal("000011", "二维码已失效");
  if (holder.state === "expired") return refusal("000012", "二维码已过期");
  const validation = { personId: holder.personId, typeCodes: texts(json, "items"), bizNum: text(json, "num") };
  return jsonAnswer({
    code: SUCCESS,
    message: "成功",
    data: { validatetoken: office.validations.issue(validation, exchange.now) },
  });
}

function fetchLicenses(office: Office, exchange: Exchange): Answer {
  const validation = office.validations.redeem(String(exchange.headers["authtoken"] ?? ""), exchange.now);
  if (validation === undefined) return refusal("000013", "授权令牌无效或已过期");
  const { personId, typeCodes, bizNum } = validation;
  if (ROLES[personId].hasRight === false) return refusal("000020", "无访问该证权限");
  const data = walletOf(personId)
    .filter((license) => typeCodes.includes(LICENSE_TYPES[license.typeId].certTypeCode))
    .map((license) => ({
      name: LICENSE_TYPES[license.typeId].name,
      pdf: Buffer.from(office.files.file(license)).toString("base64"),
      liscenseInfo: fullLicense(license, bizNum),
    }));
  return jsonAnswer({ code: SUCCESS, message: data.length === 0 ? "成功但未获取到证照" : "成功", data });
}

const CALLS: Readonly<Record<string, (office: Office, exchange: Exchange) => Answer>> = {
  "POST /qrcode/validate": validate,
  "POST /license/fetch": fetchLicenses,
};

export function serviceCode(credentials: TrainingCredentials["serviceCode"], files: LicenseOffice): FamilyHandler {
  const office: Office = {
    credentials,
    files,
    tokens: new Tickets(TOKEN_LIFE_S * 1000),
    validations: new Tickets(VALIDATION_LIFE_MS),
  };
  return (exchange) => {
    const call = `${exchange.method} ${exchange.path}`;
    if (call === "POST /oauth/token") return token(office, exchange);
    const answer = CALLS[call];
    if (answer === undefined) return NOT_FOUND;
    const client = office.tokens.redeem(bearerToken(exchange), exchange.now);
    return client === undefined ? refusal("000401", "令牌无效或已过期", 401) : answer(office, exchange);
  };
}
