/** The real host with its loopback server in this process, its screens in Chromium, and the province behind lines that can be cut. */
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { waitForData } from "../../../electron/cli/wait-for-data.ts";
import { type Host, openHost } from "../../../electron/host/open-host.ts";
import { type LoopbackServer, startLoopbackServer } from "../../../electron/loopback/server.ts";
import { value } from "../../integration/storage-sample.ts";
import { sourceEntries } from "../host/open-test-host.ts";
import { launchChromium, newContext } from "../process/chromium.ts";
import { root } from "../process/liangzheng.ts";
import { type Lines, openLines } from "./open-lines.ts";

export interface Desk {
  readonly lines: Lines;
  readonly host: Host;
  readonly server: LoopbackServer;
  readonly browser: Browser;
  /** The clerk's window. */
  readonly page: Page;
  /** Signs in with the first training account and takes a matter by part of its name: the counter is ready. */
  signIn(matter: string): Promise<void>;
  close(): Promise<void>;
}

/** Uses `dist/renderer` as it was built. */
export async function openDesk(): Promise<Desk> {
  const lines = await openLines();
  const host = value(
    await openHost({
      setting: lines.setting,
      dataDir: join(lines.folder, "terminal"),
      entries: sourceEntries,
      version: "test",
    }),
  );
  const problem = await waitForData(host);
  if (problem) throw new Error(problem.code);
  const server = await startLoopbackServer(host, join(root, "dist/renderer"), 0);
  const browser = await launchChromium();
  const page = await (await newContext(browser)).newPage();
  await page.goto(server.openingAddress("clerk"));
  return {
    ...{ lines, host, server, browser, page },
    async signIn(matter) {
      await page.getByText("练习窗口人员").waitFor();
      await page.keyboard.press("1");
      await page.waitForSelector(".matter-row");
      await page.getByRole("combobox").fill(matter);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".invitation");
    },
    async close() {
      await browser.close();
      await server.close();
      await host.close();
      lines.close();
    },
  };
}
