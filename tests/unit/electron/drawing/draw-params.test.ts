import { describe, expect, test } from "vitest";
import { drawObjects, itemOf } from "./sample-package.ts";

const PATH = (attributes = "", children = "") =>
  `<ofd:PathObject Boundary="0 0 50 50" ${attributes}>${children}<ofd:AbbreviatedData>M 10 10 L 20 10</ofd:AbbreviatedData></ofd:PathObject>`;

const PARAMS = `<ofd:DrawParams>
  <ofd:DrawParam ID="1" LineWidth="2" Cap="Round" Join="Bevel"><ofd:StrokeColor Value="255 0 0"/></ofd:DrawParam>
  <ofd:DrawParam ID="2" Relative="1" LineWidth="3"/>
  <ofd:DrawParam ID="3" Relative="4" LineWidth="5"/>
  <ofd:DrawParam ID="4" Relative="3" Cap="Square"/>
</ofd:DrawParams>`;

const strokeOf = (object: string, layer = "") => itemOf(drawObjects(object, PARAMS, layer), "path").stroke;

describe("drawing parameters", () => {
  test("without any, the defaults of the standard hold", () => {
    expect(strokeOf(PATH())).toEqual({
      paint: { kind: "solid", color: "#000000", alpha: 1 },
      widthMm: 0.353,
      cap: "butt",
      join: "miter",
      miterLimit: 3.528,
    });
  });

  test("an object takes those it names", () => {
    expect(strokeOf(PATH('DrawParam="1"'))).toMatchObject({
      widthMm: 2,
      cap: "round",
      join: "bevel",
      paint: { color: "#ff0000" },
    });
  });

  test("parameters relative to others change only what they say", () => {
    expect(strokeOf(PATH('DrawParam="2"'))).toMatchObject({ widthMm: 3, cap: "round", paint: { color: "#ff0000" } });
  });

  test("an object's own settings come first", () => {
    const own = PATH('DrawParam="2" LineWidth="0.1"', '<ofd:StrokeColor Value="0 0 255"/>');
    expect(strokeOf(own)).toMatchObject({ widthMm: 0.1, cap: "round", paint: { color: "#0000ff" } });
  });

  test("a layer's parameters hold for objects that name none", () => {
    expect(strokeOf(PATH(), 'DrawParam="1"')).toMatchObject({ widthMm: 2 });
    expect(strokeOf(PATH('DrawParam="2"'), 'DrawParam="1"')).toMatchObject({ widthMm: 3 });
  });

  test("parameters that are not defined leave the layer's", () => {
    expect(strokeOf(PATH('DrawParam="99"'), 'DrawParam="1"')).toMatchObject({ widthMm: 2 });
  });

  test("parameters relative to each other in a circle come to an end", () => {
    expect(strokeOf(PATH('DrawParam="3"'))).toMatchObject({ widthMm: 5, cap: "square" });
  });

  test("a dash pattern is kept, one of nothing but zeros is a full line", () => {
    expect(strokeOf(PATH('DashPattern="2 1" DashOffset="0.5"'))).toMatchObject({ dash: [2, 1], dashOffset: 0.5 });
    expect(strokeOf(PATH('DashPattern="0 0"'))).not.toHaveProperty("dash");
  });

  test("a line of no width is drawn as thin as can be seen", () => {
    expect(strokeOf(PATH('LineWidth="0"'))?.widthMm).toBeGreaterThan(0);
  });
});
