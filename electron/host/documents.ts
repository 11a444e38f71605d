/**
 * Bytes that do not cross the contract: pictures, fonts and PDFs of the licenses at hand and the photo of the card going out, license
 * files coming in. One function serves Electron's own scheme and the loopback origin alike; nothing may be cached anywhere.
 */
import { atCounter } from "../app/counter/at-counter.ts";
import { presentFile } from "../app/counter/present-file.ts";
import type { TerminalParts } from "../app/terminal-parts.ts";
import { isInCase } from "../domain/case/case-state.ts";

export interface DocumentRequest {
  readonly method: string;
  readonly path: string;
  readonly body: () => Promise<Uint8Array>;
}

export interface DocumentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Undefined = this path is not a document's. The caller has made sure that it is the clerk's window asking. */
export async function answerDocument(
  parts: TerminalParts,
  request: DocumentRequest,
): Promise<DocumentAnswer | undefined> {
  if (request.path === "/present") {
    if (request.method !== "POST") return answer(405, new Uint8Array());
    const result = await presentFile(parts, request.body());
    return json(result.ok ? { ok: true } : { fault: result.fault });
  }
  if (request.path.startsWith("/photo/")) {
    return request.method === "GET" ? photo(parts, request.path) : answer(405, new Uint8Array());
  }
  const match = /^\/document\/([\w-]{1,80})\/([\w.-]{1,120})$/.exec(request.path);
  if (!match) return undefined;
  if (request.method !== "GET") return answer(405, new Uint8Array());
  const [, licenseId = "", blobId = ""] = match;
  const examination = atCounter(parts.counter.state()).ok ? parts.examinations.get(licenseId) : undefined;
  const blobs = (examination?.drawing ?? examination?.pdf)?.blobs;
  const blob = blobs && Object.hasOwn(blobs, blobId) ? blobs[blobId] : undefined;
  return blob ? answer(200, blob.bytes, blob.mediaType) : answer(404, new Uint8Array());
}

/** Plain pixels (`PHOTO_BYTES`), so that nothing of them stays in a store of pictures; to nobody while the screen is locked. */
function photo({ counter, photos }: TerminalParts, address: string): DocumentAnswer {
  const state = counter.state();
  const pixels = isInCase(state) && !state.isLocked ? photos.pixelsAt(address) : undefined;
  // A copy: the case may end, and its photo be overwritten, while the answer is on its way.
  return pixels ? answer(200, pixels.slice()) : answer(404, new Uint8Array());
}

function json(value: unknown): DocumentAnswer {
  return answer(200, new TextEncoder().encode(JSON.stringify(value)), "application/json; charset=utf-8");
}

function answer(status: number, body: Uint8Array, type = "application/octet-stream"): DocumentAnswer {
  return {
    status,
    body,
    headers: {
      "content-type": type,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      // A picture opened by itself (SVG above all) must be as inert as it is inside the page.
      "content-security-policy": "default-src 'none'; sandbox",
    },
  };
}
