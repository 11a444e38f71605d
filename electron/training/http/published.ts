/** Families 6 and 7: trust data and catalogues, published for whoever asks, with ETag and 304. */

import { LICENSE_TYPE_IDS, LICENSE_TYPES } from "../cast/license-types.ts";
import { CATALOG_VERSION, MATTER_IDS, MATTERS } from "../matters/matter-list.ts";
import type { TrustPublisher } from "../pki/trust-publisher.ts";
import { type Answer, type Exchange, type FamilyHandler, jsonAnswer, NOT_FOUND } from "./exchange.ts";

function tagged(exchange: Exchange, body: string, etag: string): Answer {
  const headers = { "content-type": "application/json; charset=utf-8", etag, "cache-control": "no-cache" };
  const known = (exchange.headers["if-none-match"] ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  return known.includes(etag) ? { status: 304, headers, body: "" } : { status: 200, headers, body };
}

export function trust(publisher: TrustPublisher): FamilyHandler {
  return (exchange) => {
    if (exchange.method !== "GET" || exchange.path !== "/bundle") return NOT_FOUND;
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
