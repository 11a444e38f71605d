/** Licenses as PDF, brought as files to a running terminal: what Chromium shows of a good one, a changed one and a forged one. */
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { replaced } from "../helpers/pdf-factory/attacks.ts";
import { appendRevision, contentBody, licensePdf, NUMBER } from "../helpers/pdf-factory/document.ts";
import { trainingPdf } from "../helpers/pdf-factory/training.ts";
import { collectErrors, launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { longestTaskMs } from "../helpers/process/longest-task.ts";
import { type RunningTerminal, startTerminal } from "../helpers/process/running-terminal.ts";
import { dropFile } from "./screens/hands.ts";
import { axeFindings } from "./screens/screen-stage.ts";

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let context: BrowserContext;
let terminal: RunningTerminal;
let page: Page;
let errors: string[];
const foreignRequests: string[] = [];

beforeAll(async () => {
  [browser, terminal] = await Promise.all([launchChromium(), startTerminal()]);
  context = await newContext(browser);
  page = await context.newPage();
  errors = collectErrors(page);
  const { origin } = new URL(terminal.clerkUrl);
  context.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) foreignRequests.push(request.url());
  });
  await page.goto(terminal.clerkUrl);
  await page.getByText("练习窗口人员").waitFor();
  await page.keyboard.press("1");
  await page.getByText("二手房转移登记").first().waitFor();
  const listed = await terminal.client.call("matter.list", {});
  const matter = listed.ok ? listed.value.matters.find(({ name }) => name.includes("货物运输")) : undefined;
  await terminal.client.call("matter.choose", { code: matter?.code ?? "" });
  await page.getByText("请扫政务服务码").first().waitFor();
});
afterEach(async () => {
  await terminal.client.call("case.cancel", { reason: "测试" });
  await terminal.until((view) => view.phase === "ready", "ready");
  expect(errors).toEqual([]);
});
afterAll(async () => {
  await context?.close();
  await Promise.all([browser?.close(), terminal?.stop()]);
});

const sealed = () => trainingPdf(join(terminal.dataDir, "training-province"), Date.now());

async function present(file: Uint8Array): Promise<void> {
  await dropFile(page, [...file], "application/pdf", "证照.pdf");
  await terminal.until((view) => view.case?.licenses.some(({ verdict }) => verdict) ?? false, "a verdict");
}

const canvas = () => page.locator(".license-view__canvas[aria-busy=false] canvas");

/** Colour of the painted page at a place in points, from its top left corner. */
function colorAt(x: number, y: number, pageWidth = 595): Promise<readonly number[]> {
  return canvas().evaluate(
    (element, [left, top, points]) => {
      const painted = element as HTMLCanvasElement;
      const copy = document.createElement("canvas");
      copy.width = painted.width;
      copy.height = painted.height;
      const pen = copy.getContext("2d");
      pen?.drawImage(painted, 0, 0);
      const scale = painted.width / points;
      return [...(pen?.getImageData(Math.round(left * scale), Math.round(top * scale), 1, 1).data ?? [])].slice(0, 3);
    },
    [x, y, pageWidth] as const,
  );
}

/** Pixels of the canvas for each pixel of the screen: 1 once it is painted in the size it has. */
const sharpness = () =>
  canvas().evaluate((element) => {
    const { width } = element.getBoundingClientRect();
    return (element as HTMLCanvasElement).width / Math.round(width * window.devicePixelRatio);
  });

