/** A live terminal that is started without a console, as from an icon: the passphrase is asked for in a window, never where nobody looks. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sealKeyFile } from "../../electron/storage/key-file.ts";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { root } from "../helpers/process/liangzheng.ts";
import { liveConfig } from "../helpers/process/live-config.ts";

const PASSPHRASE = "落霞与孤鹜齐飞-Canary-5120";
const QUICK = { log2n: 10, r: 8, p: 1 };

/** Writes down what it was to open, and stays until it is closed: the page is opened by the test. */
const BROWSER = `#!${process.execPath}
require("node:fs").appendFileSync(process.env.OPENED, process.pid + " " + process.argv.find((one) => one.startsWith("--app=")).slice(6) + "\\n");
setInterval(() => undefined, 1000);
`;

describe("without a console", { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder: string;
  let dataDir: string;
  let child: ChildProcess;
  let said: string;
  let ended: Promise<number | null>;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "asking-"));
    dataDir = join(folder, "data");
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "terminal.json"), JSON.stringify(liveConfig));
    writeFileSync(join(folder, "browser.cjs"), BROWSER);
    chmodSync(join(folder, "browser.cjs"), 0o755);
  });
  afterEach(async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  function start(...more: string[]): void {
    const surroundings = {
      LIANGZHENG_BROWSER: join(folder, "browser.cjs"),
      OPENED: join(folder, "opened"),
      DISPLAY: ":77",
    };
    // Open, and nobody at the other end of it.
    child = spawn(process.execPath, [join(root, "dist/host/cli.mjs"), "serve", "--data", dataDir, ...more], {
      env: { ...process.env, ...surroundings },
      stdio: "pipe",
    });
    said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
    ended = new Promise((done) => child.once("close", done));
  }
  const seal = () => sealKeyFile(join(dataDir, "terminal.sqlite.key"), PASSPHRASE, undefined, QUICK);
  /** The windows so far: whose, and what they show. */
  function opened(): readonly { readonly pid: number; readonly address: string }[] {
    const file = join(folder, "opened");
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    return lines.map((line) => ({ pid: Number(line.split(" ")[0]), address: line.split(" ")[1] ?? "" }));
  }
  async function window(at: number): Promise<{ readonly pid: number; readonly page: Page }> {
    const one = await expect
      .poll(() => opened()[at], { timeout: 15_000 })
      .toBeDefined()
      .then(() => opened()[at]);
    const page = await (await newContext(browser)).newPage();
    await page.goto(one?.address ?? "");
    return { pid: one?.pid ?? 0, page };
  }
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  test("a wrong one has to wait, the right one opens the terminal in a window of its own, and the first is gone", async () => {
    seal();
    start();
    const { pid, page } = await window(0);
    const errors = collectErrors(page);
    await page.getByRole("heading", { name: "输入数据口令" }).waitFor();
    await page.locator("input").fill("not the passphrase");
    await page.getByRole("button", { name: /打开终端/ }).click();
    await page.getByText("还可以试 4 次").waitFor();
    await photograph(page, "loopback-passphrase-zh");
    await page.locator("input").fill(PASSPHRASE);
    await page.getByRole("button", { name: /打开终端/ }).click();
    const terminal = await window(1);
    await terminal.page.getByLabel(/账号/).waitFor();
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(new URL(terminal.page.url()).port).not.toBe(new URL(page.url()).port);
    expect(errors).toEqual([]);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(said).not.toContain("Canary");
  });

  test("a terminal that has neither key nor data is set up in the window", async () => {
    start();
    const { page } = await window(0);
    await page.getByRole("heading", { name: "设置数据口令" }).waitFor();
    for (const at of [0, 1]) await page.locator("input").nth(at).fill(PASSPHRASE);
    await page.getByRole("button", { name: /设置并打开/ }).click();
    await (await window(1)).page.getByLabel(/账号/).waitFor();
    expect(readFileSync(join(dataDir, "terminal.sqlite.key"), "latin1")).toMatch(/^liangzheng-key\/2 scrypt/);
  });

  test("giving up ends the program with a sentence and a code, by the button or by closing the window", async () => {
    seal();
    start();
    const { page } = await window(0);
    await page.getByRole("button", { name: "退出程序" }).click();
    expect(await ended).toBe(69);
    expect(said).toMatch(/storage\.passphrase reason=needed/);
    start();
    const [, second] = await expect.poll(opened, { timeout: 15_000 }).toHaveLength(2).then(opened);
    process.kill(second?.pid ?? 0);
    expect(await ended).toBe(69);
    expect(opened()).toHaveLength(2);
  });

  test("a port that cannot be had ends it with a sentence, and the window that asked with it", async () => {
    seal();
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    start("--port", String(port));
    child.stdin?.write(`${PASSPHRASE}\n`);
    expect(await ended).toBe(69);
    expect(said).toMatch(new RegExp(`port ${port} cannot be had`));
    expect(opened().filter(({ pid }) => isAlive(pid))).toEqual([]);
    taken.close();
  });

  test("a script that pipes it in need not know of the window", async () => {
    seal();
    start();
    // The first line is an old one.
    child.stdin?.write(`not the passphrase\n${PASSPHRASE}\n`);
    await (await window(1)).page.getByLabel(/账号/).waitFor();
  });
});
