/** A host that hangs with its connections open: neither window may go on showing what was true before. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, newContext } from "../helpers/process/chromium.ts";
import { type RunningTerminal, startTerminal } from "../helpers/process/running-terminal.ts";

let browser: Browser;
let terminal: RunningTerminal;

beforeAll(async () => {
  browser = await launchChromium();
  terminal = await startTerminal();
});
afterAll(async () => {
  process.kill(terminal.pid, "SIGCONT");
  await browser?.close();
  await terminal?.stop();
});

test.skipIf(process.platform === "win32")(
  "both windows say so within seconds, and are up to date as soon as it goes on",
  async () => {
    const context = await newContext(browser);
    const [clerk, citizen] = [await context.newPage(), await context.newPage()];
    await citizen.goto(terminal.citizenUrl);
    await citizen.locator(".citizen[data-phase=rest]").waitFor();
    await clerk.goto(terminal.clerkUrl);
    await clerk.getByText("练习窗口人员").waitFor();
    // Longer than a silence may last: an idle host is no hanging one.
    await clerk.waitForTimeout(5_000);
    expect(await clerk.locator(".veil").count()).toBe(0);
    process.kill(terminal.pid, "SIGSTOP");
    const from = performance.now();
    await clerk.locator(".veil").waitFor({ timeout: 10_000 });
    console.log(`host hangs: noticed after ${Math.round(performance.now() - from)} ms`);
    await citizen.locator(".citizen[data-phase=away]").waitFor({ timeout: 10_000 });
    process.kill(terminal.pid, "SIGCONT");
    await clerk.locator(".veil").waitFor({ state: "detached", timeout: 5_000 });
    await citizen.locator(".citizen[data-phase=rest]").waitFor({ timeout: 5_000 });
    await clerk.keyboard.press("1");
    await clerk.getByText("二手房转移登记").first().waitFor();
    await context.close();
  },
  60_000,
);
