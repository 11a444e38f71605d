import { describe, expect, test } from "vitest";
import type { Paint } from "../../../../electron/drawing/drawing.ts";
import { Ledger } from "../../../../electron/drawing/ledger.ts";
import { NO_RESOURCES } from "../../../../electron/drawing/resources.ts";
import { readPaint } from "../../../../electron/drawing/shadings.ts";
import { element } from "./sample-package.ts";

const SEGMENTS =
  '<ofd:Segment Position="0"><ofd:Color Value="255 0 0"/></ofd:Segment><ofd:Segment Position="1"><ofd:Color Value="0 0 255"/></ofd:Segment>';

function paintOf(shading: string): { paint: Paint; omissions: readonly string[] } {
  const ledger = new Ledger();
  const context = { resources: NO_RESOURCES, defaultSpace: undefined, ledger };
  const paint = readPaint(element(`<ofd:FillColor>${shading}</ofd:FillColor>`), context);
  return { paint, omissions: ledger.omissions };
}

describe("axial shading", () => {
  test("runs from start to end through its segments", () => {
    const { paint } = paintOf(`<ofd:AxialShd StartPoint="0 0" EndPoint="10 0" Extend="3">${SEGMENTS}</ofd:AxialShd>`);
    expect(paint).toEqual({
      kind: "linear",
      from: [0, 0],
      to: [10, 0],
      spread: "pad",
      stops: [
        { offset: 0, color: "#ff0000", alpha: 1 },
        { offset: 1, color: "#0000ff", alpha: 1 },
      ],
    });
  });

  test("does not colour what lies beyond its ends unless it extends there", () => {
    const { paint } = paintOf(`<ofd:AxialShd StartPoint="0 0" EndPoint="10 0" Extend="1">${SEGMENTS}</ofd:AxialShd>`);
    expect(paint.kind === "linear" && paint.stops.map(({ offset, alpha }) => [offset, alpha])).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  test("repeats every MapUnit", () => {
    const { paint } = paintOf(
      `<ofd:AxialShd StartPoint="0 0" EndPoint="10 0" MapType="Repeat" MapUnit="2">${SEGMENTS}</ofd:AxialShd>`,
    );
    expect(paint).toMatchObject({ kind: "linear", to: [2, 0], spread: "repeat" });
  });

  test("spreads segments without a position evenly", () => {
    const plain = '<ofd:Segment><ofd:Color Value="0 0 0"/></ofd:Segment>';
    const { paint } = paintOf(
      `<ofd:AxialShd StartPoint="0 0" EndPoint="1 0" Extend="3">${plain.repeat(3)}</ofd:AxialShd>`,
    );
    expect(paint.kind === "linear" && paint.stops.map((stop) => stop.offset)).toEqual([0, 0.5, 1]);
  });
});

describe("radial shading", () => {
  test("runs from the start circle to the end circle", () => {
    const { paint } = paintOf(
      `<ofd:RadialShd StartPoint="5 5" StartRadius="1" EndPoint="6 6" EndRadius="4" Extend="3">${SEGMENTS}</ofd:RadialShd>`,
    );
    expect(paint).toMatchObject({ kind: "radial", focus: [5, 5], focusRadius: 1, center: [6, 6], radius: 4 });
  });

  test("that shrinks is turned round with its colours", () => {
    const { paint } = paintOf(
      `<ofd:RadialShd StartPoint="5 5" StartRadius="4" EndPoint="5 5" EndRadius="0" Extend="3">${SEGMENTS}</ofd:RadialShd>`,
    );
    expect(paint).toMatchObject({ kind: "radial", focusRadius: 0, radius: 4 });
    expect(paint.kind === "radial" && paint.stops.map((stop) => stop.color)).toEqual(["#0000ff", "#ff0000"]);
  });

  test("with an eccentricity is an ellipse", () => {
    const { paint } = paintOf(
      `<ofd:RadialShd StartPoint="0 0" EndPoint="0 0" EndRadius="4" Eccentricity="0.6" Angle="0">${SEGMENTS}</ofd:RadialShd>`,
    );
    expect(paint.kind === "radial" && paint.transform?.map((n) => Number(n.toFixed(6)))).toEqual([1, 0, 0, 0.8, 0, 0]);
  });
});

describe("what cannot be shaded", () => {
  test("a pattern is painted in its first colour and named", () => {
    const { paint, omissions } = paintOf(
      '<ofd:Pattern><ofd:CellContent><ofd:PathObject><ofd:FillColor Value="0 128 0"/></ofd:PathObject></ofd:CellContent></ofd:Pattern>',
    );
    expect(paint).toEqual({ kind: "solid", color: "#008000", alpha: 1 });
    expect(omissions).toEqual(["UNSUPPORTED_SHADING:Pattern"]);
  });

  test("a shading without its points is named", () => {
    expect(paintOf(`<ofd:AxialShd StartPoint="0 0">${SEGMENTS}</ofd:AxialShd>`).omissions).toEqual([
      "UNSUPPORTED_SHADING:AxialShd",
    ]);
  });
});
