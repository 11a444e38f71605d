/** What is brought to the counter on a stick, bad as it may be: each says why in a sentence, and nothing of it is half taken. */
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shanghaiDate } from "../../electron/domain/license/license-record.ts";
import { type Desk, openDesk } from "../helpers/lines/open-desk.ts";
import { collectErrors, photograph } from "../helpers/process/chromium.ts";
import { hasChromium } from "./screens/screen-stage.ts";

if (!hasChromium()) console.log("brought files: skipped, this machine has no Chromium");

const HEAD = "预约号,事项编码,姓名,证件号码,预约日期,预约时段";
const MB = 1024 * 1024;

describe.skipIf(!hasChromium())("files from a stick", () => {
  let desk: Desk;
  let page: Page;
  let errors: string[];
  let stick: string;
  const put = (name: string, content: string | Uint8Array) => {
    const path = join(stick, name);
    writeFileSync(path, content);
    return path;
  };
  const today = shanghaiDate(Date.now());
  const row = (reference: string, part: { isDigitWrong?: boolean; day?: string } = {}) => {
    const { matter = "", person = "", idNumber = "" } = desk.lines.cast[0] ?? {};
    const number = part.isDigitWrong ? `${idNumber.slice(0, -1)}${idNumber.endsWith("2") ? 3 : 2}` : idNumber;
    return [reference, matter, person, number, part.day ?? today, "00:00-24:00"].join(",");
  };
  const notice = () => page.locator(".notice").textContent();
  const count = () => page.locator(".appointments tbody tr").count();

  beforeAll(async () => {
    desk = await openDesk();
    ({ page } = desk);
    errors = collectErrors(page);
    stick = join(desk.lines.folder, "stick");
    mkdirSync(stick);
    await desk.signIn("公积金");
  });
  afterAll(() => desk?.close());

  describe("an appointment list", () => {
    const choose = async (path: string) => {
      await page.locator(".administration__head input[type=file]").setInputFiles(path);
    };
    const refusal = async (path: string, words: RegExp) => {
      await choose(path);
      await expect.poll(notice, { timeout: 5_000 }).toMatch(words);
      expect(await count()).toBe(0);
    };
    beforeAll(async () => {
      await page.keyboard.press("a");
      await page.waitForSelector(".appointments");
    });

    test("that is none is refused as a whole, each kind with its own sentence", async () => {
      await refusal(put("day.xlsx", zipSync({ "xl/workbook.xml": strToU8("<x/>") })), /Excel 工作簿.*另存为 CSV/su);
      await photograph(page, "brought-workbook");
      await refusal(put("empty.csv", ""), /空的/u);
      await refusal(put("blank.csv", "\uFEFF\r\n\r\n"), /空的/u);
      await refusal(put("noise.csv", Uint8Array.of(0x41, 0xff, 0xff, 0x42)), /编码/u);
      await refusal(put("columns.csv", "预约号,姓名\r\n1,甲\r\n"), /缺少必需的列：事项编码、证件号码、预约时段/u);
      await refusal(put("half.json", '[{"reference":"1"'), /JSON/u);
      const rows = Array.from({ length: 10_000 }, (_, index) => `R${index}`);
      await refusal(put("rows.csv", [HEAD, ...rows].join("\r\n")), /2,000 行/u);
      const large = put("large.csv", "");
      truncateSync(large, 200 * MB);
      await refusal(large, /640 KB/u);
    });

    test("from a stick that was pulled out is refused, and said to be gone", async () => {
      const path = put("gone.csv", `${HEAD}\r\n${row("R1")}\r\n`);
      await bring(page, path);
      rmSync(path);
      await page.evaluate(() => {
        const picker = document.querySelector<HTMLInputElement>(".administration__head input[type=file]");
        const file = document.querySelector<HTMLInputElement>("#stick")?.files?.[0];
        const data = new DataTransfer();
        if (!picker || !file) throw new Error("no picker");
        data.items.add(file);
        picker.files = data.files;
        picker.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await expect.poll(notice, { timeout: 5_000 }).toMatch(/U 盘已拔出/u);
      expect(await count()).toBe(0);
    });

    test("with good and bad rows, as a spreadsheet saves it, is taken by the row, through a link as well", async () => {
      const rows = [row("R1"), row("R1"), row("R2", { isDigitWrong: true }), row("R3", { day: "2020-01-01" })];
      const path = put("day.csv", `\uFEFF${[HEAD, ...rows, '"R9'].join("\r\n")}\r\n`);
      symlinkSync(path, join(stick, "link.csv"));
      await choose(join(stick, "link.csv"));
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      await photograph(page, "brought-list");
      const text = await dialog.textContent();
      for (const words of ["收下 1 行", "第 3 行", "第 4 行", "第 5 行", "第 6 行"]) expect(text).toContain(words);
      await page.keyboard.press("Enter");
      await expect.poll(count).toBe(1);
      await page.keyboard.press("Escape");
    });
  });

  describe("a license file", () => {
    const drop = async (path: string, meanwhile: () => void = () => undefined) => {
      await bring(page, path);
      meanwhile();
      await page.evaluate(() => {
        const file = document.querySelector<HTMLInputElement>("#stick")?.files?.[0];
        const dataTransfer = new DataTransfer();
        if (file) dataTransfer.items.add(file);
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      });
    };
    const refusal = async (path: string, words: RegExp) => {
      await drop(path);
      await expect.poll(notice, { timeout: 10_000 }).toMatch(words);
      expect(await page.locator(".step-bar").getAttribute("data-step")).toBe("scan");
    };

    test("that cannot be one is refused with its own sentence, and opens no case", async () => {
      await page.waitForSelector(".invitation");
      await refusal(put("empty.ofd", ""), /证照文件打不开/u);
      const large = put("large.ofd", "");
      truncateSync(large, 200 * MB);
      await refusal(large, /证照文件过大/u);
      mkdirSync(join(stick, "folder"));
      await refusal(join(stick, "folder"), /选的是文件夹/u);
      await photograph(page, "brought-folder");
    });

    test("from a stick that was pulled out is said to be gone, and not the connection", async () => {
      const path = put("gone.ofd", new Uint8Array(MB));
      await drop(path, () => rmSync(path));
      await expect.poll(notice, { timeout: 5_000 }).toMatch(/U 盘已拔出/u);
    });

    test("complained about nothing", () => {
      expect(errors.filter((one) => !one.includes("ERR_"))).toEqual([]);
    });
  });
});

/** A file that was chosen and not read yet; by the browser's own protocol, as a folder is refused otherwise. */
async function bring(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    document.querySelector("#stick")?.remove();
    const input = Object.assign(document.createElement("input"), { type: "file", id: "stick", hidden: true });
    document.body.append(input);
  });
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#stick" });
  await session.send("DOM.setFileInputFiles", { nodeId, files: [path] });
  await session.detach();
}
