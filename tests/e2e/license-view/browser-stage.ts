/**
 * Builds the stage with the license view, serves it with drawings under the application's kind of content policy, and
 * opens it in the Chromium of this machine.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import type { Drawing } from "../../../electron/drawing/drawing.ts";
import { toScreenDrawing } from "../../../electron/drawing/screen-drawing.ts";

const CHROMIUM_PATH = "/usr/bin/chromium";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

export interface BrowserStage {
  readonly page: Page;
  /** Everything that Chromium complained about, content policy included. */
  readonly complaints: string[];
  readonly drawings: Map<string, Drawing>;
  show(name: string, page?: number, zoom?: "fit" | number): Promise<void>;
  close(): Promise<void>;
}

export function hasChromium(): boolean {
  return existsSync(CHROMIUM_PATH);
}

export async function openBrowserStage(): Promise<BrowserStage> {
  const outDir = mkdtempSync(join(tmpdir(), "license-view-"));
  await buildStage(outDir);
  const drawings = new Map<string, Drawing>();
  const server = createServer((request, response) => answer(request.url ?? "/", response, outDir, drawings));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: ARGS });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    page,
    complaints,
    drawings,
    async show(name, pageIndex = 0, zoom = "fit") {
      await page.evaluate(([n, p, z]) => window.stage.show(n, p, z), [name, pageIndex, zoom] as const);
      await page.waitForFunction(() => document.querySelector(".license-view") !== null);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.waitForLoadState("networkidle");
    },
    close: () => closeAll(browser, server, outDir),
  };
}

/** As it is shipped: the test runner's environment would make a development build, several times slower. */
async function buildStage(outDir: string): Promise<void> {
  const environment = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  await build({
    configFile: false,
    mode: "production",
    root: fileURLToPath(new URL(".", import.meta.url)),
    plugins: [react()],
    logLevel: "error",
    build: { outDir, emptyOutDir: true, reportCompressedSize: false },
  });
  process.env["NODE_ENV"] = environment;
}

function answer(url: string, response: ServerResponse, outDir: string, drawings: ReadonlyMap<string, Drawing>): void {
  const [, kind = "", name = "", blobId = ""] = url.split("/").map(decodeURIComponent);
  const drawing = drawings.get(name);
  response.setHeader("Content-Security-Policy", POLICY);
  if (kind === "drawing" && drawing) {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(toScreenDrawing(drawing)));
  } else if (kind === "blob" && drawing?.blobs[blobId]) {
    response.setHeader("Content-Type", drawing.blobs[blobId].mediaType);
    response.end(drawing.blobs[blobId].bytes);
  } else {
    const file = join(outDir, url === "/" ? "index.html" : url);
    response.statusCode = existsSync(file) ? 200 : 404;
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    response.end(existsSync(file) ? readFileSync(file) : "");
  }
}

async function closeAll(browser: Browser, server: Server, outDir: string): Promise<void> {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
  rmSync(outDir, { recursive: true, force: true });
}
