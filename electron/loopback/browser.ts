/** Finds a local Chromium and opens the terminal in a window of its own, with a fresh profile that goes when it closes. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { makeProfile } from "./profiles.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const FIXED = [
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Everything a browser does by itself that a counter's window must not: first-run pages, updates, sync, translation. */
const QUIET = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--disable-features=Translate,OptimizationHints,MediaRouter",
  "--lang=zh-CN",
];

/** For every way of starting it; as root Chromium runs without its sandbox or not at all. */
export function quietArguments(): readonly string[] {
  return [...QUIET, ...(process.getuid?.() === 0 ? ["--no-sandbox", "--test-type"] : [])];
}

export function browserPath(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (environment["PATH"] ?? "").split(delimiter);
  const candidates = [
    environment["LIANGZHENG_BROWSER"],
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...FIXED,
  ];
  return candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
}

export interface BrowserWindows {
  /** @param address in a command line that others can read: good for one time. */
  open(address: string): void;
  onClosed(listener: () => void): void;
  close(): void;
}

/** Undefined when there is no browser, or no display to show it on. */
export function browserWindows(): BrowserWindows | undefined {
  const path = browserPath();
  const hasDisplay = process.platform !== "linux" || Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);
  if (!path || !hasDisplay) return undefined;
  const profile = makeProfile();
  let first: ChildProcess | undefined;
  const closed: (() => void)[] = [];
  return {
    open(address) {
      const child = spawn(
        path,
        [`--app=${address}`, `--user-data-dir=${profile}`, "--window-size=1366,800", ...quietArguments()],
        { stdio: "ignore" },
      );
      child.on("error", () => undefined);
      if (first) return;
      first = child;
      child.on("exit", () => {
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
        for (const listener of closed) listener();
      });
    },
    onClosed: (listener) => void closed.push(listener),
    close: () => void first?.kill(),
  };
}
