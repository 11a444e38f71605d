/**
 * Where trust bundles come from (interfaces.md section 6). The bytes pass through unread: the trust store's gate judges them.
 * A download that broke off goes on where it ended at the next asking.
 */
import type { Probe, TrustSource } from "../../app/ports/province.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { ProvinceConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import type { HttpAnswer } from "../http/http-call.ts";
import { statusFault } from "../http/read-answer.ts";
import { addressOf } from "../http/wire-address.ts";
import { beginning, continues, type Partial, rangeHeaders } from "./partial.ts";

const NAME = "trust/bundle";
/** A bundle with 500,000 revocations is base64 twice over: about 40 MB. Nobody waits for it at the counter. */
const MAX_BYTES = 96 * 1024 * 1024;
const TOTAL_MS = 120_000;

type Fetched = Awaited<ReturnType<TrustSource["fetch"]>>;

export function createTrustSource(http: Http, config: ProvinceConfig["trust"]): TrustSource {
  let kept: Partial | undefined;

  async function fetch(etag: string | undefined, signal: AbortSignal): Promise<Fetched> {
    const before = kept;
    let arriving: Partial | undefined;
    const answer = await http.send(
      {
        name: NAME,
        method: "GET",
        url: addressOf(config.baseUrl, ["bundle"]),
        headers: { ...(etag === undefined ? {} : { "if-none-match": etag }), ...rangeHeaders(before) },
        patience: { totalMs: TOTAL_MS },
        maxBytes: MAX_BYTES,
        onPiece(piece, head) {
          arriving ??= beginning(before, head);
          arriving?.pieces.push(piece);
          if (arriving) arriving.sizeBytes += piece.length;
        },
      },
      signal,
    );
    kept = answer.ok || answer.fault.code === "province.nonsense" ? undefined : (arriving ?? before);
    if (!answer.ok) return answer;
    // The rest that was asked for does not exist: what is here belongs to nothing any more.
    if (answer.value.status === 416 && before) return fetch(etag, signal);
    if (answer.value.status === 304 && etag !== undefined) return ok(undefined);
    return wholeOf(answer.value, before);
  }
  return { fetch };
}

/** The head of the bundle only: a page of a portal has another type and no strong tag. */
export function trustProbe(http: Http, config: ProvinceConfig["trust"]): Probe {
  const url = addressOf(config.baseUrl, ["bundle"]);
  return async (signal) => {
    const answer = await http.send({ name: "trust/probe", method: "HEAD", url }, signal);
    if (!answer.ok) return answer;
    const { status, type, etag } = answer.value;
    const refused = statusFault(answer.value);
    if (refused) return failed(refused);
    return type === "application/json" && etag?.startsWith('"') ? ok(undefined) : nonsense(status, "head");
  };
}

function wholeOf(answer: HttpAnswer, before: Partial | undefined): Result<{ bytes: Uint8Array; etag?: string }> {
  const { status, body, etag: newEtag } = answer;
  const refused = statusFault(answer);
  if (refused) return failed(refused);
  if (status === 206 && !continues(before, answer)) return nonsense(status, "range");
  const bytes = before && status === 206 ? Buffer.concat([...before.pieces, body]) : body;
  if (bytes.length === 0) return nonsense(status, "empty");
  if (bytes.length > MAX_BYTES) return nonsense(status, "too-large");
  const etag = newEtag ?? (status === 206 ? before?.etag : undefined);
  return ok({ bytes, ...(etag === undefined ? {} : { etag }) });
}

function nonsense<T>(status: number, reason: string): Result<T> {
  return failed(fault("province.nonsense", { call: NAME, status, reason }));
}
