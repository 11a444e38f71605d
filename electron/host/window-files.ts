/**
 * What each window may fetch, on Electron's scheme and on the loopback origin alike: documents and photos the clerk's alone, and of
 * the pages its own. The caller knows which window asks: by a session or a cookie of that window, never by what the request says.
 */
import type { TerminalParts } from "../app/terminal-parts.ts";
import { answerDocument, type DocumentAnswer, type DocumentRequest } from "./documents.ts";
import { answerScreenFile } from "./screen-files.ts";

/** `passphrase` asks before there is a terminal. */
export type ScreenWindow = "clerk" | "citizen" | "passphrase";

export interface WindowFiles {
  /** Undefined until the terminal is open. */
  readonly parts: TerminalParts | undefined;
  /** Folder of the built screens. */
  readonly screens: string;
  /** `connect-src` of the content policy. */
  readonly connect: string;
}

/** Clerk and citizen share a page; which it is, is told by its path. */
const PAGES: Readonly<Record<ScreenWindow, Readonly<Record<string, string>>>> = {
  clerk: { "/": "index.html" },
  citizen: { "/citizen": "index.html", "/citizen/": "index.html" },
  passphrase: { "/passphrase": "passphrase.html" },
};

/** Undefined: there is nothing of the kind for this window. */
export async function answerWindow(
  window: ScreenWindow,
  { parts, screens, connect }: WindowFiles,
  request: DocumentRequest,
): Promise<DocumentAnswer | undefined> {
  const document = window === "clerk" && parts ? await answerDocument(parts, request) : undefined;
  if (document || request.method !== "GET") return document;
  const { path } = request;
  // An escape could spell such a name, and no file that was built has one.
  if (path.endsWith(".html") || path.includes("%")) return undefined;
  const file = Object.hasOwn(PAGES[window], path) ? PAGES[window][path] : path;
  return file === undefined ? undefined : answerScreenFile(screens, file, connect);
}
