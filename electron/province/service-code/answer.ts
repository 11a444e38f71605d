/** Answers of the 苏服码 family: `{ code, message, data }`, where `000001` is success and refusals are told by words. */
import { z } from "zod";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { HttpAnswer } from "../http/http-call.ts";
import { readBody, readJson, statusFault } from "../http/read-answer.ts";
import { licenseFields } from "../records/license-fields.ts";
import { needed, optional, token } from "../records/wire-text.ts";
import { refusalByMessage, refusalCode } from "../refusal.ts";

const SUCCESS = "000001";

const outcome = z.object({ code: needed, message: optional });

export const tokenAnswer = z.object({ access_token: token, expires_in: z.number().positive().optional() });

export const validated = z.object({ validatetoken: token });

/** `liscenseInfo` is their spelling. */
const fetchedLicense = z.object({ name: optional, pdf: z.string().nullish(), liscenseInfo: licenseFields });
export const fetchedLicenses = z.array(fetchedLicense).or(z.null().transform(() => []));
export type FetchedLicense = z.infer<typeof fetchedLicense>;

export function readCoded<T>(answer: HttpAnswer, data: z.ZodType<T>): Result<T> {
  const said = readBody(answer, outcome);
  if (said.ok && said.value.code !== SUCCESS) {
    const named = refusalByMessage(said.value.message, answer.name);
    if (named) return failed(named);
  }
  const refused = statusFault(answer);
  if (refused) return failed(refused);
  if (!said.ok) return said;
  if (said.value.code !== SUCCESS) {
    return failed(fault("province.refused", { call: answer.name, ...refusalCode(said.value.code) }));
  }
  const read = readJson(answer, z.object({ data }));
  return read.ok ? ok(read.value.data) : read;
}
