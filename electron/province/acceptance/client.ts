/**
 * 统一受理平台 (interfaces.md section 4): one material decision under its idempotency key. Once a request may have reached
 * the platform, an answer that did not come back is `province.timed-out`: unknown, to be asked for by key before anything else.
 */
import { z } from "zod";
import type { AcceptancePlatform, DeliveryReceipt, Probe } from "../../app/ports/province.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { ProvinceConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import type { HttpAnswer } from "../http/http-call.ts";
import { lostAnswer } from "../http/lost-answer.ts";
import { isMarkupAnswer, readBody, readJson, statusFault } from "../http/read-answer.ts";
import { addressOf, headerKey, isPathPart } from "../http/wire-address.ts";
import { needed } from "../records/wire-text.ts";

const NAME = "acceptance/deliver";

const delivered = z.object({ receiptNo: needed, duplicate: z.boolean() });
const found = z.object({ receiptNo: needed });
const refusal = z.object({ field: z.string().optional() });
const part = needed.refine(isPathPart);
const destination = z.object({ caseNo: part, materialId: part });

export function createAcceptancePlatform(http: Http, config: ProvinceConfig["acceptance"]): AcceptancePlatform {
  const headers = headersOf(config);
  return {
    async deliver(key, body, signal) {
      const to = destinationOf(body);
      if (!to) return failed(fault("delivery.refused", { call: NAME, reason: "body" }));
      const answer = await http.send(
        {
          name: NAME,
          method: "POST",
          url: addressOf(config.baseUrl, ["cases", to.caseNo, "materials", to.materialId]),
          headers: { ...headers, "idempotency-key": headerKey(key) },
          body: { type: "application/json", text: body },
        },
        signal,
      );
      return answer.ok ? readDelivery(answer.value) : failed(lostAnswer(answer.fault));
    },
    async find(key, signal) {
      const url = addressOf(config.baseUrl, ["deliveries", headerKey(key)]);
      const answer = await http.send({ name: "acceptance/find", method: "GET", url, headers }, signal);
      return answer.ok ? readFound(answer.value) : answer;
    },
  };
}

function headersOf({ appToken }: ProvinceConfig["acceptance"]) {
  return { authorization: `Bearer ${appToken}` };
}

/** Asks for a key that was never used: the platform's own "not here". */
export function acceptanceProbe(http: Http, config: ProvinceConfig["acceptance"]): Probe {
  const url = addressOf(config.baseUrl, ["deliveries", "liangzheng-probe"]);
  return async (signal) => {
    const answer = await http.send(
      { name: "acceptance/probe", method: "GET", url, headers: headersOf(config) },
      signal,
    );
    if (!answer.ok) return answer;
    const refused = answer.value.status === 404 ? undefined : statusFault(answer.value);
    return refused ? failed(refused) : readBody(answer.value, z.looseObject({}));
  };
}

/** The address repeats what the body says. */
function destinationOf(body: string): z.infer<typeof destination> | undefined {
  try {
    return destination.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function readDelivery(answer: HttpAnswer): Result<DeliveryReceipt> {
  const refused = deliveryFault(answer);
  if (refused) return failed(refused);
  const read = readJson(answer, delivered);
  return read.ok ? ok({ receiptNo: read.value.receiptNo, isDuplicate: read.value.duplicate }) : read;
}

/** A page that something in between shows refuses nothing: the delivery stays and is sent again. */
function deliveryFault(answer: HttpAnswer): Fault | undefined {
  if (isMarkupAnswer(answer)) return undefined;
  if (answer.status === 409) return fault("delivery.in-progress");
  if (answer.status === 422) return fault("delivery.key-reused");
  return answer.status === 400 ? fault("delivery.refused", { call: NAME, ...refusedField(answer) }) : undefined;
}

function refusedField(answer: HttpAnswer): { readonly field?: string } {
  const read = readBody(answer, refusal);
  const field = read.ok ? read.value.field : undefined;
  return field !== undefined && /^[A-Za-z0-9_.[\]-]{1,60}$/.test(field) ? { field } : {};
}

/** "Never arrived" is believed of the platform only, not of a page that something in between shows. */
function readFound(answer: HttpAnswer): Result<DeliveryReceipt | undefined> {
  if (answer.status === 404 && !isMarkupAnswer(answer)) return ok(undefined);
  if (answer.status === 404) {
    return failed(fault("province.nonsense", { call: answer.name, status: answer.status, reason: "html" }));
  }
  const read = readJson(answer, found);
  return read.ok ? ok({ receiptNo: read.value.receiptNo, isDuplicate: true }) : read;
}
