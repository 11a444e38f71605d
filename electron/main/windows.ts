/**
 * The windows, locked down (Electron security checklist items 2–4, 5, 13, 14): own scheme, no navigation, no new windows. Each has a
 * session of its own, so that whoever answers its requests knows which window asks.
 */
import { fileURLToPath } from "node:url";
import { BrowserWindow, type Session, session } from "electron";
import type { ScreenWindow } from "../host/window-files.ts";

/** Where the screens live; the preload and every IPC message are bound to it. */
export const ORIGIN = "app://terminal";

/** Only the clerk's window remembers anything (language, sound), and only it has a camera. */
const WINDOWS = {
  clerk: { page: "/", partition: "persist:clerk", preload: "preload" },
  citizen: { page: "/citizen", partition: "citizen", preload: "preload" },
  passphrase: { page: "/passphrase", partition: "passphrase", preload: "passphrase-preload" },
} as const satisfies Record<ScreenWindow, object>;

export type AnswerRequest = (window: ScreenWindow, request: Request) => Promise<Response>;

export function openWindow(kind: ScreenWindow, answer: AnswerRequest): BrowserWindow {
  const { page, partition, preload } = WINDOWS[kind];
  const own = session.fromPartition(partition);
  own.protocol.handle("app", (request) => answer(kind, request));
  denyPermissions(own, kind === "clerk");
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: "#f4f6f8",
    webPreferences: {
      preload: fileURLToPath(new URL(`./${preload}.cjs`, import.meta.url)),
      session: own,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  webContents.on("will-navigate", stay);
  webContents.on("will-frame-navigate", stay);
  webContents.on("will-redirect", stay);
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  window.once("ready-to-show", () => window.show());
  void window.loadURL(ORIGIN + page);
  return window;
}

function stay(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOwn(event.url)) event.preventDefault();
}

/** By default Electron grants every permission that a page asks for. */
function denyPermissions(own: Session, hasCamera: boolean): void {
  const isGranted = (permission: string, origin: string) => hasCamera && permission === "media" && isOwn(origin);
  own.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isGranted(permission, requestingUrl)),
  );
  own.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
}

export function isOwn(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "app:" && new URL(url).host === "terminal";
}
