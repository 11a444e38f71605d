/** The built screens as answers: the same files, policy and headers for Electron's scheme and for the loopback origin. */
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import type { DocumentAnswer } from "./documents.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  // Character maps and fonts of pdf.js.
  ".bcmap": "application/octet-stream",
  ".pfb": "application/octet-stream",
};

/** The one thread that may run WebAssembly: the decoder of codes. A worker goes by the policy of its own file, not by the page's. */
const CODE_WORKER = /(^|\/)qr-worker-[\w-]+\.js$/;

/**
 * Checklist item 7: scripts and styles of our own origin only. `connect` names the contract's socket where there is one.
 * @param path of the file that is answered with it
 */
export function contentSecurityPolicy(connect: string, path: string): string {
  return [
    "default-src 'none'",
    CODE_WORKER.test(path) ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self' blob:",
    `connect-src ${connect}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** @param path of the file; which page a window gets is decided in `window-files.ts`. */
export async function answerScreenFile(
  folder: string,
  path: string,
  connect: string,
): Promise<DocumentAnswer | undefined> {
  const name = decodePath(path);
  const file = name === undefined ? undefined : normalize(join(folder, name));
  if (!file?.startsWith(normalize(folder) + sep)) return undefined;
  const type = TYPES[extname(file)];
  if (!type) return undefined;
  try {
    const body = await readFile(file);
    const isPage = file.endsWith(".html");
    return {
      status: 200,
      body,
      headers: {
        "content-type": type,
        "cache-control": isPage ? "no-store" : "private, max-age=3600",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "content-security-policy": contentSecurityPolicy(connect, path),
        "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
      },
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path).replace(/^\/+/, "");
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
