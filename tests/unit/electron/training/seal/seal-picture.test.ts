import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { AGENCIES, SIGNER_IDS, SIGNERS } from "../../../../../electron/training/cast/agencies.ts";
import { drawSealPicture } from "../../../../../electron/training/seal/seal-picture.ts";

interface Glyph {
  readonly text: string;
  readonly matrix: readonly number[];
  readonly origin: readonly [number, number];
}

function glyphsOf(xml: string): Glyph[] {
  const form = /CTM="([^"]+)"[^>]*>.*?<ofd:TextCode X="([^"]+)" Y="([^"]+)">([^<]+)</g;
  return [...xml.matchAll(form)].map(([, ctm, x, y, text]) => ({
    text: text!,
    matrix: ctm!.split(" ").map(Number),
    origin: [Number(x), Number(y)],
  }));
}

describe.each(SIGNER_IDS)("the face of the seal of %s", (id) => {
  const { agency, purpose, diameterMm, sealId } = SIGNERS[id];
  const face = { agency: AGENCIES[agency].name, purpose, diameterMm, number: sealId };
  const xml = new TextDecoder().decode(unzipSync(drawSealPicture(face))["Doc_0/Pages/Page_0/Content.xml"]);

  test("names agency, purpose and number", () => {
    const letters = glyphsOf(xml)
      .map((glyph) => glyph.text)
      .join("");
    expect(letters).toContain(face.agency);
    expect(letters).toContain(face.number);
    expect(xml).toContain(`>${purpose}<`);
  });

  test("stands with every glyph's foot inside the ring", () => {
    for (const { matrix, origin } of glyphsOf(xml)) {
      const [a, b, c, d, e, f] = matrix as [number, number, number, number, number, number];
      const [x, y] = [a * origin[0] + c * origin[1] + e, b * origin[0] + d * origin[1] + f];
      expect(Math.hypot(x - diameterMm / 2, y - diameterMm / 2)).toBeLessThan(diameterMm / 2);
    }
  });
});
