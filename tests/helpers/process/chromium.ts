/** Chromium for the end-to-end tests: the local one, quiet, with its errors collected. Without one an end-to-end run fails. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { browserPath } from "../../../electron/loopback/browser.ts";
import { root } from "./liangzheng.ts";

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const executablePath = browserPath();
  if (!executablePath) throw new Error("no Chromium: `apt-get install chromium`, or set LIANGZHENG_BROWSER");
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: [...QUIET, ...args] });
}

export function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", viewport: { width: 1366, height: 768 } });
}

/** Console errors and uncaught exceptions of a page; also what the content security policy refused. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => void errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

/** Into tests/artefacts, which is not committed. */
export async function photograph(page: Page, name: string): Promise<void> {
  const folder = join(root, "tests/artefacts");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
