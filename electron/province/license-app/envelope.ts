/** The envelope of DB44/T 2167.3 around every answer: success with its data, or the fault that its errors name. */
import { z } from "zod";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { HttpAnswer } from "../http/http-call.ts";
import { parseBody, readSaid, readShape, statusFault } from "../http/read-answer.ts";
import { optional } from "../records/wire-text.ts";
import { refusalByMessage, refusalCode } from "../refusal.ts";

const outcome = z.object({
  ack_code: z.enum(["SUCCESS", "FAILURE"]),
  errors: z
    .array(z.object({ code: optional, message: optional }))
    .nullish()
    .transform((errors) => errors ?? []),
});

type Errors = z.infer<typeof outcome>["errors"];

/** @param schema of the whole envelope, so that fields beside `data` can be asked for too. */
export function readEnvelope<T>(answer: HttpAnswer, schema: z.ZodType<T>): Result<T> {
  const body = parseBody(answer);
  const said = body.ok ? readShape(answer, body.value, outcome) : body;
  if (said.ok && said.value.ack_code === "FAILURE") return failed(failureOf(answer, said.value.errors));
  const refused = statusFault(answer);
  if (refused) return failed(refused);
  if (!body.ok) return body;
  return said.ok ? readShape(answer, body.value, schema) : said;
}

/** Whatever it says, it is an answer of this interface; for a probe. A token refused is renewed by the caller. */
export function readOutcome(answer: HttpAnswer): Result<unknown> {
  const said = readSaid(answer, outcome);
  if (!said.ok) return said;
  const isTokenRefused = said.value.errors.some(({ code }) => code === "TOKEN_INVALID");
  return isTokenRefused ? failed(failureOf(answer, said.value.errors)) : said;
}

function failureOf(answer: HttpAnswer, errors: Errors): Fault {
  const { name: call, status } = answer;
  const codes = errors.map((error) => error.code);
  if (codes.includes("TOKEN_INVALID")) return fault("province.credentials", { call, status, reason: "token" });
  // The use code has run out of time: the person must show the code again.
  if (codes.includes("AUTH_CODE_INVALID")) return fault("code.expired", { call });
  const named = errors.map((error) => refusalByMessage(error.message, call)).find((found) => found !== undefined);
  return named ?? statusFault(answer) ?? fault("province.refused", { call, status, ...refusalCode(codes[0]) });
}

export function envelopeOf<T extends z.ZodType>(data: T) {
  return z.object({ data });
}

export function unwrap<T>(read: Result<{ readonly data: T }>): Result<T> {
  return read.ok ? ok(read.value.data) : read;
}
