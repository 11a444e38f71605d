import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawOfd } from "../../../../electron/drawing/draw-ofd.ts";
import type { Drawing, SealPlacement } from "../../../../electron/drawing/drawing.ts";
import { bareTrueTypeFont } from "./fonts/tiny-fonts.ts";
import { RED_PNG, samplePackage } from "./sample-package.ts";

const ELEMENTS = [
  "Content",
  "Layer",
  "PageBlock",
  "PathObject",
  "TextObject",
  "ImageObject",
  "CompositeObject",
  "TextCode",
  "CGTransform",
  "Glyphs",
  "AbbreviatedData",
  "FillColor",
  "StrokeColor",
  "AxialShd",
  "RadialShd",
  "Segment",
  "Color",
  "Pattern",
  "Clips",
  "Clip",
  "Area",
  "Path",
  "Text",
  "Template",
  "PageRes",
  "PhysicalBox",
  "Appearance",
  "Annot",
  "Fonts",
  "Font",
  "FontFile",
  "MultiMedias",
  "MultiMedia",
  "MediaFile",
  "DrawParams",
  "DrawParam",
  "ColorSpaces",
  "ColorSpace",
  "Palette",
  "CV",
  "CompositeGraphicUnits",
  "CompositeGraphicUnit",
];
const ATTRIBUTES = [
  "ID",
  "Boundary",
  "CTM",
  "Font",
  "Size",
  "X",
  "Y",
  "DeltaX",
  "DeltaY",
  "HScale",
  "ReadDirection",
  "CharDirection",
  "Weight",
  "Italic",
  "Fill",
  "Stroke",
  "Rule",
  "Value",
  "Index",
  "ColorSpace",
  "Alpha",
  "LineWidth",
  "DashPattern",
  "MiterLimit",
  "Cap",
  "Join",
  "DrawParam",
  "Relative",
  "ResourceID",
  "TemplateID",
  "ZOrder",
  "Type",
  "Visible",
  "StartPoint",
  "EndPoint",
  "StartRadius",
  "EndRadius",
  "Eccentricity",
  "Angle",
  "MapType",
  "MapUnit",
  "Extend",
  "Position",
  "CodePosition",
  "CodeCount",
  "GlyphCount",
  "BitsPerComponent",
  "BaseLoc",
  "FontName",
  "FamilyName",
];
const VALUES = [
  "0",
  "1",
  "2",
  "-1",
  "7",
  "10 20 30 40",
  "0 0 1 1",
  "1 0 0 1 0 0",
  "0 0 0 0 0 0",
  "g 3 2",
  "g 99999999 1",
  "1e6",
  "1e300",
  "NaN",
  "true",
  "false",
  "Even-Odd",
  "255 0 0",
  "#ff",
  "Repeat",
  "Round",
  "宋体",
  "a.png",
  "a.ttf",
  "../..",
  "/",
  "",
  "M 0 0 L 1 1 A 1 1 0 1 1 9 9 C",
  "B",
  "0.5",
  "90",
  "1 2",
  "3 3",
];

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Node[];
}

const tree = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.record({
    name: fc.constantFrom(...ELEMENTS),
    attributes: fc.dictionary(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...VALUES), { maxKeys: 8 }),
    text: fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 8 })),
    children: fc.oneof({ maxDepth: 5, depthSize: "small" }, fc.constant([]), fc.array(tie("node"), { maxLength: 4 })),
  }),
})).node;

function escaped(text: string): string {
  return text.replace(/[^\u0020-\u007e\u4e00-\u9fff]/gu, "").replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function write({ name, attributes, text, children }: Node): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<ofd:${name}${written.join("")}>${escaped(text)}${children.map(write).join("")}</ofd:${name}>`;
}

/** Numbers are finite wherever a painter uses them, and every key leads somewhere. */
function expectSound(drawing: Drawing): void {
  const json = JSON.stringify({ ...drawing, blobs: {} });
  expect(json).not.toMatch(/:null|,null|\[null/);
  for (const blobId of Object.values(drawing.images)) expect(drawing.blobs).toHaveProperty(blobId);
  for (const [, fontId] of json.matchAll(/"fontId":"(\w+)"/g)) expect(drawing.fonts).toHaveProperty(fontId as string);
  for (const [, imageId] of json.matchAll(/"imageId":"(\w+)"/g))
    expect(drawing.images).toHaveProperty(imageId as string);
}

const FILES = { "Doc_0/Res/a.png": RED_PNG, "Doc_0/Res/a.ttf": bareTrueTypeFont() };

describe("drawing never throws", () => {
  test("on any tree of OFD elements as page, resources and annotations", () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), fc.array(tree, { maxLength: 6 }), (content, resources) => {
        const objects = content.map(write).join("");
        const entries = samplePackage({
          pages: [objects, `<ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content>`],
          resources: resources.map(write).join(""),
          tail: "<ofd:Annotations>Pages/Page_0/Content.xml</ofd:Annotations>",
          files: FILES,
        });
        expectSound(drawOfd(entries, []));
      }),
      { numRuns: 400 },
    );
  });

  test("on any bytes in any entry", () => {
    const names = [...samplePackage({ pages: [""], files: FILES }).keys()];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.uint8Array({ maxLength: 300 }), (name, bytes) => {
        const entries = samplePackage({ pages: [""], files: FILES });
        entries.set(name, bytes);
        expectSound(drawOfd(entries, []));
      }),
    );
  });

  test("on any placement of a seal", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const box = fc.record({ x: number, y: number, width: number, height: number });
    const placement: fc.Arbitrary<SealPlacement> = fc.record(
      {
        signatureId: fc.string(),
        sealName: fc.string(),
        pageRef: fc.constantFrom("p1", "p2", ""),
        boundary: box,
        clip: box,
        pictureType: fc.constantFrom("PNG", "ofd", "", "??"),
        picture: fc.oneof(fc.uint8Array(), fc.constant(RED_PNG), fc.constant(Uint8Array.of(0x50, 0x4b, 3, 4))),
      },
      { requiredKeys: ["signatureId", "sealName", "pageRef", "boundary", "pictureType", "picture"] },
    );
    const inside = samplePackage({ pages: [""] });
    fc.assert(
      fc.property(fc.array(placement, { maxLength: 5 }), (placements) => {
        const drawing = drawOfd(samplePackage({ pages: ["", ""] }), placements, { openPackage: () => inside });
        expectSound(drawing);
        const shown = drawing.pages.flatMap((page) => page.seals).length;
        expect(shown).toBe(placements.filter(({ pageRef }) => pageRef !== "").length);
      }),
    );
  });
});
