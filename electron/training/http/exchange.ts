/** A request as the families see it, and how they answer; plus readers for bodies whose shape nobody vouches for. */

import type { IncomingHttpHeaders } from "node:http";

export interface Exchange {
  readonly method: string;
  /** Path within the family, without its base, for example `/security/login`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Stands for work that takes time; slow under the fault `latency`. */
  hold(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type FamilyHandler = (exchange: Exchange) => Answer | Promise<Answer>;

export type Json = Readonly<Record<string, unknown>>;

export function jsonAnswer(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

export const NOT_FOUND: Answer = jsonAnswer({ error: "NOT_FOUND" }, 404);

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The body as a JSON object; undefined for anything else. */
export function readJson(exchange: Exchange): Json | undefined {
  try {
    const value: unknown = JSON.parse(exchange.body.toString("utf8"));
    return isJson(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A text field, trimmed; empty when absent or of another type. */
export function text(json: Json, name: string): string {
  const value = json[name];
  return typeof value === "string" ? value.trim() : "";
}

export function texts(json: Json, name: string): readonly string[] {
  const value = json[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export function object(json: Json, name: string): Json {
  const value = json[name];
  return isJson(value) ? value : {};
}

export function bearerToken(exchange: Exchange): string {
  return /^Bearer (.+)$/.exec(exchange.headers.authorization ?? "")?.[1] ?? "";
}

/** JSON with the keys of every object in ascending order of code units, absent values left out, no white space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (!isJson(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}
