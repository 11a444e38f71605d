/** One page with everything the view must be able to show, for looking at and for counting what is on the page. */
import { drawOfd } from "../../../electron/drawing/draw-ofd.ts";
import type { Drawing, SealPlacement } from "../../../electron/drawing/drawing.ts";
import { bareCompactFont, bareTrueTypeFont } from "../../unit/electron/drawing/fonts/tiny-fonts.ts";
import { layer, RED_PNG, samplePackage } from "../../unit/electron/drawing/sample-package.ts";

const path = (attributes: string, data: string, children = "") =>
  `<ofd:PathObject ${attributes}>${children}<ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
const text = (attributes: string, code: string, content: string, children = "") =>
  `<ofd:TextObject ${attributes}>${children}<ofd:TextCode ${code}>${content}</ofd:TextCode></ofd:TextObject>`;
const stops =
  '<ofd:Segment Position="0"><ofd:Color Value="214 24 32"/></ofd:Segment><ofd:Segment Position="0.5"><ofd:Color Value="255 210 90"/></ofd:Segment><ofd:Segment Position="1"><ofd:Color Value="20 90 170"/></ofd:Segment>';
const box = "M 0 0 L 30 0 L 30 16 L 0 16 C";
const glyphs = (numbers: string) =>
  `<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>${numbers}</ofd:Glyphs></ofd:CGTransform>`;

const OBJECTS = [
  // Row 1: shadings.
  path(
    'Boundary="5 5 30 16" Fill="true" Stroke="false"',
    box,
    `<ofd:FillColor><ofd:AxialShd StartPoint="0 0" EndPoint="30 0" Extend="3">${stops}</ofd:AxialShd></ofd:FillColor>`,
  ),
  path(
    'Boundary="40 5 30 16" Fill="true" Stroke="false"',
    box,
    `<ofd:FillColor><ofd:AxialShd StartPoint="0 0" EndPoint="30 0" MapType="Reflect" MapUnit="5">${stops}</ofd:AxialShd></ofd:FillColor>`,
  ),
  path(
    'Boundary="75 5 30 16" Fill="true"',
    box,
    `<ofd:FillColor><ofd:RadialShd StartPoint="15 8" EndPoint="15 8" EndRadius="12" Eccentricity="0.8" Angle="0">${stops}</ofd:RadialShd></ofd:FillColor>`,
  ),
  path('Boundary="110 5 30 16" Fill="true" Alpha="100"', box, '<ofd:FillColor Value="0 255 255 0" ColorSpace="cmyk"/>'),
  // Row 2: lines, arcs, clips.
  path('Boundary="5 25 30 16" LineWidth="1.2" DashPattern="4 2" Cap="Round"', "M 1 8 L 29 8"),
  path('Boundary="40 25 30 16" LineWidth="2" Join="Round"', "M 2 14 L 15 2 L 28 14"),
  path('Boundary="75 25 30 16" LineWidth="0.5"', "M 5 8 A 10 6 0 1 1 25 8 A 10 6 0 0 1 5 8 C"),
  path(
    'Boundary="110 25 30 16" Fill="true" Stroke="false"',
    box,
    '<ofd:FillColor Value="20 90 170"/><ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 30 16"><ofd:AbbreviatedData>M 15 0 L 30 16 L 0 16 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip><ofd:Clip><ofd:Area><ofd:Path Boundary="0 4 30 8"><ofd:AbbreviatedData>M 0 0 L 30 0 L 30 8 L 0 8 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>',
  ),
  // Row 3: text.
  text(
    'Boundary="5 45 60 8" Font="song" Size="5"',
    'X="0" Y="5" DeltaX="g 4 5 g 8 2.5 5 2.5"',
    "宋体四字1234ABCD（5%）",
  ),
  text('Boundary="70 45 40 8" Font="hei" Size="5" HScale="0.6"', 'X="0" Y="5" DeltaX="3"', "黑体收窄六成"),
  text('Boundary="110 45 30 8" Font="kai" Size="5" Italic="true" Weight="700"', 'X="0" Y="5" DeltaX="5"', "楷体斜粗"),
  text('Boundary="145 5 10 60" Font="song" Size="6" ReadDirection="90"', 'X="1" Y="6" DeltaY="7"', "竖排文字证照"),
  text(
    'Boundary="160 5 10 60" Font="song" Size="6" CharDirection="90" ReadDirection="90"',
    'X="1" Y="1" DeltaY="7"',
    "侧转文字证照",
  ),
  text('Boundary="5 55 60 10" Font="heading" Size="8"', 'X="0" Y="8" DeltaX="8"', "小标宋标题"),
  text(
    'Boundary="60 55 40 10" Font="song" Size="8" Stroke="true" Fill="false" LineWidth="0.2"',
    'X="0" Y="8" DeltaX="8"',
    "空心字",
    '<ofd:StrokeColor Value="214 24 32"/>',
  ),
  text(
    'Boundary="95 55 40 10" Font="song" Size="8"',
    'X="0" Y="8" DeltaX="8"',
    "渐变字",
    `<ofd:FillColor><ofd:AxialShd StartPoint="0 0" EndPoint="24 0" Extend="3">${stops}</ofd:AxialShd></ofd:FillColor>`,
  ),
  text('Boundary="125 55 20 10" Font="song" Size="6" CTM="0.866 0.5 -0.5 0.866 6 0"', 'X="0" Y="6" DeltaX="6"', "𠮷转"),
  // Row 4: glyphs by number, of a subset without tables and of a bare CFF program.
  text('Boundary="5 70 30 10" Font="subset" Size="8"', 'X="0" Y="8" DeltaX="10"', "甲乙", glyphs("1 1")),
  text('Boundary="30 70 30 10" Font="compact" Size="8"', 'X="0" Y="8" DeltaX="10"', "甲乙", glyphs("1 1")),
  // Row 5: pictures, one through a mask whose left half is white, and composite units.
  '<ofd:ImageObject Boundary="130 70 20 10" CTM="20 0 0 10 0 0" ResourceID="red" ImageMask="mask"/>',
  '<ofd:ImageObject Boundary="60 70 20 10" CTM="20 0 0 10 0 0" ResourceID="red"/>',
  '<ofd:ImageObject Boundary="85 70 14 14" CTM="7 7 -7 7 7 0" ResourceID="red" Alpha="128"/>',
  '<ofd:CompositeObject Boundary="105 70 20 10" CTM="0.5 0 0 0.5 0 0" ResourceID="unit"/>',
].join("");

const RESOURCES = `
  <ofd:ColorSpaces><ofd:ColorSpace ID="cmyk" Type="CMYK"/></ofd:ColorSpaces>
  <ofd:Fonts><ofd:Font ID="song" FontName="宋体"/><ofd:Font ID="hei" FontName="黑体"/><ofd:Font ID="kai" FontName="楷体"/>
    <ofd:Font ID="heading" FontName="方正小标宋简体"/>
    <ofd:Font ID="subset" FontName="Subset"><ofd:FontFile>subset.ttf</ofd:FontFile></ofd:Font>
    <ofd:Font ID="compact" FontName="Compact"><ofd:FontFile>compact.otf</ofd:FontFile></ofd:Font></ofd:Fonts>
  <ofd:MultiMedias><ofd:MultiMedia ID="red"><ofd:MediaFile>red.png</ofd:MediaFile></ofd:MultiMedia><ofd:MultiMedia ID="mask"><ofd:MediaFile>mask.svg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>
  <ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="unit"><ofd:Content>${path('Boundary="0 0 60 16" LineWidth="1"', "M 1 1 L 50 15")}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;

