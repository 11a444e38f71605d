/**
 * An answer's status and body → the shape asked for, or the fault that names what is wrong: the server's health, our
 * credentials, a refusal, or nonsense (an HTML page, an empty body, no JSON, another shape). Values never go into a fault.
 */
import type { z } from "zod";
import { type Fault, fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { HttpAnswer } from "./http-call.ts";

/** Undefined for 2xx. Redirects are not followed: a portal in between is not the province. */
export function statusFault(answer: HttpAnswer): Fault | undefined {
  const { status, name: call, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return fault("province.credentials", { call, status, reason: "token" });
  if (status === 403) return fault("province.credentials", { call, status, reason: "forbidden" });
  // Too many requests passes by itself, like any other trouble of the server.
  if (status >= 500 || status === 429) return fault("province.unwell", present({ call, status, retryAfterMs }));
  if (status >= 400) return fault("province.refused", { call, status });
  return fault("province.nonsense", { call, status, reason: "redirect" });
}

/** Needed fields are strict, extra ones ignored, as the schema says. */
export function readJson<T>(answer: HttpAnswer, schema: z.ZodType<T>): Result<T> {
  const refused = statusFault(answer);
  return refused ? failed(refused) : readBody(answer, schema);
}

/** The body alone, for answers whose status is judged by the caller. */
export function readBody<T>(answer: HttpAnswer, schema: z.ZodType<T>): Result<T> {
  const value = parseBody(answer);
  return value.ok ? readShape(answer, value.value, schema) : value;
}

/** The body as JSON of any shape; for answers that are looked at twice, which may be 20 MB. */
export function parseBody(answer: HttpAnswer): Result<unknown> {
  const text = decode(answer.body);
  if (text === undefined) return nonsense(answer, "not-utf8");
  if (text.trim() === "") return nonsense(answer, "empty");
  if (isMarkup(text)) return nonsense(answer, "html");
  try {
    return ok(JSON.parse(text));
  } catch {
    return nonsense(answer, "not-json");
  }
}

/** An answer in the interface's own words, good or bad news; only a server that is unwell is a fault by its status. */
export function readSaid<T>(answer: HttpAnswer, schema: z.ZodType<T>): Result<T> {
  const refused = statusFault(answer);
  if (refused?.code === "province.unwell" || refused?.code === "province.nonsense") return failed(refused);
  return readBody(answer, schema);
}

export function readShape<T>(answer: HttpAnswer, value: unknown, schema: z.ZodType<T>): Result<T> {
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  return nonsense(answer, "shape", read.error.issues[0]?.path.map(String).join("."));
}

/** True for a page of markup, which is what gateways and portals answer with. */
export function isMarkupAnswer(answer: HttpAnswer): boolean {
  return isMarkup(new TextDecoder().decode(answer.body.subarray(0, 512)));
}

function isMarkup(text: string): boolean {
  return text.trimStart().startsWith("<");
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function nonsense<T>(answer: HttpAnswer, reason: string, path?: string): Result<T> {
  const detail = { call: answer.name, status: answer.status, reason };
  return failed(fault("province.nonsense", path ? { ...detail, path } : detail));
}
