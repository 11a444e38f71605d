/** Answers of the phone-consent family: `{ head: { status, message }, data }`, and what each status means (domain.md 1.5). */
import { z } from "zod";
import { type Fault, type FaultCode, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { HttpAnswer } from "../http/http-call.ts";
import { parseBody, readSaid, readShape, statusFault } from "../http/read-answer.ts";
import { needed, optional, stated, token } from "../records/wire-text.ts";
import { refusalByMessage, refusalCode } from "../refusal.ts";

const outcome = z.object({ head: z.object({ status: needed, message: optional }) });

const BY_STATUS: Readonly<Record<string, FaultCode>> = {
  "10": "license.not-found",
  "11": "person.unknown",
  "100": "province.no-right",
};

export const begun = z.object({ trxId: token });
export const currentStatus = z.object({ verifyStatus: needed });

const surfaceEntry = z.object({ name: optional, value: optional, columnName: optional });

const exchangeRecord = z.object({
  certificateIdentifier: needed,
  certificateType: needed,
  certificateName: needed,
  certificateHolder: stated,
  certificateHolderCode: stated,
  certificateHolderType: optional,
  certificateNumber: stated,
  issueDept: stated,
  issueDeptCode: optional,
  issueDate: optional,
  certificateValidateStart: optional,
  certificateValidateEnd: stated,
  certificateStatus: stated,
  surface: z
    .array(surfaceEntry)
    .nullish()
    .transform((entries) => entries ?? []),
});
export type ExchangeRecord = z.infer<typeof exchangeRecord>;

export const certificates = z.object({ certData: z.array(exchangeRecord).or(z.null().transform(() => [])) });
export const download = z.object({ contentType: z.literal("base64"), content: z.string().nullish() });

/** Whatever it says, it is an answer of this interface; for a probe. */
export function readHead(answer: HttpAnswer): Result<unknown> {
  return readSaid(answer, outcome);
}

/** @param good the statuses that mean success of this call. */
export function readHeaded<T>(answer: HttpAnswer, data: z.ZodType<T>, good: readonly string[] = ["0"]): Result<T> {
  const body = parseBody(answer);
  const said = body.ok ? readShape(answer, body.value, outcome) : body;
  const isGood = said.ok && good.includes(said.value.head.status);
  const named = said.ok && !isGood ? namedFault(said.value.head, answer.name) : undefined;
  const refused = named ?? statusFault(answer);
  if (refused) return failed(refused);
  if (!body.ok) return body;
  if (!said.ok) return said;
  if (!isGood) return failed(fault("province.refused", { call: answer.name, ...refusalCode(said.value.head.status) }));
  const read = readShape(answer, body.value, z.object({ data }));
  return read.ok ? ok(read.value.data) : read;
}

function namedFault(head: z.infer<typeof outcome>["head"], call: string): Fault | undefined {
  const byMessage = refusalByMessage(head.message, call);
  if (byMessage) return byMessage;
  const code = Object.hasOwn(BY_STATUS, head.status) ? BY_STATUS[head.status] : undefined;
  return code ? fault(code, { call, ...refusalCode(head.status) }) : undefined;
}
