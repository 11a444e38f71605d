/** The person's card with full details: granted, and held in the clear, with and without the photo of an ID card. */
import type { Page } from "playwright-core";
import { ok } from "../../../electron/domain/result.ts";
import { decodeSamplePhoto, samplePhoto } from "../../../native-devices/virtual/sample-photo.ts";
import { inCase } from "../../helpers/fixtures/case-views.ts";
import type { ScriptedHost } from "../../helpers/scripted-host.ts";
import type { Scene } from "./scenes.ts";
import { pressSlowly } from "./screen-stage.ts";

const PERSON = { name: "张晓明", number: "990123198806120171" };
const PHOTO = await decodeSamplePhoto(samplePhoto(PERSON));

/** A card lay on the reader, and its photo was decoded. */
export const WITH_PHOTO = inCase({
  phase: "deciding",
  part: {
    entry: { way: "id-card", family: "license-app", card: { type: "citizen", notes: [] } },
    photo: { address: "/document/card/photo" },
  },
});

export const revealScenes: readonly Scene[] = [
  { name: "deciding-reveal", counter: inCase({ phase: "deciding" }), keys: ["s", "1", "Enter"] },
  { name: "deciding-revealed", counter: inCase({ phase: "deciding" }), act: holdRevealed },
  { name: "deciding-photo", counter: WITH_PHOTO },
  { name: "deciding-photo-revealed", counter: WITH_PHOTO, act: holdRevealed },
];

/** The key may still be down from another scene. */
async function holdRevealed(page: Page): Promise<void> {
  await page.keyboard.up("s");
  await pressSlowly(page, ["s", "1", "Enter"]);
  await page.waitForSelector(".person__hold");
  await page.keyboard.down("s");
  await page.waitForSelector("[data-held=true]");
}

export function answerReveal(host: ScriptedHost): void {
  if ("pixels" in PHOTO) host.blobs.set("card/photo", { mediaType: "application/octet-stream", bytes: PHOTO.pixels });
  host.answer("person.reveal", () => ok({ fullName: PERSON.name, fullNumber: PERSON.number }));
}
