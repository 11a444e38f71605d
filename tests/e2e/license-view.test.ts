/** The license view in a real Chromium: what is on the page, under the application's content policy, and how it looks. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawOfd } from "../../electron/drawing/draw-ofd.ts";
import type { Drawing } from "../../electron/drawing/drawing.ts";
import { openContainer } from "../../electron/seal/container/open.ts";
import { type BrowserStage, hasChromium, openBrowserStage } from "./license-view/browser-stage.ts";
import { unverifiedPlacements } from "./license-view/sample-placements.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SAMPLES = `${ROOT}/../shared/samples`;
const ARTEFACTS = `${ROOT}/tests/artefacts`;

function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  const container = openContainer(bytes);
  return container.ok ? container.entries : undefined;
}

function drawPackage(bytes: Uint8Array): Drawing {
  const entries = unpack(bytes);
  if (!entries) throw new Error("not a package");
  return drawOfd(entries, unverifiedPlacements(entries), { openPackage: unpack });
}

const hasSamples = existsSync(`${SAMPLES}/v4signed.ofd`);
if (!hasChromium()) console.log("license view: skipped, this machine has no Chromium");
if (!hasSamples) console.log("license view: real signed files are absent, their pictures are skipped");

describe.skipIf(!hasChromium())("the license view in Chromium", () => {
  let stage: BrowserStage;

  beforeAll(async () => {
    mkdirSync(ARTEFACTS, { recursive: true });
    stage = await openBrowserStage();
  });
  afterAll(() => stage?.close());

  const screenshot = (name: string) => stage.page.screenshot({ path: `${ARTEFACTS}/license-view-${name}.png` });

  describe.skipIf(!hasSamples)("with real signed files", () => {
    beforeAll(() => {
      for (const name of ["v4signed", "V4RideRight", "unsigned-helloworld"]) {
        stage.drawings.set(name, drawPackage(readFileSync(`${SAMPLES}/${name}.ofd`)));
      }
    });

    test("draws them without omissions or complaints of the browser", async () => {
      for (const [name, drawing] of stage.drawings) {
        expect(drawing.omissions).toEqual([]);
        for (const page of drawing.pages.keys()) {
          await stage.show(name, page);
          await screenshot(`${name}-${page + 1}`);
          if (page === 0) {
            await stage.show(name, 0, 1.6);
            await screenshot(`${name}-zoom`);
          }
        }
      }
      expect(stage.complaints).toEqual([]);
    });
  });
});
