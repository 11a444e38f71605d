import { describe, expect, test } from "vitest";
import { drawOfd } from "../../../../electron/drawing/draw-ofd.ts";
import type { DrawnItem, SealPlacement } from "../../../../electron/drawing/drawing.ts";
import { toScreenDrawing } from "../../../../electron/drawing/screen-drawing.ts";
import { bareTrueTypeFont } from "./fonts/tiny-fonts.ts";
import { drawObjects, drawSample, itemOf, layer, RED_PNG, samplePackage } from "./sample-package.ts";

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
/** A rule whose length tells it apart. */
const rule = (length: number) =>
  `<ofd:PathObject Boundary="0 0 90 10"><ofd:AbbreviatedData>M 0 5 L ${length} 5</ofd:AbbreviatedData></ofd:PathObject>`;
const lengthsOf = (items: readonly DrawnItem[] = []): (string | undefined)[] =>
  items.map((item) => (item.kind === "path" ? /L(\d+)/.exec(item.d)?.[1] : item.kind));

describe("pages", () => {
  test("have the document's size unless they say otherwise", () => {
    const { pages } = drawSample({
      pages: ["", "<ofd:Area><ofd:PhysicalBox>0 0 20 30</ofd:PhysicalBox></ofd:Area>"],
    });
    expect(pages.map(({ id, widthMm, heightMm }) => [id, widthMm, heightMm])).toEqual([
      ["p1", 100, 80],
      ["p2", 20, 30],
    ]);
  });

  test("of impossible size have the document's", () => {
    const { pages } = drawSample({ pages: ["<ofd:Area><ofd:PhysicalBox>0 0 0 30</ofd:PhysicalBox></ofd:Area>"] });
    expect(pages[0]).toMatchObject({ widthMm: 100, heightMm: 80 });
  });

  test("whose content is missing stay as empty sheets and are named", () => {
    const entries = samplePackage({ pages: [layer(rule(1)), layer(rule(2))] });
    entries.delete("Doc_0/Pages/Page_0/Content.xml");
    const drawing = drawOfd(entries, []);
    expect(drawing.pages.map((page) => page.items.length)).toEqual([0, 1]);
    expect(drawing.omissions).toEqual(["PAGE_MISSING:Pages/Page_0/Content.xml"]);
  });

  test("that are no XML are named with the reason", () => {
    const broken = samplePackage({
      pages: [""],
      files: { "Doc_0/Pages/Page_0/Content.xml": "<!DOCTYPE a><a/>" },
    });
    expect(drawOfd(broken, []).omissions).toEqual(["XML_DTD:Doc_0/Pages/Page_0/Content.xml"]);
  });

  test("belong to the document that is asked for", () => {
    const entries = samplePackage({ pages: [layer(rule(1))] });
    expect(drawOfd(entries, [], { docIndex: 1 })).toMatchObject({ pages: [], omissions: ["DOCUMENT_MISSING"] });
  });
});

