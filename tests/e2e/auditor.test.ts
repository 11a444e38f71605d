/** The auditor's day on a real terminal: what a clerk did is found, followed through its case, checked and taken along. */
import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { driveCase } from "../../electron/cli/drive-case.ts";
import type { ReplyOf } from "../../electron/contract/contract.ts";
import type { AuditEntry } from "../../electron/domain/audit/audit-entry.ts";
import { canonicalJson } from "../../electron/domain/audit/canonical-json.ts";
import { TRAINING_ACCOUNTS } from "../../electron/host/first-users.ts";
import { chainHash, hexOf } from "../../electron/storage/audit-chain.ts";
import { told } from "../helpers/host/told.ts";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { type RunningTerminal, startTerminal } from "../helpers/process/running-terminal.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let browser: Browser;
let context: BrowserContext;
let terminal: RunningTerminal;
let page: Page;
let errors: string[];
let caseId: string;
let decided: number;
let person: string;

/** One whole case of the clerk, over the contract. */
async function serveOne(): Promise<void> {
  const { client } = terminal;
  const { account = "", password = "" } = TRAINING_ACCOUNTS[0] ?? {};
  told(await client.call("session.sign-in", { account, password }));
  const { lines }: ReplyOf<"training.cast"> = told(await client.call("training.cast", {}));
  const line = lines.find(({ family, exempted }) => family === "service-code" && exempted > 1);
  if (!line) throw new Error("the cast has nobody like that");
  const said: string[] = [];
  const onEvent = ({ event, caseId: id }: { event: string; caseId: string }) => {
    caseId = id;
    said.push(event);
  };
  const outcome = await driveCase({ client, onEvent, others: "paper", receiptMs: 5_000 }, async () => {
    told(await client.call("matter.choose", { code: line.matter }));
    const scanned = await client.call("training.scan", { code: line.code });
    return scanned.ok ? undefined : scanned.fault;
  });
  expect(outcome.kind).toBe("closed");
  decided = said.filter((event) => event === "decided").length;
  person = line.person;
  told(await client.call("session.sign-out", {}));
}

beforeAll(async () => {
  terminal = await startTerminal();
  await terminal.until(({ phase }) => phase === "signed-out", "a terminal");
  await serveOne();
  browser = await launchChromium();
  context = await newContext(browser);
  page = await context.newPage();
  errors = collectErrors(page);
  await page.goto(terminal.clerkUrl);
});
afterAll(async () => {
  await browser?.close();
  await terminal?.stop();
});

const rows = () => page.locator(".audit-table tbody tr");

test("finds what was decided, by whom, and follows one case through all its rows", async () => {
  await page.getByText("练习审计员").waitFor();
  await page.keyboard.press("3");
  await rows().first().waitFor();
  await page.getByLabel("操作").selectOption("material.decided");
  await expect.poll(() => rows().count()).toBe(decided);
  expect(await rows().first().textContent()).toContain("clerk01");
  await page
    .getByRole("button", { name: caseId.slice(0, 8) })
    .first()
    .click();
  await page.getByLabel("操作").selectOption("");
  await page.getByRole("cell", { name: "开始办件" }).waitFor();
  const words = await rows().allTextContents();
  expect(words.length).toBeGreaterThan(decided);
  expect(words.every((text) => text.includes(caseId.slice(0, 8)))).toBe(true);
  // Every key of a detail has a word.
  expect((await page.locator(".audit__detail").allTextContents()).filter((text) => /(^|；)[a-z]/.test(text))).toEqual(
    [],
  );
  await photograph(page, "auditor-case");
});

test("checks the chain and takes the case along: whole, masked, and audited itself", async () => {
  await page.keyboard.press("F6");
  await page.getByText("完整，没有改动").waitFor();
  const shown = await rows().count();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("F7")]);
  await page.getByText(`已导出 ${shown} 行`).waitFor();
  await photograph(page, "auditor-exported");
  const text = readFileSync(await download.path(), "utf8");
  const entries: AuditEntry[] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries.map((entry) => entry.caseId)).toEqual(Array(shown).fill(caseId));
  for (const { hash, prevHash, ...record } of entries)
    expect(hexOf(chainHash(Buffer.from(prevHash, "hex"), canonicalJson(record)))).toBe(hash);
  expect(text).not.toContain(person);
  expect(text).not.toMatch(/(?<![0-9a-f])\d{17}[\dX](?![0-9a-f])/);
  const exported = told(await terminal.client.call("audit.search", { action: "audit.exported", limit: 9 })).entries;
  expect(exported).toMatchObject([{ clerk: "audit01", detail: { caseId, after: 0, through: exported[0]!.seq - 1 } }]);
});

test("sees who used which license for what, and the case as it was closed", async () => {
  await page.keyboard.press("F10");
  await expect.poll(() => rows().count()).toBe(decided);
  await photograph(page, "auditor-uses");
  const uses = await rows().allTextContents();
  expect(uses.every((text) => text.includes("clerk01"))).toBe(true);
  expect(uses.some((text) => text.includes("已免交") && text.includes("居民身份证"))).toBe(true);
  await page.keyboard.press("F10");
  await page.getByText("已办结").first().waitFor();
  await photograph(page, "auditor-history");
  expect(await page.content()).not.toContain(person);
  expect(errors).toEqual([]);
});
