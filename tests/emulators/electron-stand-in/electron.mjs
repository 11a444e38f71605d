/**
 * A stand-in for the parts of "electron" that electron/main and electron/preload use: windows are pages of a real Chromium,
 * IPC copies what it carries as Electron's does, and whatever is missing here fails loudly at link time. It proves the compiled
 * shell's logic; it proves nothing of Electron's own sandbox, fuses, or native modules in its runtime.
 */
import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";

/** What the page's address is in a browser that knows no `app:` scheme. */
const PAGE_ORIGIN = "https://terminal.app.test";
const APP_ORIGIN = "app://terminal";
const toPage = (url) => url.replace(APP_ORIGIN, PAGE_ORIGIN);
const toApp = (url) => url.replace(PAGE_ORIGIN, APP_ORIGIN);
const copy = (value) => deserialize(serialize(value));

/** The test's hand on the stand-in. */
export const control = {
  context: undefined,
  userData: "",
  /** What the system's keystore is: a backend's name, or undefined where there is none. */
  keystore: "gnome_libsecret",
  isReady: false,
  hasQuit: false,
  schemes: new Set(),
  /** By partition; each has its own answers and its own permissions. */
  sessions: new Map(),
  handlers: new Map(),
  windows: [],
  errorBoxes: [],
  clipboards: { clipboard: "", selection: "" },
  start() {
    this.isReady = true;
    announceReady();
  },
  /** As a new process would find it: the program can be imported and started once more. */
  restart() {
    app.removeAllListeners();
    powerMonitor.removeAllListeners();
    for (const held of [this.schemes, this.sessions, this.handlers]) held.clear();
    for (const list of [this.windows, this.errorBoxes]) list.length = 0;
    this.isReady = false;
    this.hasQuit = false;
    awaitStart();
  },
};

let announceReady;
let ready;
function awaitStart() {
  ready = new Promise((done) => {
    announceReady = done;
  });
}
awaitStart();

class App extends EventEmitter {
  requestSingleInstanceLock = () => true;
  whenReady = () => ready;
  getPath(name) {
    if (name !== "userData") throw new Error(`getPath ${name}`);
    return control.userData;
  }
  quit() {
    if (control.hasQuit) return;
    let isStopped = false;
    this.emit("before-quit", { preventDefault: () => (isStopped = true) });
    if (isStopped) return;
    control.hasQuit = true;
    this.emit("will-quit", {});
    this.emit("quit", {}, 0);
  }
}
export const app = new App();

export const powerMonitor = new EventEmitter();

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    if (control.isReady) throw new Error("must be called before the app is ready");
    for (const { scheme } of schemes) control.schemes.add(scheme);
  },
};

class Session {
  protocol = {
    handle: (scheme, handler) => {
      if (!control.schemes.has(scheme)) throw new Error(`${scheme} was not registered`);
      if (this.answer) throw new Error(`a second handler for ${scheme}`);
      this.answer = handler;
    },
  };
  setPermissionRequestHandler(handler) {
    this.permissionHandler = handler;
  }
  setPermissionCheckHandler(handler) {
    this.permissionCheck = handler;
  }
}

export const session = {
  fromPartition(name) {
    if (!control.isReady) throw new Error("sessions can only be received when the app is ready");
    if (!control.sessions.has(name)) control.sessions.set(name, new Session());
    return control.sessions.get(name);
  },
};

