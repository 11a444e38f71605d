import { describe, expect, test } from "vitest";
import { readClips } from "../../../../electron/drawing/clip-regions.ts";
import { Ledger } from "../../../../electron/drawing/ledger.ts";
import { element } from "./sample-package.ts";

function clipsOf(clips: string) {
  const ledger = new Ledger();
  return { regions: readClips(element(`<ofd:PathObject>${clips}</ofd:PathObject>`), ledger), ledger };
}

const area = (path: string, attributes = "") => `<ofd:Area ${attributes}>${path}</ofd:Area>`;
const square = (attributes = "") =>
  `<ofd:Path ${attributes}><ofd:AbbreviatedData>M 0 0 L 1 0 L 1 1 C</ofd:AbbreviatedData></ofd:Path>`;

describe("clips", () => {
  test("an object without any is not clipped", () => {
    expect(clipsOf("").regions).toBeUndefined();
    expect(clipsOf("<ofd:Clips/>").regions).toBeUndefined();
  });

  test("areas of one clip form one region, clips form several", () => {
    const { regions } = clipsOf(
      `<ofd:Clips><ofd:Clip>${area(square())}${area(square())}</ofd:Clip><ofd:Clip>${area(square())}</ofd:Clip></ofd:Clips>`,
    );
    expect(regions?.map((region) => region.areas.length)).toEqual([2, 1]);
  });

  test("a path is moved by its CTM, its boundary and the area's CTM, in this order", () => {
    const { regions } = clipsOf(
      `<ofd:Clips><ofd:Clip>${area(square('Boundary="10 20 5 5" CTM="2 0 0 2 0 0" Rule="Even-Odd"'), 'CTM="1 0 0 1 100 0"')}</ofd:Clip></ofd:Clips>`,
    );
    expect(regions?.[0]?.areas[0]).toEqual({ d: "M0 0L1 0L1 1Z", rule: "evenodd", transform: [2, 0, 0, 2, 110, 20] });
  });

  test("a clip of text alone does not clip and is named", () => {
    const { regions, ledger } = clipsOf(`<ofd:Clips><ofd:Clip>${area("<ofd:Text/>")}</ofd:Clip></ofd:Clips>`);
    expect(regions).toBeUndefined();
    expect(ledger.omissions).toEqual(["UNSUPPORTED_CLIP:Text"]);
  });

  test("a clip with an empty path hides everything", () => {
    const { regions } = clipsOf(`<ofd:Clips><ofd:Clip>${area("<ofd:Path/>")}</ofd:Clip></ofd:Clips>`);
    expect(regions).toEqual([{ areas: [] }]);
  });
});
