/**
 * A download that broke off: what has come of it, and how the rest is asked for (RFC 9110 §13.1.5, §14). Only under a strong
 * tag: the province then says by itself whether the rest still belongs to what is here.
 */
import type { AnswerHead } from "../http/http-call.ts";

export interface Partial {
  readonly etag: string;
  readonly pieces: Uint8Array[];
  sizeBytes: number;
}

export function rangeHeaders(partial: Partial | undefined): Readonly<Record<string, string>> {
  return partial ? { range: `bytes=${partial.sizeBytes}-`, "if-range": partial.etag } : {};
}

/** Where the pieces of this answer belong; undefined when nothing could be resumed from it. */
export function beginning(before: Partial | undefined, head: AnswerHead): Partial | undefined {
  if (continues(before, head)) return { ...before, pieces: [...before.pieces] };
  const { status, etag } = head;
  return status === 200 && etag?.startsWith('"') ? { etag, pieces: [], sizeBytes: 0 } : undefined;
}

/** An answer to a range goes on where it was asked to, or it is no such answer. */
export function continues(before: Partial | undefined, { status, etag, range }: AnswerHead): before is Partial {
  if (status !== 206 || !before || (etag !== undefined && etag !== before.etag)) return false;
  return range?.startsWith(`bytes ${before.sizeBytes}-`) === true;
}