describe("a PDF that the citizen brings", () => {
  test("is accepted and painted, with its seal as the way to the evidence, and gone with its case", async () => {
    const { bytes } = sealed();
    const longest = await longestTaskMs(page, async () => {
      await present(bytes);
      await canvas().waitFor();
    });
    console.log(`PDF license: longest task until it is painted ${longest.toFixed(1)} ms`);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(50);
    await photograph(page, "pdf-license");
    expect(await axeFindings(page)).toEqual([]);
    expect(await colorAt(300, 800)).toEqual([255, 255, 255]);
    expect(await colorAt(50, 750)).toEqual([230, 242, 255]);
    const [red = 0, green = 255] = await colorAt(440, 842 - 180);
    expect([red > 180, green < 60]).toEqual([true, true]);
    const view = await terminal.client.call("counter.view", {});
    expect(view.ok && view.value.case?.licenses[0]?.verdict?.decision).toBe("accept");
    await page.keyboard.press("PageDown");
    await page.getByRole("img", { name: "证照第 2 页，共 2 页" }).waitFor();
    await canvas().waitFor();
    await photograph(page, "pdf-license-second-page");
    // Decoded by plain JavaScript: the content policy lets no WebAssembly run.
    expect(await colorAt(150, 450, 842)).toEqual([0, 0, 0]);
    expect(await colorAt(150, 550, 842)).toEqual([255, 255, 255]);
    await page.keyboard.press("PageUp");
    await page.keyboard.press("z");
    const widthNow = async () => (await canvas().boundingBox())?.width ?? 0;
    await expect.poll(widthNow).toBeCloseTo((595 / 72) * 96, 0);
    await expect.poll(sharpness).toBe(1);
    await photograph(page, "pdf-license-actual-size");
    await page.keyboard.press("z");
    const seal = page.getByRole("button", { name: /电子印章.*查看核验依据/ });
    await canvas().waitFor();
    const sheet = await page.locator(".license-view__sheet").boundingBox();
    const spot = await seal.boundingBox();
    const scale = (sheet?.width ?? 0) / 595;
    expect(((spot?.x ?? 0) - (sheet?.x ?? 0)) / scale).toBeCloseTo(380, 0);
    expect(((spot?.y ?? 0) - (sheet?.y ?? 0)) / scale).toBeCloseTo(842 - 240, 0);
    await seal.click();
    await page.locator(".evidence__part[data-asked=true]").waitFor();
    await photograph(page, "pdf-license-evidence");
    expect(page.workers().filter((one) => one.url().includes("/pdf.")).length).toBe(2);
    expect(foreignRequests).toEqual([]);
    await terminal.client.call("case.cancel", { reason: "测试" });
    await page.locator(".license-view").waitFor({ state: "detached" });
    await expect.poll(() => page.workers().filter((one) => one.url().includes("/pdf.")).length).toBe(0);
  });

  test("and that was changed after sealing, is refused and shown as it was sealed, with a sentence", async () => {
    await present(appendRevision(sealed(), new Map([[NUMBER.content, contentBody("x")]])).bytes);
    await canvas().waitFor();
    await page.getByText("文件在盖章之后被改动过").waitFor();
    await expect.poll(sharpness).toBe(1);
    await photograph(page, "pdf-license-changed");
    expect(await colorAt(50, 750)).toEqual([230, 242, 255]);
    await page.getByText("无效").first().waitFor();
  });

  test.each([
    ["damaged on its way", (bytes: Buffer) => bytes.subarray(0, 900)],
    ["another document than the one that was judged", () => Buffer.from(licensePdf().bytes)],
  ])("and that comes to the screen %s, is not painted, and it is said so", async (_, change) => {
    const { bytes } = sealed();
    await page.route("**/document/**", (route) =>
      route.fulfill({ body: change(Buffer.from(bytes)), contentType: "application/pdf" }),
    );
    await present(bytes);
    await page.getByText("证照无法按原样显示").waitFor();
    expect(await page.locator("canvas").count()).toBe(0);
    await page.unroute("**/document/**");
  });

  test("and that was forged, is refused and not shown", async () => {
    await present(replaced(sealed().bytes, "72 500 Td", "72 501 Td"));
    await page.getByText("证照没有通过核验，不予显示").waitFor();
    await page.getByText("无效").first().waitFor();
    await photograph(page, "pdf-license-forged");
    expect(await page.locator(".license-view").count()).toBe(0);
  });
});

describe("a PDF that the library delivers", () => {
  test("is exempted like an OFD and painted with the seal that the province drew", async () => {
    const cast = await terminal.client.call("training.cast", {});
    const line = cast.ok
      ? cast.value.lines.find(
          ({ matterName, code, exempted }) => matterName.includes("货物运输") && exempted > 3 && code.startsWith("SFM"),
        )
      : undefined;
    await terminal.client.call("scan.submit", { text: line?.code ?? "", way: "paste" });
    await terminal.until((view) => view.phase === "deciding", "deciding");
    await page.getByText("已取得的道路运输经营许可证").click();
    await canvas().waitFor();
    await photograph(page, "pdf-license-library");
    await page.getByRole("button", { name: /样例市交通运输局电子证照专用章/ }).waitFor();
    const view = await terminal.client.call("counter.view", {});
    const material = view.ok ? view.value.case?.materials.find(({ name }) => name.startsWith("已取得")) : undefined;
    expect(material?.proposal.kind).toBe("exempt");
  });
});
