/** Where trust bundles come from (interfaces.md section 6). The bytes pass through unread: the trust store's gate judges them. */
import type { TrustSource } from "../../app/ports/province.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok } from "../../domain/result.ts";
import type { ProvinceConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import { statusFault } from "../http/read-answer.ts";
import { addressOf } from "../http/wire-address.ts";

const NAME = "trust/bundle";
/** A bundle with 500,000 revocations is base64 twice over: about 40 MB. Nobody waits for it at the counter. */
const MAX_BYTES = 96 * 1024 * 1024;
const TOTAL_MS = 120_000;

export function createTrustSource(http: Http, config: ProvinceConfig["trust"]): TrustSource {
  return {
    async fetch(etag, signal) {
      const answer = await http.send(
        {
          name: NAME,
          method: "GET",
          url: addressOf(config.baseUrl, ["bundle"]),
          ...(etag === undefined ? {} : { headers: { "if-none-match": etag } }),
          patience: { totalMs: TOTAL_MS },
          maxBytes: MAX_BYTES,
        },
        signal,
      );
      if (!answer.ok) return answer;
      const { status, body, etag: newEtag } = answer.value;
      if (status === 304 && etag !== undefined) return ok(undefined);
      const refused = statusFault(answer.value);
      if (refused) return failed(refused);
      if (body.length === 0) return failed(fault("province.nonsense", { call: NAME, status, reason: "empty" }));
      return ok({ bytes: body, ...(newEtag === undefined ? {} : { etag: newEtag }) });
    },
  };
}
