/** Families 6 and 7: trust data and catalogues, published for whoever asks, with ETag, 304 and ranges. */

import { LICENSE_TYPE_IDS, LICENSE_TYPES } from "../cast/license-types.ts";
import { CATALOG_VERSION, MATTER_IDS, MATTERS } from "../matters/matter-list.ts";
import type { TrustPublisher } from "../pki/trust-publisher.ts";
import { type Answer, type Exchange, type FamilyHandler, jsonAnswer, NOT_FOUND } from "./exchange.ts";

function tagged(exchange: Exchange, body: string, etag: string): Answer {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    etag,
    "cache-control": "no-cache",
    "accept-ranges": "bytes",
  };
  const known = (exchange.headers["if-none-match"] ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (known.includes(etag)) return { status: 304, headers, body: "" };
  return ranged(exchange, { status: 200, headers, body: Buffer.from(body) }, etag);
}

/** The rest from an octet on (`bytes=N-`), as long as what the other side has is of the same tag (RFC 9110 §13.1.5, §14.2). */
function ranged(exchange: Exchange, whole: Answer & { readonly body: Uint8Array }, etag: string): Answer {
  const { range, "if-range": condition = etag } = exchange.headers;
  const from = /^bytes=(\d+)-$/.exec(range ?? "")?.[1];
  if (from === undefined || condition !== etag) return whole;
  const { length } = whole.body;
  const at = Number(from);
  if (at >= length)
    return { status: 416, headers: { ...whole.headers, "content-range": `bytes */${length}` }, body: "" };
  const headers = { ...whole.headers, "content-range": `bytes ${at}-${length - 1}/${length}` };
  return { status: 206, headers, body: whole.body.subarray(at) };
}

export function trust(publisher: TrustPublisher): FamilyHandler {
  return (exchange) => {
    if (!["GET", "HEAD"].includes(exchange.method) || exchange.path !== "/bundle") return NOT_FOUND;
    const { json, etag } = publisher.current(exchange.now);
    return tagged(exchange, json, etag);
  };
}

export const catalog: FamilyHandler = (exchange) => {
  if (exchange.method !== "GET") return NOT_FOUND;
  if (exchange.path === "/matters") {
    return jsonAnswer({ version: CATALOG_VERSION, matters: MATTER_IDS.map((id) => MATTERS[id]) });
  }
  if (exchange.path === "/license-types") {
    return jsonAnswer({ version: CATALOG_VERSION, types: LICENSE_TYPE_IDS.map((id) => LICENSE_TYPES[id]) });
  }
  return NOT_FOUND;
};
