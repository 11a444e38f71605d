/** A page of HTML to PDF by the print path of a local Chromium, headless, in a profile that goes with it. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { browserPath, quietArguments } from "../loopback/browser.ts";

const TIME_OUT_MS = 60_000;

/** @param environment where the browser is looked for: `LIANGZHENG_BROWSER`, then the path. */
export async function printPdf(
  page: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Result<Uint8Array>> {
  const browser = browserPath(environment);
  if (!browser) return failed(fault("report.no-browser"));
  const folder = await mkdtemp(join(tmpdir(), "liangzheng-print-"));
  try {
    const source = join(folder, "report.html");
    const target = join(folder, "report.pdf");
    await writeFile(source, page, { mode: 0o600 });
    const code = await run(browser, [
      "--headless",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      `--user-data-dir=${join(folder, "profile")}`,
      "--no-pdf-header-footer",
      `--print-to-pdf=${target}`,
      ...quietArguments(),
      pathToFileURL(source).href,
    ]);
    const pdf = await readFile(target).catch(() => undefined);
    // A browser that was stopped in the middle may have left a beginning.
    const isWhole = pdf?.subarray(0, 5).toString() === "%PDF-" && pdf.subarray(-32).includes("%%EOF");
    return pdf && isWhole && code === 0 ? ok(pdf) : failed(fault("report.not-printed", { exit: code ?? "none" }));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Its exit code; undefined when it could not be started or took too long. */
function run(browser: string, args: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve) => {
    const child = spawn(browser, [...args], { stdio: "ignore", timeout: TIME_OUT_MS, killSignal: "SIGKILL" });
    child.on("error", () => resolve(undefined));
    child.on("exit", (code) => resolve(code ?? undefined));
  });
}
