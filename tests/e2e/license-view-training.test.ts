/** Every kind of license of the training province in the license view: drawn whole, with its seal on top, and looked at. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LICENSES } from "../../electron/training/cast/library.ts";
import type { License } from "../../electron/training/cast/license.ts";
import { openKeystore } from "../../electron/training/pki/keystore.ts";
import { sealLicense } from "../../electron/training/seal/license-office.ts";
import { type BrowserStage, hasChromium, openBrowserStage } from "./license-view/browser-stage.ts";
import { drawPackage } from "./license-view/draw-package.ts";

const ARTEFACTS = fileURLToPath(new URL("../artefacts", import.meta.url));

/** The first license of each type. */
const specimens = [...new Map<string, License>([...LICENSES].reverse().map((one) => [one.typeId, one])).values()];

if (!hasChromium()) console.log("license view of training licenses: skipped, this machine has no Chromium");

describe.skipIf(!hasChromium())("training licenses in the license view", () => {
  const keys = mkdtempSync(join(tmpdir(), "license-view-keys-"));
  const keystore = openKeystore(keys, Date.UTC(2026, 0, 1));
  let stage: BrowserStage;

  beforeAll(async () => {
    mkdirSync(ARTEFACTS, { recursive: true });
    stage = await openBrowserStage();
  });
  afterAll(async () => {
    await stage?.close();
    rmSync(keys, { recursive: true, force: true });
  });

  test.each(specimens.map((license) => [license.typeId, license] as const))("%s", async (typeId, license) => {
    const { drawing, covered } = drawPackage(sealLicense(license, keystore));
    expect(drawing.omissions).toEqual([]);
    expect(drawing.entries.filter((entry) => !covered.has(entry))).toEqual([]);
    expect(drawing.pages.map((page) => page.seals.map((seal) => seal.picture.kind))).toEqual([["page"]]);
    stage.drawings.set(typeId, drawing);
    await stage.show(typeId);
    await stage.page.screenshot({ path: `${ARTEFACTS}/license-view-training-${typeId}.png` });
    const shown = await stage.page.locator(".license-view__page").evaluate((svg) => svg.textContent ?? "");
    for (const { name } of license.holders) expect(shown).toContain(name);
    expect(await stage.page.getByRole("button", { name: /电子印章/ }).count()).toBe(1);
    expect(stage.complaints).toEqual([]);
  });
});
