/** The compiled Electron shell against the stand-in: started in this process, as often as a test wants. */
import { mkdtempSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { root } from "./liangzheng.ts";

export const standIn = new URL("../../emulators/electron-stand-in/electron.mjs", import.meta.url).href;

export interface StandInSession {
  readonly answer: (request: Request) => Promise<Response>;
  readonly permissionHandler: (
    contents: unknown,
    permission: string,
    answer: (granted: boolean) => void,
    details: { requestingUrl: string },
  ) => void;
  readonly permissionCheck: (contents: unknown, permission: string, origin: string) => boolean;
}

export interface StandInWindow {
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents: unknown;
  readonly isShown: boolean;
  readonly page: Page;
  close(): void;
}

export interface Control {
  context: unknown;
  userData: string;
  keystore: string | undefined;
  hasQuit: boolean;
  readonly windows: StandInWindow[];
  readonly errorBoxes: { readonly title: string; readonly content: string }[];
  readonly clipboards: { clipboard: string; selection: string };
  readonly handlers: Map<string, (event: unknown, message: unknown) => unknown>;
  readonly sessions: Map<string, StandInSession>;
  start(): void;
  restart(): void;
}

let starts = 0;

/** The control, with a fresh folder for the shell's data. */
export async function openStandIn(context: BrowserContext): Promise<Control> {
  context.setDefaultTimeout(PATIENCE_MS);
  registerHooks({
    resolve: (specifier, from, next) =>
      specifier === "electron" ? { url: standIn, format: "module", shortCircuit: true } : next(specifier, from),
  });
  const { control } = (await import(/* @vite-ignore */ standIn)) as { control: Control };
  control.context = context;
  control.userData = mkdtempSync(join(tmpdir(), "stand-in-"));
  return control;
}

/** Runs the compiled main from its first line. A second start in one process begins with `control.restart()`. */
export async function startShell(control: Control): Promise<void> {
  starts += 1;
  await import(/* @vite-ignore */ `${pathToFileURL(join(root, "dist/host/main.mjs")).href}?start=${starts}`);
  control.start();
}

/** Loose: the machine may be doing much else. Rejects in time for a test to say what it waited for. */
const PATIENCE_MS = 150_000;
export const STAND_IN_TIMEOUT_MS = 300_000;

export async function until<T>(find: () => T | undefined, what: string): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const found = find();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`waited for ${what}`);
}
