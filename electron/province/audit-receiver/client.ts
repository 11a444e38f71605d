/** Upload of the audit chain (interfaces.md section 5). At most 500 entries go at a time; the answer says how far it got. */
import { z } from "zod";
import type { AuditReceiver } from "../../app/ports/province.ts";
import type { AuditCheckpoint, AuditEntry } from "../../domain/audit/audit-entry.ts";
import type { AuditContinuation } from "../../domain/audit/continuation.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { ProvinceConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import { type HttpAnswer, type HttpCall, jsonBody } from "../http/http-call.ts";
import { lostAnswer } from "../http/lost-answer.ts";
import { readBody, readJson } from "../http/read-answer.ts";
import { addressOf, headerKey } from "../http/wire-address.ts";

const MAX_ENTRIES = 500;

const seq = z.int().min(0);
const accepted = z.object({ acceptedThrough: seq });
const gap = z.object({ error: z.literal("GAP"), acceptedThrough: seq });
const end = z.object({ acceptedThrough: seq, lastHash: z.string().regex(/^[0-9a-f]{64}$/) });
const FORK_REASONS = {
  FORK: "fork",
  BAD_HASH: "bad-hash",
  BAD_CHECKPOINT: "bad-checkpoint",
  BAD_CONTINUATION: "bad-continuation",
} as const;
const fork = z.object({ error: z.enum(["FORK", "BAD_HASH", "BAD_CHECKPOINT", "BAD_CONTINUATION"]), seq });

export function createAuditReceiver(
  http: Http,
  config: ProvinceConfig["audit"],
  terminal: ProvinceConfig["terminal"],
): AuditReceiver {
  const headers = { authorization: `Bearer ${config.appToken}` };
  const send = async (call: HttpCall, signal: AbortSignal): Promise<Result<HttpAnswer>> => {
    const answer = await http.send({ ...call, headers: { ...headers, ...call.headers } }, signal);
    return answer.ok ? answer : failed(lostAnswer(answer.fault));
  };
  return {
    async upload(entries, checkpoint, signal) {
      const sent = entries.slice(0, MAX_ENTRIES);
      const call = sent.length > 0 ? postCall(config.baseUrl, sent, checkpoint) : askCall(config.baseUrl, terminal.id);
      const answer = await send(call, signal);
      return answer.ok ? readAccepted(answer.value) : answer;
    },
    async end(signal) {
      const answer = await send(askCall(config.baseUrl, terminal.id), signal);
      const read = answer.ok ? readJson(answer.value, end) : answer;
      return read.ok ? ok({ seq: read.value.acceptedThrough, hash: read.value.lastHash }) : read;
    },
    async continueFrom(continuation, signal) {
      const answer = await send(continueCall(config.baseUrl, terminal.id, continuation), signal);
      if (answer.ok && answer.value.status === 404)
        return failed(fault("delivery.fork", { seq: continuation.forkSeq + 1, reason: "not-offered" }));
      return answer.ok ? readAccepted(answer.value) : answer;
    },
  };
}

function postCall(base: string, entries: readonly AuditEntry[], checkpoint: AuditCheckpoint | undefined): HttpCall {
  const [first, last] = [entries[0], entries.at(-1)];
  const terminal = first?.terminal ?? "";
  // A checkpoint beyond what goes along now goes with the entries it covers.
  const isCovered = checkpoint !== undefined && checkpoint.seq <= (last?.seq ?? 0);
  return {
    name: "audit/upload",
    method: "POST",
    url: addressOf(base, ["terminals", terminal, "entries"]),
    headers: { "idempotency-key": headerKey(`${terminal}/${first?.seq}-${last?.seq}`) },
    body: jsonBody({ entries, ...(isCovered ? { checkpoint } : {}) }),
  };
}

function askCall(base: string, terminal: string): HttpCall {
  return { name: "audit/through", method: "GET", url: addressOf(base, ["terminals", terminal]) };
}

function continueCall(base: string, terminal: string, continuation: AuditContinuation): HttpCall {
  return {
    name: "audit/continue",
    method: "POST",
    url: addressOf(base, ["terminals", terminal, "continuations"]),
    headers: { "idempotency-key": headerKey(`${terminal}/continue-${continuation.ownSeq + 1}`) },
    body: jsonBody(continuation),
  };
}

function readAccepted(answer: HttpAnswer): Result<number> {
  const refused = chainFault(answer);
  if (refused) return failed(refused);
  const read = readJson(answer, accepted);
  return read.ok ? ok(read.value.acceptedThrough) : read;
}

function chainFault(answer: HttpAnswer): Fault | undefined {
  if (answer.status === 409) {
    const read = readBody(answer, gap);
    return read.ok ? fault("delivery.gap", { acceptedThrough: read.value.acceptedThrough }) : read.fault;
  }
  if (answer.status !== 422 && answer.status !== 400) return undefined;
  const read = readBody(answer, fork);
  if (!read.ok) return undefined;
  return fault("delivery.fork", { seq: read.value.seq, reason: FORK_REASONS[read.value.error] });
}
