/**
 * The origin of the window that asks for the passphrase, before there is a terminal: its page, and three questions of it. An answer comes as
 * bytes, the passphrase behind its length in two (network order), and where it is a new one the second spelling behind that.
 */
import { PASSPHRASE_MAX_BYTES } from "../contract/passphrase.ts";
import type { DocumentAnswer, DocumentRequest } from "../host/documents.ts";
import type { PassphraseDesk } from "../host/passphrase-desk.ts";
import { answerWindow } from "../host/window-files.ts";
import { type OpenedSite, openSite } from "./site.ts";

export const PASSPHRASE_PAGE = "/passphrase";
/** Two spellings of what the contract takes at most, and the length of the first. */
const MAX_BODY_BYTES = 2 * PASSPHRASE_MAX_BYTES + 2;

export interface PassphraseSiteOptions {
  readonly desk: PassphraseDesk;
  /** Folder of the built screens. */
  readonly screens: string;
  readonly onBug: (error: unknown) => string;
}

export function openPassphraseSite({ desk, screens, onBug }: PassphraseSiteOptions): Promise<OpenedSite> {
  return openSite(
    {
      window: "passphrase",
      page: PASSPHRASE_PAGE,
      maxBodyBytes: MAX_BODY_BYTES,
      onBug,
      async answer(request, connect) {
        const message = request.method === "POST" ? await messageOf(request) : undefined;
        if (message === "unreadable") return said(400, "not a message");
        if (message) return said(200, await desk.answer(message));
        return answerWindow("passphrase", { parts: undefined, screens, connect }, request);
      },
    },
    0,
  );
}

/** The desk alone says what it is. */
type Message = Readonly<Record<string, unknown>>;

async function messageOf({ path, body }: DocumentRequest): Promise<Message | "unreadable" | undefined> {
  switch (path) {
    case `${PASSPHRASE_PAGE}/view`:
      return { kind: "view" };
    case `${PASSPHRASE_PAGE}/cancel`:
      return { kind: "cancel" };
    case `${PASSPHRASE_PAGE}/answer`:
      return readAnswer(await body());
    default:
      return undefined;
  }
}

/** Views of the one copy: what the desk overwrites is overwritten. */
function readAnswer(bytes: Uint8Array): Message | "unreadable" {
  const end = 2 + ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0);
  const [passphrase, again] = [bytes.subarray(2, end), bytes.subarray(end)];
  const isTooLong = Math.max(passphrase.length, again.length) > PASSPHRASE_MAX_BYTES;
  if (bytes.length < end || isTooLong) {
    bytes.fill(0);
    return "unreadable";
  }
  return { kind: "answer", passphrase, ...(again.length > 0 ? { again } : {}) };
}

function said(status: number, value: unknown): DocumentAnswer {
  return {
    status,
    body: new TextEncoder().encode(JSON.stringify(value)),
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  };
}