const SEAL_PAGE = samplePackage({
  pages: [
    `<ofd:Area><ofd:PhysicalBox>0 0 40 40</ofd:PhysicalBox></ofd:Area>${layer(
      path(
        'Boundary="0 0 40 40" LineWidth="1.2"',
        "M 1 20 A 19 19 0 1 1 39 20 A 19 19 0 1 1 1 20 C",
        '<ofd:StrokeColor Value="214 24 32"/>',
      ) +
        text(
          'Boundary="0 0 40 40" Font="1" Size="6"',
          'X="5" Y="23" DeltaX="6"',
          "样例印章",
          '<ofd:FillColor Value="214 24 32"/>',
        ),
    )}`,
  ],
  resources: '<ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts>',
});

const seal = (changes: Partial<SealPlacement>): SealPlacement => ({
  signatureId: "s1",
  sealName: "样例市公安局",
  pageRef: "p1",
  boundary: { x: 5, y: 88, width: 28, height: 28 },
  pictureType: "ofd",
  picture: Uint8Array.of(0x50, 0x4b, 3, 4),
  ...changes,
});

export function drawSpecimen(): Drawing {
  const entries = samplePackage({
    pages: [`<ofd:Area><ofd:PhysicalBox>0 0 180 120</ofd:PhysicalBox></ofd:Area>${layer(OBJECTS)}`],
    resources: RESOURCES,
    files: {
      "Doc_0/Res/red.png": RED_PNG,
      "Doc_0/Res/mask.svg":
        '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><path fill="#fff" d="M0 0h1v1H0z"/></svg>',
      "Doc_0/Res/subset.ttf": bareTrueTypeFont(),
      "Doc_0/Res/compact.otf": bareCompactFont(),
    },
  });
  const placements = [
    seal({}),
    seal({
      signatureId: "s2",
      sealName: "样例市民政局",
      boundary: { x: 168, y: 80, width: 24, height: 24 },
      clip: { x: 0, y: 0, width: 12, height: 24 },
    }),
    seal({
      signatureId: "s3",
      sealName: "样例省公章",
      boundary: { x: 70, y: 90, width: 20, height: 20 },
      picture: RED_PNG,
      pictureType: "png",
    }),
    seal({
      signatureId: "s4",
      sealName: "无法显示的章",
      boundary: { x: 110, y: 90, width: 24, height: 24 },
      picture: Uint8Array.of(0x49, 0x49, 0x2a, 0),
      pictureType: "tif",
    }),
  ];
  return drawOfd(entries, placements, { openPackage: () => SEAL_PAGE });
}

/** A picture and a font that look right to the host and are not. */
export function drawBroken(): Drawing {
  const font = bareTrueTypeFont();
  font.fill(0xff, font.length - 60);
  const picture = RED_PNG.slice();
  picture.fill(0, 40);
  const entries = samplePackage({
    pages: [
      layer(
        text('Boundary="5 5 30 10" Font="subset" Size="8"', 'X="0" Y="8" DeltaX="10"', "甲乙", glyphs("1 1")) +
          '<ofd:ImageObject Boundary="50 5 20 10" ResourceID="red"/>',
      ),
    ],
    resources: RESOURCES,
    files: { "Doc_0/Res/red.png": picture, "Doc_0/Res/subset.ttf": font },
  });
  return drawOfd(entries, []);
}
