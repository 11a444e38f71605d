/** The Electron shell: composition root of the packaged terminal. Windows, scheme, IPC and keystore here; everything else in `host`. */
import { fileURLToPath } from "node:url";
import { app, type BrowserWindow, dialog, powerMonitor, protocol } from "electron";
import { type Fault, fault } from "../domain/fault.ts";
import { askKeyRing } from "../host/ask-key-ring.ts";
import { exposeCollection } from "../host/collection.ts";
import { bundledEntries } from "../host/entries.ts";
import { databaseOf, type Host, openHost } from "../host/open-host.ts";
import { settingForShell } from "../host/shell-setting.ts";
import { VERSION } from "../host/version.ts";
import { answerWindow, type ScreenWindow } from "../host/window-files.ts";
import { emptyClipboard } from "./clipboard.ts";
import { startDeviceUtilityProcess } from "./device-utility-process.ts";
import { ipcCarrier, listenForMessages } from "./ipc-carrier.ts";
import { osKeyRing } from "./os-key-ring.ts";
import { openPassphraseWindow } from "./passphrase-window.ts";
import { refusalText } from "./refusal-text.ts";
import { isOwn, openWindow } from "./windows.ts";

const entries = bundledEntries(import.meta.url);
const screens = fileURLToPath(new URL("../renderer", import.meta.url));

protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

exposeCollection();

app.on("window-all-closed", () => app.quit());

/** Undefined until the terminal is open: the window that asks for the passphrase comes first. */
let host: Host | undefined;

async function start(): Promise<void> {
  const isTraining = process.argv.includes("--training");
  const { trainingWorker } = entries;
  const chosen = await settingForShell({ userData: app.getPath("userData"), isTraining, trainingWorker });
  if (!chosen.ok) return refuse(chosen.fault);
  const { setting, dataDir } = chosen.value;
  let asking: BrowserWindow | undefined;
  const ring = await askKeyRing({ file: databaseOf(dataDir), mode: setting.mode, offered: osKeyRing() }, (desk) => {
    asking = openPassphraseWindow(desk, answer);
  });
  if (!ring.ok) return refuse(ring.fault);
  const { keys, forget } = ring.value;
  const opened = await openHost({
    setting,
    dataDir,
    entries,
    version: VERSION,
    startDevices: startDeviceUtilityProcess(fileURLToPath(entries.deviceProcess)),
    wipeOutside: emptyClipboard,
    ...(keys ? { keys } : {}),
  }).finally(forget);
  if (!opened.ok) return refuse(opened.fault);
  const { dispatcher, lock, close } = opened.value;
  host = opened.value;
  listenForMessages();
  for (const kind of ["clerk", "citizen"] as const) dispatcher.connect(ipcCarrier(openWindow(kind, answer)), kind);
  asking?.destroy();
  lockWithSystem(lock);
  quitAfter(close);
}

function refuse(reason: Fault): void {
  const { title, content } = refusalText(reason);
  dialog.showErrorBox(title, content);
  app.quit();
}

/** `lock-screen` and `user-did-resign-active` come on Windows and macOS only; a suspension is noticed by the host on every system. */
function lockWithSystem(lock: () => void): void {
  powerMonitor.on("lock-screen", lock);
  powerMonitor.on("suspend", lock);
  powerMonitor.on("user-did-resign-active", lock);
}

/** The audit's last rows and a clean database are worth the moment that they take. */
function quitAfter(close: () => Promise<void>): void {
  let isClosed = false;
  app.on("before-quit", (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

async function answer(window: ScreenWindow, request: Request): Promise<Response> {
  if (!isOwn(request.url)) return new Response(null, { status: 403 });
  const path = new URL(request.url).pathname;
  const body = async () => new Uint8Array(await request.arrayBuffer());
  const files = { parts: host?.parts, screens, connect: "'self'" };
  const found = await answerWindow(window, files, { method: request.method, path, body });
  return found
    ? new Response(Buffer.from(found.body), { status: found.status, headers: { ...found.headers } })
    : new Response(null, { status: 404 });
}

/** A bug at the start: without a window nobody would know that the program runs. */
const giveUp = (error: unknown) => refuse(fault("internal.unexpected", { error: String(error) }));

if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp);
else app.quit();
