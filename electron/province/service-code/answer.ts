/** Answers of the 苏服码 family: `{ code, message, data }`, where `000001` is success and refusals are told by words. */
import { z } from "zod";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { HttpAnswer } from "../http/http-call.ts";
import { parseBody, readSaid, readShape, statusFault } from "../http/read-answer.ts";
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

/** Whatever it says, it is an answer of this interface; for a probe. */
export function readOutcome(answer: HttpAnswer): Result<unknown> {
  return readSaid(answer, outcome);
}

export function readCoded<T>(answer: HttpAnswer, data: z.ZodType<T>): Result<T> {
  const body = parseBody(answer);
  const said = body.ok ? readShape(answer, body.value, outcome) : body;
  const named = said.ok && said.value.code !== SUCCESS ? refusalByMessage(said.value.message, answer.name) : undefined;
  const refused = named ?? statusFault(answer);
  if (refused) return failed(refused);
  if (!body.ok) return body;
  if (!said.ok) return said;
  if (said.value.code !== SUCCESS) {
    return failed(fault("province.refused", { call: answer.name, ...refusalCode(said.value.code) }));
  }
  const read = readShape(answer, body.value, z.object({ data }));
  return read.ok ? ok(read.value.data) : read;
}
