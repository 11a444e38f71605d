/** The two windows, locked down (Electron security checklist items 2–4, 5, 13, 14): own scheme, no navigation, no new windows. */
import { join } from "node:path";
import { BrowserWindow, type Session } from "electron";

export type WindowKind = "clerk" | "citizen";

/** Where the screens live; the preload and every IPC message are bound to it. */
export const ORIGIN = "app://terminal";
const PAGES = { clerk: `${ORIGIN}/`, citizen: `${ORIGIN}/citizen` } as const;

export function openWindow(kind: WindowKind, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: "#f4f6f8",
    webPreferences: {
      preload: join(preload),
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
  denyPermissions(webContents.session);
  window.once("ready-to-show", () => window.show());
  void window.loadURL(PAGES[kind]);
  return window;
}

function stay(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOwn(event.url)) event.preventDefault();
}

/** By default Electron grants every permission that a page asks for. Only our own page may use the camera. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(permission === "media" && isOwn(requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === "media" && isOwn(origin));
}

export function isOwn(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "app:" && new URL(url).host === "terminal";
}
