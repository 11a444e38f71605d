/** WebAssembly is let into one thread and nowhere else. */
import { expect, test } from "vitest";
import { contentSecurityPolicy } from "../../../../electron/host/screen-files.ts";

const scripts = (path: string) => /script-src [^;]*/.exec(contentSecurityPolicy("'self'", path))?.[0];

test("the decoder's thread may compile WebAssembly and still evaluates no text", () => {
  expect(scripts("/assets/qr-worker-B4d_f-9x.js")).toBe("script-src 'self' 'wasm-unsafe-eval'");
});

test.each([
  "/",
  "/citizen",
  "/assets/index-B4df9x.js",
  "/assets/pdf.worker.min-x.mjs",
  "/qr-worker-x.js/..",
  "/x-qr-worker-.html",
])("%s may not", (path) => expect(scripts(path)).toBe("script-src 'self'"));

test("nothing is fetched from anywhere but the own origin", () => {
  expect(contentSecurityPolicy("'self'", "/assets/qr-worker-x.js")).toContain("connect-src 'self';");
});
