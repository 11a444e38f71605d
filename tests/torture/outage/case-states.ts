/** The library, or everything, goes away in each state of a case: the page says what to do next, keeps what there is, and goes on. */
import { pasteText } from "../../e2e/screens/hands.ts";
import type { Desk } from "../../helpers/lines/open-desk.ts";
import { value } from "../../integration/storage-sample.ts";
import type { Findings } from "../torture.ts";

const PATIENCE_MS = 30_000;
/** A page that acts on a key has drawn the next step by then; keys closer together are a scanner's. */
const BETWEEN_KEYS_MS = 500;
const CASES = 3;

/** Three cases of one person, from a ready counter to a ready counter. */
export async function throughOutages(desk: Desk, findings: Findings): Promise<void> {
  const { page, lines, host } = desk;
  const code = (family: string) => {
    const fits = lines.cast.find(
      ({ matterName, family: own, expect }) =>
        matterName.startsWith("住房公积金") && own === family && expect.exempted === 4,
    );
    return fits?.code ?? "";
  };
  /** The step bar's sentences. */
  const expectStep = async (kind: string, words: string) => {
    const bar = page.locator(`.step-bar[data-step=${kind}]`, { hasText: words });
    const isThere = await bar.waitFor({ timeout: PATIENCE_MS }).then(
      () => true,
      () => false,
    );
    const seen = isThere ? "" : await page.locator(".step-bar").textContent();
    findings.require(isThere, `${kind}, “${words}” was not said, but: ${seen}`);
  };
  const reload = async () => {
    await page.reload();
    await page.waitForSelector(".step-bar");
  };

  await lines.cut("library", "silent");
  await pasteText(page, code("service-code"));
  await expectStep("scan-again", "省库离线，暂不能识别");
  await reload();
  await expectStep("scan-again", "按 F6 核验");
  await lines.mend("library");
  await expectStep("scan-again", "省库已恢复，请再扫一次码");
  await pasteText(page, code("service-code"));
  await expectStep("confirm-all", "可以免交");
  for (const end of ["library", "platform", "trust"] as const) await lines.cut(end, "gone");
  await page.getByText("省库、受理平台、信任端离线").waitFor();
  await decide(desk);
  await expectStep("done", "结果待报送，联网后自动完成");
  await reload();
  await expectStep("done", "结果待报送，联网后自动完成");
  await leave(desk);
  for (const end of ["library", "platform", "trust"] as const) await lines.mend(end);
  await page.getByText("网络正常").waitFor();

  await pasteText(page, code("phone-consent"));
  await expectStep("consent-phone", "剩余");
  await lines.cut("library", "gone");
  await expectStep("consent-phone", "收不到群众的答复");
  await lines.mend("library");
  await expectStep("confirm-all", "可以免交");
  await decide(desk);
  await leave(desk);

  await lines.cut("library", "slow");
  await pasteText(page, code("license-app"));
  await page.waitForSelector(".step-bar[data-step=fetching]");
  await lines.cut("library", "gone");
  await page.waitForSelector(".step-bar[data-step=decide], .step-bar[data-step=confirm-all]");
  await lines.mend("library");
  await expectStep("decide", "省库已恢复，按 F5 重新调取");
  await page.keyboard.press("F5");
  await expectStep("confirm-all", "4 项材料可以免交");
  await decide(desk);
  await leave(desk);

  await page.getByText("已全部报送").waitFor();
  const { refused, queued } = value(await host.parts.storage.outboxCounts());
  findings.require(refused + queued === 0, `${refused} refused, ${queued} queued at the end`);
  const done = await page.locator(".side").textContent();
  findings.require(new RegExp(`办件${CASES}免交材料${4 * CASES}`, "u").test(done ?? ""), `counted otherwise: ${done}`);
}

/** Exempts what can be exempted, and takes the rest on paper. */
async function decide({ page }: Desk): Promise<void> {
  const kind = () => page.locator(".step-bar").getAttribute("data-step");
  for (let tries = 0; tries < 20 && (await kind()) !== "done"; tries += 1) {
    await page.keyboard.press((await kind()) === "confirm-all" ? "Enter" : "p");
    await page.waitForTimeout(BETWEEN_KEYS_MS);
  }
}

async function leave({ page }: Desk): Promise<void> {
  // The last step takes no Enter while it has just come up.
  await page.waitForTimeout(BETWEEN_KEYS_MS);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".step-bar[data-step=scan]");
}
