/** Logged-in calls of the license-app family: the token goes into the query and is renewed once when refused. */
import { z } from "zod";
import type { Probe } from "../../app/ports/province.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { LicenseAppConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import { type HttpCall, jsonBody } from "../http/http-call.ts";
import { type AccessToken, createTokenKeeper } from "../http/token-keeper.ts";
import { addressOf } from "../http/wire-address.ts";
import { token } from "../records/wire-text.ts";
import { envelopeOf, readEnvelope, readOutcome, unwrap } from "./envelope.ts";

export interface LicenseAppCall {
  /** Below `license/`: `holder`, `auth`, `get_license`, `archive`. */
  readonly name: string;
  /** Absent = GET. */
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly patience?: HttpCall["patience"];
  readonly isRepeatable?: boolean;
}

export interface LicenseAppSession {
  call<T>(call: LicenseAppCall, schema: z.ZodType<T>, signal: AbortSignal): Promise<Result<T>>;
  /** Asks for the license of no use code at all, logged in: any answer in the interface's own envelope will do. */
  readonly probe: Probe;
}

export function createLicenseAppSession(http: Http, config: LicenseAppConfig, now: () => number): LicenseAppSession {
  const tokens = createTokenKeeper((signal) => logIn(http, config, signal), now);
  const send = (call: LicenseAppCall, accessToken: string, signal: AbortSignal) =>
    http.send(
      {
        name: `license-app/${call.name}`,
        method: call.body === undefined ? "GET" : "POST",
        url: addressOf(config.baseUrl, ["license", call.name], { ...call.query, access_token: accessToken }),
        ...(call.body === undefined ? {} : { body: jsonBody(call.body) }),
        ...(call.patience ? { patience: call.patience } : {}),
        ...(call.isRepeatable ? { isRepeatable: true } : {}),
      },
      signal,
    );
  return {
    call: (call, schema, signal) =>
      tokens.withToken(signal, async (accessToken) => {
        const answer = await send(call, accessToken, signal);
        return answer.ok ? readEnvelope(answer.value, schema) : answer;
      }),
    probe: (signal) =>
      tokens.withToken(signal, async (accessToken) => {
        const answer = await send({ name: "get_license", query: { auth_code: "" } }, accessToken, signal);
        return answer.ok ? readOutcome(answer.value) : answer;
      }),
  };
}

const loginAnswer = envelopeOf(z.object({ access_token: token }));

async function logIn(http: Http, config: LicenseAppConfig, signal: AbortSignal): Promise<Result<AccessToken>> {
  const { appKey, appSecret, account, password, orgCode } = config;
  const answer = await http.send(
    {
      name: "license-app/login",
      method: "POST",
      isRepeatable: true,
      url: addressOf(config.baseUrl, ["security", "login"]),
      body: jsonBody({
        app_key: appKey,
        app_secret: appSecret,
        account,
        password,
        ...(orgCode ? { org_code: orgCode } : {}),
      }),
    },
    signal,
  );
  if (!answer.ok) return answer;
  const read = unwrap(readEnvelope(answer.value, loginAnswer));
  return read.ok ? ok({ text: read.value.access_token }) : failed(loginFault(read.fault));
}

/** Refused at the door means that our own credentials are wrong, whatever words it was put in. */
function loginFault(found: Fault): Fault {
  const isRefusal = found.code === "province.refused" || found.code === "province.credentials";
  return isRefusal ? fault("province.credentials", { call: "license-app/login", reason: "login" }) : found;
}
