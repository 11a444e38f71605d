import { describe, expect, test } from "vitest";
import { drawOfd } from "../../../../electron/drawing/draw-ofd.ts";
import { LIMITS } from "../../../../electron/drawing/limits.ts";
import { drawObjects, drawSample, layer, samplePackage } from "./sample-package.ts";

const RULE =
  '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 5 L 1 5</ofd:AbbreviatedData></ofd:PathObject>';
const units = (content: string) =>
  `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="c"><ofd:Content>${content}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
const USE = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="c"/>';

/** Generous beside the ordinary few milliseconds, and far below what an attack would take. */
const SECONDS = 3000;

describe("hostile packages cost a bounded amount of work", () => {
  test("a unit that contains itself ends", () => {
    const drawing = drawObjects(USE, units(`${RULE}${USE}`));
    expect(drawing.omissions).toContain("LIMIT_DEPTH");
  });

  test(
    "units that double at each step end",
    () => {
      const drawing = drawObjects(USE, units(`${USE}${USE}`));
      expect(drawing.omissions).toEqual(expect.arrayContaining(["LIMIT_ITEMS"]));
    },
    SECONDS,
  );

  test(
    "a large unit used very often ends",
    () => {
      const drawing = drawObjects(
        USE.repeat(2000),
        units(`<ofd:PathObject>${"<ofd:Nothing/>".repeat(20_000)}</ofd:PathObject>`),
      );
      expect(drawing.omissions).toEqual(expect.arrayContaining(["LIMIT_WEIGHT"]));
    },
    SECONDS,
  );

  test("more objects than the limit are left out and named", () => {
    const drawing = drawObjects(RULE.repeat(LIMITS.items + 10));
    expect(drawing.pages[0]?.items).toHaveLength(LIMITS.items);
    expect(drawing.omissions).toEqual(["LIMIT_ITEMS"]);
  });

  test("more pages than the limit are left out and named", () => {
    const drawing = drawSample({ pages: Array.from({ length: LIMITS.pages + 1 }, () => "") });
    expect(drawing.pages).toHaveLength(LIMITS.pages);
    expect(drawing.omissions).toEqual([`LIMIT_PAGES:${LIMITS.pages + 1}`]);
  });

  test("blocks deeper than the limit are left out and named", () => {
    const depth = LIMITS.depth + 5;
    const drawing = drawObjects("<ofd:PageBlock>".repeat(depth) + RULE + "</ofd:PageBlock>".repeat(depth));
    expect(drawing.pages[0]?.items).toEqual([]);
    expect(drawing.omissions).toEqual(["LIMIT_DEPTH"]);
  });

  test("a path longer than the limit is drawn as far as that and named", () => {
    const data = `M 0 0 ${"L 1 1 ".repeat(LIMITS.onePathCharacters / 6)}L 2 2`;
    const drawing = drawObjects(
      `<ofd:PathObject ID="1" Boundary="0 0 9 9"><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`,
    );
    expect(drawing.omissions).toEqual(["PATH_MALFORMED:1"]);
  });

  test("text beyond the limit of glyphs is left out and named", () => {
    const text = (count: number) =>
      `<ofd:TextObject Boundary="0 0 9 9" Size="1"><ofd:TextCode X="0" Y="1">${"证".repeat(count)}</ofd:TextCode></ofd:TextObject>`;
    const drawing = drawObjects(text(LIMITS.glyphs) + text(1));
    expect(drawing.pages[0]?.items).toHaveLength(1);
    expect(drawing.omissions).toEqual(["LIMIT_GLYPHS"]);
  });

  test("omissions beyond the limit are counted as others", () => {
    const objects = Array.from({ length: LIMITS.omissions + 50 }, (_, i) => `<ofd:ImageObject ResourceID="${i}"/>`);
    const { omissions } = drawObjects(objects.join(""));
    expect(omissions).toHaveLength(LIMITS.omissions + 1);
    expect(omissions.at(-1)).toBe("MORE_OMISSIONS");
  });

  test("a large page shown by very many page entries is paid for each time", () => {
    const entries = samplePackage({
      pages: [layer(`<ofd:PathObject>${"<ofd:Nothing/>".repeat(20_000)}</ofd:PathObject>`)],
    });
    const list = '<ofd:Page ID="x" BaseLoc="Pages/Page_0/Content.xml"/>'.repeat(LIMITS.pages);
    entries.set(
      "Doc_0/Document.xml",
      new TextEncoder().encode(
        `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages>${list}</ofd:Pages></ofd:Document>`,
      ),
    );
    expect(drawOfd(entries, []).omissions).toContain("LIMIT_WEIGHT");
  });

  test("more XML than the limit is not taken apart", () => {
    const blanks = " ".repeat(LIMITS.xmlBytes / 2);
    const drawing = drawSample({ pages: [blanks, layer(RULE), blanks] });
    expect(drawing.omissions).toEqual(["LIMIT_XMLBYTES"]);
    expect(drawing.pages.map((page) => page.items.length)).toEqual([0, 1, 0]);
  });
});
