/** The Electron shell: composition root of the packaged terminal. Windows, scheme, IPC and keystore here; everything else in `host`. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { app, type BrowserWindow, dialog, powerMonitor, protocol } from "electron";
import { STRINGS } from "../../renderer/strings/language.ts";
import { faultForAdministrator } from "../../renderer/strings/sentences.ts";
import { exposeCollection } from "../host/collection.ts";
import { answerDocument, type DocumentAnswer } from "../host/documents.ts";
import { bundledEntries } from "../host/entries.ts";
import { type Host, openHost } from "../host/open-host.ts";
import { answerScreenFile } from "../host/screen-files.ts";
import { readTerminalConfig } from "../host/terminal-config.ts";
import { liveSetting, type TerminalSetting } from "../host/terminal-setting.ts";
import { startTraining } from "../host/training-setting.ts";
import { VERSION } from "../host/version.ts";
import { startDeviceUtilityProcess } from "./device-utility-process.ts";
import { ipcCarrier, listenForMessages } from "./ipc-carrier.ts";
import { osKeyRing } from "./os-key-ring.ts";
import { isOwn, openWindow, type WindowKind } from "./windows.ts";

const entries = bundledEntries(import.meta.url);
const preload = fileURLToPath(new URL("./preload.cjs", import.meta.url));
const screens = fileURLToPath(new URL("../renderer", import.meta.url));

protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

exposeCollection();

app.on("window-all-closed", () => app.quit());

/** The configured terminal, or training mode when asked for or when nothing is configured yet. */
async function chooseSetting(dataDir: string): Promise<TerminalSetting> {
  const config = process.argv.includes("--training") ? undefined : readTerminalConfig(dataDir);
  if (config?.ok) return liveSetting(config.config);
  const trainingDir = join(dataDir, "training");
  const options = {
    dataDir: join(trainingDir, "training-province"),
    worker: entries.trainingWorker,
    scannerDir: trainingDir,
  };
  return (await startTraining(options)).setting;
}

async function start(): Promise<void> {
  const userData = app.getPath("userData");
  const setting = await chooseSetting(userData);
  const keys = osKeyRing();
  const opened = await openHost({
    setting,
    dataDir: setting.mode === "training" ? join(userData, "training") : userData,
    entries,
    version: VERSION,
    startDevices: startDeviceUtilityProcess(fileURLToPath(entries.deviceProcess)),
    ...(keys ? { keys } : {}),
  });
  if (!opened.ok) {
    dialog.showErrorBox(
      "亮证台无法启动 / LiangZheng Desk cannot start",
      [STRINGS.zh, STRINGS.en]
        .flatMap((strings) => [...faultForAdministrator(opened.fault, strings), ""])
        .concat(`${opened.fault.code} ${JSON.stringify(opened.fault.detail ?? {})}`)
        .join("\n"),
    );
    app.quit();
    return;
  }
  const host = opened.value;
  protocol.handle("app", (request) => answer(host, request));
  listenForMessages();
  for (const kind of ["clerk", "citizen"] as const) connect(host, openWindow(kind, preload), kind);
  lockWithSystem(host);
  quitAfter(() => host.close());
}

/** `lock-screen` and `user-did-resign-active` come on Windows and macOS only; a suspension is noticed by the host on every system. */
function lockWithSystem(host: Host): void {
  const lock = () => host.lock();
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

function connect(host: Host, window: BrowserWindow, kind: WindowKind): void {
  host.dispatcher.connect(ipcCarrier(window), kind);
}

async function answer(host: Host, request: Request): Promise<Response> {
  if (!isOwn(request.url)) return new Response(null, { status: 403 });
  const path = new URL(request.url).pathname;
  const body = async () => new Uint8Array(await request.arrayBuffer());
  const found: DocumentAnswer | undefined =
    (await answerDocument(host.parts, { method: request.method, path, body })) ??
    (await answerScreenFile(screens, path, "'self'"));
  return found
    ? new Response(Buffer.from(found.body), { status: found.status, headers: { ...found.headers } })
    : new Response(null, { status: 404 });
}

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();