describe("painting order", () => {
  test("layers go from background over body to foreground, each kind in the file's order", () => {
    const content = `<ofd:Content>
      <ofd:Layer Type="Foreground">${rule(4)}</ofd:Layer><ofd:Layer>${rule(2)}</ofd:Layer>
      <ofd:Layer Type="Background">${rule(1)}</ofd:Layer><ofd:Layer Type="Body">${rule(3)}</ofd:Layer></ofd:Content>`;
    expect(lengthsOf(drawSample({ pages: [content] }).pages[0]?.items)).toEqual(["1", "2", "3", "4"]);
  });

  test("templates lie below or above the page as it says", () => {
    const drawing = drawSample({
      common:
        '<ofd:TemplatePage ID="t1" BaseLoc="Tpls/a.xml" ZOrder="Foreground"/><ofd:TemplatePage ID="t2" BaseLoc="TPLS/b.xml"/>',
      pages: [
        `<ofd:Template TemplateID="t1"/><ofd:Template TemplateID="t2" ZOrder="Background"/>${layer(rule(2))}`,
        `<ofd:Template TemplateID="t1" ZOrder="Background"/>${layer(rule(2))}`,
      ],
      files: {
        "Doc_0/Tpls/a.xml": `<ofd:Page ${NAMESPACE}>${layer(rule(3))}</ofd:Page>`,
        "Doc_0/Tpls/b.xml": `<ofd:Page ${NAMESPACE}>${layer(rule(1))}</ofd:Page>`,
      },
    });
    expect(drawing.pages.map((page) => lengthsOf(page.items))).toEqual([
      ["1", "2", "3"],
      ["3", "2"],
    ]);
    expect(drawing.omissions).toEqual([]);
  });

  test("a template that is not there is named", () => {
    expect(drawSample({ pages: ['<ofd:Template TemplateID="t9"/>'] }).omissions).toEqual(["TEMPLATE_MISSING:t9"]);
  });

  test("annotations lie on top, in their own boundary, unless they are invisible", () => {
    const annotation = (attributes: string, length: number) =>
      `<ofd:Annot ${attributes}><ofd:Appearance Boundary="5 6 50 50">${rule(length)}</ofd:Appearance></ofd:Annot>`;
    const drawing = drawSample({
      pages: [layer(rule(1)), layer(rule(1))],
      tail: "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
      files: {
        "Doc_0/Annots/Annotations.xml": `<ofd:Annotations ${NAMESPACE}><ofd:Page PageID="p2"><ofd:FileLoc>P/a.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
        "Doc_0/Annots/P/a.xml": `<ofd:PageAnnot ${NAMESPACE}>${annotation('Type="Watermark"', 2)}${annotation('Visible="false"', 3)}</ofd:PageAnnot>`,
      },
    });
    expect(lengthsOf(drawing.pages[0]?.items)).toEqual(["1"]);
    const [, group] = drawing.pages[1]?.items ?? [];
    expect(group).toMatchObject({ kind: "group", transform: [1, 0, 0, 1, 5, 6], bounds: { x: 5, y: 6 } });
    expect(group?.kind === "group" && lengthsOf(group.items)).toEqual(["2"]);
  });
});

describe("nested content", () => {
  test("page blocks are drawn in place", () => {
    const drawing = drawObjects(
      `${rule(1)}<ofd:PageBlock>${rule(2)}<ofd:PageBlock>${rule(3)}</ofd:PageBlock></ofd:PageBlock>`,
    );
    expect(lengthsOf(drawing.pages[0]?.items)).toEqual(["1", "2", "3"]);
  });

  test("a composite object shows its unit, moved and cut by its boundary", () => {
    const unit = `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="c" Width="10" Height="10"><ofd:Content>${rule(1)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
    const drawing = drawObjects('<ofd:CompositeObject Boundary="10 20 30 30" CTM="2 0 0 2 0 0" ResourceID="c"/>', unit);
    const group = itemOf(drawing, "group");
    expect(group).toMatchObject({ transform: [2, 0, 0, 2, 10, 20], bounds: { x: 10, y: 20, width: 30, height: 30 } });
    expect(lengthsOf(group.items)).toEqual(["1"]);
  });

  test("resources of a page come before those of the document", () => {
    const fonts = (name: string) => `<ofd:Fonts><ofd:Font ID="1" FontName="${name}"/></ofd:Fonts>`;
    const text =
      '<ofd:TextObject Boundary="0 0 9 9" Font="1" Size="4"><ofd:TextCode X="0" Y="4">证</ofd:TextCode></ofd:TextObject>';
    const drawing = drawSample({
      pages: [`<ofd:PageRes>Res.xml</ofd:PageRes>${layer(text)}`],
      resources: fonts("黑体"),
      files: { "Doc_0/Pages/Page_0/Res.xml": `<ofd:Res ${NAMESPACE}>${fonts("楷体")}</ofd:Res>` },
    });
    expect(Object.values(drawing.fonts)[0]?.families[0]).toBe("楷体");
  });
});

describe("pictures and fonts of the package", () => {
  const picture = (file: string) => ({
    pages: [
      layer(
        '<ofd:ImageObject ID="1" Boundary="0 0 9 9" ResourceID="7"/><ofd:ImageObject Boundary="0 0 9 9" ResourceID="7"/>',
      ),
    ],
    resources: `<ofd:MultiMedias><ofd:MultiMedia ID="7" Format="PNG"><ofd:MediaFile>${file}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`,
  });

  test("a picture used twice is stored once, with the type its bytes tell", () => {
    const drawing = drawSample({ ...picture("a.jpg"), files: { "Doc_0/Res/a.jpg": RED_PNG } });
    expect(drawing.blobs).toEqual({ b1: { mediaType: "image/png", bytes: RED_PNG } });
    expect(drawing.images).toEqual({ i1: "b1" });
    expect(drawing.pages[0]?.items.map((item) => item.kind === "image" && item.imageId)).toEqual(["i1", "i1"]);
  });

  test("a picture that the screen cannot show is named by its entry", () => {
    const tiff = Uint8Array.of(0x49, 0x49, 0x2a, 0);
    const drawing = drawSample({ ...picture("a.tif"), files: { "Doc_0/Res/a.tif": tiff } });
    expect(drawing.omissions).toEqual(["UNSUPPORTED_IMAGE:Doc_0/Res/a.tif"]);
    expect(drawing.pages[0]?.items).toEqual([]);
  });

  test("a picture is shown through its mask, and not at all where the mask cannot be shown", () => {
    const masked = {
      pages: [layer('<ofd:ImageObject Boundary="0 0 9 9" ResourceID="7" ImageMask="8"/>')],
      resources:
        '<ofd:MultiMedias><ofd:MultiMedia ID="7"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia><ofd:MultiMedia ID="8"><ofd:MediaFile>m.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
    };
    const mask = RED_PNG.slice();
    const both = drawSample({ ...masked, files: { "Doc_0/Res/a.png": RED_PNG, "Doc_0/Res/m.png": mask } });
    expect(itemOf(both, "image")).toMatchObject({ imageId: "i1", maskId: "i2" });
    const one = drawSample({ ...masked, files: { "Doc_0/Res/a.png": RED_PNG } });
    expect(one.pages[0]?.items).toEqual([]);
    expect(one.omissions).toEqual(["IMAGE_MISSING:m.png"]);
  });

  test("a picture that is not there is named", () => {
    expect(drawSample(picture("a.png")).omissions).toEqual(["IMAGE_MISSING:a.png"]);
  });

  const glyphText = (fontFile: string) => ({
    pages: [
      layer(
        '<ofd:TextObject Boundary="0 0 9 9" Font="1" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4">证</ofd:TextCode></ofd:TextObject>',
      ),
    ],
    resources: `<ofd:Fonts><ofd:Font ID="1" FontName="宋体"><ofd:FontFile>${fontFile}</ofd:FontFile></ofd:Font></ofd:Fonts>`,
  });

  test("glyphs named by number become private characters of the embedded font", () => {
    const drawing = drawSample({ ...glyphText("a.ttf"), files: { "Doc_0/Res/a.ttf": bareTrueTypeFont() } });
    expect(itemOf(drawing, "text").runs[0]?.text).toBe("\u{f0001}");
    expect(drawing.fonts["f1"]).toMatchObject({ blobId: "b1" });
    expect(drawing.blobs["b1"]?.mediaType).toBe("font/ttf");
  });

  test("without a usable font file the characters themselves are shown, and the substitution is named", () => {
    const drawing = drawSample({ ...glyphText("a.pfb"), files: { "Doc_0/Res/a.pfb": "%!PS-AdobeFont" } });
    expect(itemOf(drawing, "text").runs[0]?.text).toBe("证");
    expect(drawing.fonts["f1"]).not.toHaveProperty("blobId");
    expect(drawing.omissions).toEqual(["FONT_SUBSTITUTED:Doc_0/Res/a.pfb"]);
  });

  test("keys of fonts and pictures never come from the package", () => {
    const drawing = drawObjects(
      '<ofd:TextObject Boundary="0 0 9 9" Font="__proto__" Size="4"><ofd:TextCode X="0" Y="4">证</ofd:TextCode></ofd:TextObject>',
      '<ofd:Fonts><ofd:Font ID="__proto__" FontName="宋体"/></ofd:Fonts>',
    );
    expect(Object.keys(drawing.fonts)).toEqual(["f1"]);
  });
});

describe("seals", () => {
  const placement = (changes: Partial<SealPlacement> = {}): SealPlacement => ({
    signatureId: "s1",
    sealName: "样例市公安局",
    pageRef: "p1",
    boundary: { x: 10, y: 10, width: 40, height: 40 },
    pictureType: "PNG",
    picture: RED_PNG,
    ...changes,
  });
  const onePage = { pages: [layer(rule(1)), layer(rule(2))] };

  test("stand on the page they name, with the visible part of a riding seal", () => {
    const clip = { x: 0, y: 0, width: 8, height: 40 };
    const { pages } = drawSample(onePage, [placement({ pageRef: "p2", clip })]);
    expect(pages.map((page) => page.seals.length)).toEqual([0, 1]);
    expect(pages[1]?.seals[0]).toMatchObject({
      signatureId: "s1",
      sealName: "样例市公安局",
      clip,
      picture: { kind: "image", imageId: "i1", isOpaque: true },
    });
  });

  test("on a page that does not exist are named", () => {
    expect(drawSample(onePage, [placement({ pageRef: "9" })]).omissions).toEqual(["SEAL_PAGE_MISSING:s1 9"]);
  });

  test("whose picture cannot be shown keep their place and are named", () => {
    const drawing = drawSample(onePage, [placement({ picture: Uint8Array.of(0x49, 0x49, 0x2a, 0) })]);
    expect(drawing.pages[0]?.seals[0]?.picture).toEqual({ kind: "none" });
    expect(drawing.omissions).toEqual(["UNSUPPORTED_SEAL_PICTURE:s1 tiff"]);
  });

  test("the bytes decide what a picture is, not the type beside them", () => {
    const drawing = drawSample(onePage, [placement({ pictureType: "JPG" })]);
    expect(Object.values(drawing.blobs)[0]?.mediaType).toBe("image/png");
  });

  describe("with an OFD package as picture", () => {
    const inside = samplePackage({
      pages: [
        `<ofd:Area><ofd:PhysicalBox>0 0 42 42</ofd:PhysicalBox></ofd:Area>${layer(`${rule(7)}<ofd:TextObject Boundary="0 0 9 9" Font="1" Size="4"><ofd:TextCode X="0" Y="4">章</ofd:TextCode></ofd:TextObject>`)}`,
      ],
      resources: '<ofd:Fonts><ofd:Font ID="1" FontName="楷体"/></ofd:Fonts>',
    });
    const sealed = placement({ pictureType: "ofd", picture: Uint8Array.of(0x50, 0x4b, 3, 4) });
    const text =
      '<ofd:TextObject Boundary="0 0 9 9" Font="1" Size="4"><ofd:TextCode X="0" Y="4">证</ofd:TextCode></ofd:TextObject>';

    test("show its first page", () => {
      const drawing = drawSample(onePage, [sealed], { openPackage: () => inside });
      const picture = drawing.pages[0]?.seals[0]?.picture;
      expect(picture).toMatchObject({ kind: "page", widthMm: 42, heightMm: 42 });
      expect(picture?.kind === "page" && lengthsOf(picture.items)).toEqual(["7", "text"]);
    });

    test("have fonts of their own, though their resources have the same IDs", () => {
      const drawing = drawSample(
        { pages: [layer(text)], resources: '<ofd:Fonts><ofd:Font ID="1" FontName="黑体"/></ofd:Fonts>' },
        [sealed],
        { openPackage: () => inside },
      );
      expect(Object.values(drawing.fonts).map((font) => font.families[0])).toEqual(["黑体", "楷体"]);
    });

    test("do not count their entries as the license's", () => {
      const drawing = drawSample(onePage, [sealed], { openPackage: () => inside });
      expect(drawing.entries).toEqual([
        "Doc_0/Document.xml",
        "Doc_0/Pages/Page_0/Content.xml",
        "Doc_0/Pages/Page_1/Content.xml",
        "Doc_0/PublicRes.xml",
        "OFD.xml",
      ]);
    });

    test("open it once for all pages of a riding seal", () => {
      let opened = 0;
      const openPackage = () => {
        opened += 1;
        return inside;
      };
      drawSample(onePage, [sealed, { ...sealed, pageRef: "p2" }], { openPackage });
      expect(opened).toBe(1);
    });

    test("keep their place when it is refused or nobody can open it", () => {
      for (const openPackage of [() => undefined, () => new Map<string, Uint8Array>()]) {
        const drawing = drawSample(onePage, [sealed], { openPackage });
        expect(drawing.pages[0]?.seals[0]?.picture).toEqual({ kind: "none" });
        expect(drawing.omissions).toContain("SEAL_PICTURE_UNREADABLE:s1");
      }
      expect(drawSample(onePage, [sealed]).omissions).toEqual(["SEAL_PICTURE_UNREADABLE:s1"]);
    });
  });
});

test("every entry that was read is told, found by the verifier's own rule", () => {
  const entries = samplePackage({
    pages: [layer('<ofd:ImageObject Boundary="0 0 9 9" ResourceID="7"/>')],
    resources:
      '<ofd:MultiMedias><ofd:MultiMedia ID="7"><ofd:MediaFile>/doc_0/RES/a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
    files: { "Doc_0/Res/a.png": RED_PNG, "Doc_0/other.xml": "<a/>" },
  });
  const { entries: read } = drawOfd(entries, []);
  expect(read).toContain("Doc_0/Res/a.png");
  expect(read).not.toContain("Doc_0/other.xml");
});

test("the screen's half has no bytes and survives JSON", () => {
  const screen = toScreenDrawing(drawSample({ pages: [layer(rule(1))] }));
  expect(Object.keys(screen).sort()).toEqual(["fonts", "images", "omissions", "pages"]);
  expect(JSON.parse(JSON.stringify(screen))).toEqual(screen);
});