export const ipcMain = {
  handle(channel, handler) {
    if (control.handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
    control.handlers.set(channel, handler);
  },
};

export const safeStorage = {
  isEncryptionAvailable: () => control.keystore !== undefined,
  getSelectedStorageBackend: () => control.keystore,
  encryptString: (text) => Buffer.from(`wrapped:${text}`),
  decryptString(blob) {
    const text = blob.toString();
    if (!text.startsWith("wrapped:")) throw new Error("cannot decrypt");
    return text.slice("wrapped:".length);
  },
};

class Clipboard {
  constructor(name) {
    this.name = name;
  }
  clear() {
    control.clipboards[this.name] = "";
  }
}
/** Marked text has a clipboard of its own, on Linux only. */
export const clipboard = Object.assign(
  new Clipboard("clipboard"),
  process.platform === "linux" ? { selection: new Clipboard("selection") } : {},
);

export const utilityProcess = {
  fork(entry, _args, { execArgv = [] } = {}) {
    const child = fork(entry, [], { serialization: "json", execArgv });
    const emitter = new EventEmitter();
    child.on("message", (message) => emitter.emit("message", message));
    child.on("exit", (code) => emitter.emit("exit", code));
    emitter.postMessage = (message) => child.connected && child.send(message);
    emitter.kill = () => child.kill("SIGKILL");
    return emitter;
  },
};

export const dialog = { showErrorBox: (title, content) => void control.errorBoxes.push({ title, content }) };

let lastContentsId = 0;
class WebContents extends EventEmitter {
  id = ++lastContentsId;
  constructor(window) {
    super();
    this.window = window;
    this.session = window.options.webPreferences.session;
  }
  setWindowOpenHandler(handler) {
    this.openHandler = handler;
  }
  send(channel, ...args) {
    const { page } = this.window;
    if (page && !page.isClosed())
      page.evaluate(([c, a]) => globalThis.__ipcEmit?.(c, a), [channel, copy(args)]).catch(() => undefined);
  }
}

export class BrowserWindow extends EventEmitter {
  isShown = false;
  constructor(options) {
    super();
    if (!control.isReady) throw new Error("cannot create a window before the app is ready");
    this.options = options;
    this.webContents = new WebContents(this);
    control.windows.push(this);
  }
  show() {
    this.isShown = true;
  }
  isDestroyed = () => this.page?.isClosed() ?? false;
  /** As the cross in its corner does. */
  close() {
    let isStopped = false;
    this.emit("close", { preventDefault: () => (isStopped = true) });
    if (!isStopped) this.destroy();
  }
  destroy = () => void this.page?.close();
  async loadURL(url) {
    this.page = await control.context.newPage();
    await this.#serveScheme();
    await this.#guardNavigation();
    await this.page.exposeBinding("__ipcInvoke", ({ frame }, channel, args) => this.#invoke(frame, channel, args));
    await this.page.addInitScript(preloadScript(readFileSync(this.options.webPreferences.preload, "utf8")));
    this.page.on("close", () => {
      control.windows.splice(control.windows.indexOf(this), 1);
      this.emit("closed");
      if (control.windows.length === 0) app.emit("window-all-closed");
    });
    this.page.on("popup", (popup) => {
      if (this.webContents.openHandler?.({ url: popup.url() }).action === "deny") void popup.close();
    });
    // Closed while it loads: Electron says so and goes on.
    await this.page.goto(toPage(url)).catch((error) => {
      if (!this.page.isClosed()) throw error;
    });
    this.emit("ready-to-show");
  }
  async #invoke(frame, channel, args) {
    const handler = control.handlers.get(channel);
    if (!handler) return { error: `no handler for ${channel}` };
    try {
      const event = { sender: this.webContents, senderFrame: { url: toApp(frame.url()) } };
      return { value: copy(await handler(event, ...copy(args))) };
    } catch (error) {
      return { error: String(error) };
    }
  }
  async #serveScheme() {
    await this.page.route(`${PAGE_ORIGIN}/**`, async (route) => {
      const request = route.request();
      const body = request.postDataBuffer();
      const init = { method: request.method(), ...(body ? { body } : {}) };
      const answer = await this.webContents.session.answer(new Request(toApp(request.url()), init));
      const headers = Object.fromEntries(answer.headers);
      await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
    });
  }
  async #guardNavigation() {
    await this.page.route(
      (url) => !url.href.startsWith(PAGE_ORIGIN),
      (route) => {
        const request = route.request();
        if (!request.isNavigationRequest() || request.frame() !== this.page.mainFrame()) return route.continue();
        let isStopped = false;
        const event = { url: request.url(), preventDefault: () => (isStopped = true) };
        this.webContents.emit("will-navigate", event, request.url());
        return isStopped ? route.abort("aborted") : route.continue();
      },
    );
  }
}

/** Runs the compiled preload in a function that knows only `require("electron")`, as a sandboxed one does. */
function preloadScript(source) {
  return `(() => {
    if (location.origin !== ${JSON.stringify(PAGE_ORIGIN)}) return;
    const invoke = globalThis.__ipcInvoke;
    const listeners = new Map();
    globalThis.__ipcEmit = (channel, args) => { for (const listener of listeners.get(channel) ?? []) listener({}, ...args); };
    const freeze = (value) => value && Object.getPrototypeOf(value) === Object.prototype
      ? Object.freeze(Object.fromEntries(Object.entries(value).map(([key, held]) => [key, freeze(held)])))
      : value;
    const electron = {
      contextBridge: { exposeInMainWorld: (key, value) => {
        if (key in globalThis) throw new Error("cannot bind an API on top of an existing property");
        Object.defineProperty(globalThis, key, { value: freeze(value) });
      } },
      ipcRenderer: {
        invoke: async (channel, ...args) => {
          const answer = await invoke(channel, structuredClone(args));
          if (answer.error) throw new Error(answer.error);
          return answer.value;
        },
        on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      },
    };
    const allowed = (name) => { if (name === "electron") return electron; throw new Error("a sandboxed preload cannot require " + name); };
    (function (require, module, exports, process) { ${source}
    })(allowed, { exports: {} }, {}, undefined);
  })()`;
}

/** Only so that a preload can link against them; the page's own are made above. */
export const contextBridge = undefined;
export const ipcRenderer = undefined;
