/** Builds the screens as they ship, serves them from a scripted host and opens them in this machine's Chromium. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import react from "@vitejs/plugin-react";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { pdfData } from "../../../build/scripts/pdf-data.mjs";
import { restingCitizen } from "../../helpers/fixtures/citizen-views.ts";
import { about, NOW, signedOut, status } from "../../helpers/fixtures/terminal-views.ts";
import { drawTrainingLicenses, type FixtureDrawing } from "../../helpers/fixtures/training-drawings.ts";
import { type ScriptedHost, startScriptedHost } from "../../helpers/scripted-host.ts";

export const CHROMIUM_PATH = "/usr/bin/chromium";

export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const RENDERER = fileURLToPath(new URL("../../../renderer", import.meta.url));
const PICTURES = fileURLToPath(new URL("../../artefacts/screens", import.meta.url));

export const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
export type Size = (typeof SIZES)[number];

export interface ScreenStage {
  readonly host: ScriptedHost;
  readonly browser: Browser;
  readonly drawings: ReadonlyMap<string, FixtureDrawing>;
  close(): Promise<void>;
}

export interface ScreenPage {
  readonly page: Page;
  /** What Chromium complained about since the last look: errors, warnings, broken policy. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export function hasChromium(): boolean {
  return existsSync(CHROMIUM_PATH);
}

/** @param args of Chromium beside the usual ones */
export async function openScreenStage(args: readonly string[] = []): Promise<ScreenStage> {
  const folder = mkdtempSync(join(tmpdir(), "screens-"));
  await buildScreens(folder);
  const host = await startScriptedHost(folder, { about, status, counter: signedOut, citizen: restingCitizen });
  const drawings = drawTrainingLicenses(
    ["identityCard", "realEstate", "marriageCertificate", "socialSecurityCard", "businessLicense"],
    NOW,
  );
  for (const [licenseId, { blobs }] of drawings) {
    for (const [blobId, blob] of Object.entries(blobs)) host.blobs.set(`${licenseId}/${blobId}`, blob);
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS, ...args] });
  return {
    host,
    browser,
    drawings,
    async close() {
      await browser.close();
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As it is shipped: the test runner's environment would make a development build. */
export async function buildScreens(outDir: string): Promise<void> {
  const environment = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  await build({
    configFile: false,
    mode: "production",
    root: RENDERER,
    base: "/",
    plugins: [react(), pdfData()],
    logLevel: "error",
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: "chrome120", assetsInlineLimit: 0, reportCompressedSize: false },
  });
  process.env["NODE_ENV"] = environment;
}

export async function openPage(stage: ScreenStage, size: Size, path = "/"): Promise<ScreenPage> {
  const context: BrowserContext = await stage.browser.newContext({
    viewport: size,
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${stage.host.origin}${path}`);
  return { page, complaints, close: () => context.close() };
}

/** Waits for fonts, pictures and the last frame, then photographs. */
export async function photograph(page: Page, name: string, size: Size): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await settle(page);
  await page.screenshot({ path: join(PICTURES, `${name}-${size.width}.png`), animations: "disabled" });
}

export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** As a person presses keys: each is over before the next begins, so that nobody takes them for a scanner. */
export async function pressSlowly(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(160);
  }
}

/** Rules that axe finds broken, in words a reader of the failed test can use. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .exclude(".license-view__page")
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`);
}
