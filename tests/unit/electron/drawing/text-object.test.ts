import { describe, expect, test } from "vitest";
import { drawObjects, itemOf } from "./sample-package.ts";

const FONTS =
  '<ofd:Fonts><ofd:Font ID="1" FontName="宋体"/><ofd:Font ID="2" FontName="Arial,Bold"/><ofd:Font ID="3" FontName="楷体" Italic="true"/></ofd:Fonts>';

const text = (codes: string, attributes = 'Font="1" Size="4"', children = "") =>
  drawObjects(`<ofd:TextObject Boundary="10 10 60 10" ${attributes}>${children}${codes}</ofd:TextObject>`, FONTS);
const runsOf = (codes: string, attributes?: string) => itemOf(text(codes, attributes), "text").runs;

describe("places of characters", () => {
  test("follow DeltaX from X on", () => {
    expect(runsOf('<ofd:TextCode X="1" Y="4" DeltaX="4 2">证a照</ofd:TextCode>')).toEqual([
      { text: "证a照", xs: [1, 5, 7], ys: [4, 4, 4] },
    ]);
  });

  test("follow DeltaY downwards without leaving X", () => {
    expect(runsOf('<ofd:TextCode X="1" Y="4" DeltaY="5">证照</ofd:TextCode>')[0]).toMatchObject({
      xs: [1, 1],
      ys: [4, 9],
    });
  });

  test("begin where the TextCode before began when X or Y is absent", () => {
    const [, second] = runsOf('<ofd:TextCode X="1" Y="4">证</ofd:TextCode><ofd:TextCode Y="9">照</ofd:TextCode>');
    expect(second).toEqual({ text: "照", xs: [1], ys: [9] });
  });

  test("are side by side by natural widths where the file gives no distances", () => {
    expect(runsOf('<ofd:TextCode X="0" Y="4">证1照</ofd:TextCode>')[0]?.xs).toEqual([0, 4, 6]);
  });

  test("are narrowed with the glyphs where the file gives no distances", () => {
    expect(runsOf('<ofd:TextCode X="0" Y="4">证照</ofd:TextCode>', 'Font="1" Size="4" HScale="0.5"')[0]?.xs).toEqual([
      0, 2,
    ]);
  });

  test.each([
    ["90", [0, 0], [4, 8]],
    ["180", [0, -4], [4, 4]],
    ["270", [0, 0], [4, 0]],
  ])("run along reading direction %s where the file gives no distances", (direction, xs, ys) => {
    const runs = runsOf(
      '<ofd:TextCode X="0" Y="4">证照</ofd:TextCode>',
      `Font="1" Size="4" ReadDirection="${direction}"`,
    );
    expect(runs[0]).toMatchObject({ xs, ys });
  });
});

describe("how text looks", () => {
  test("it is filled black and not outlined by default", () => {
    const item = itemOf(text('<ofd:TextCode X="0" Y="4">证</ofd:TextCode>'), "text");
    expect(item.fill).toEqual({ kind: "solid", color: "#000000", alpha: 1 });
    expect(item).not.toHaveProperty("stroke");
    expect(item).toMatchObject({ weight: 400, italic: false, hScale: 1, charDirection: 0, sizeMm: 4 });
  });

  test("a font that is bold or italic by itself makes the text so", () => {
    const code = '<ofd:TextCode X="0" Y="4">A</ofd:TextCode>';
    expect(itemOf(text(code, 'Font="2" Size="4"'), "text").weight).toBe(700);
    expect(itemOf(text(code, 'Font="3" Size="4"'), "text").italic).toBe(true);
  });

  test("characters are turned by quarter turns only", () => {
    const code = '<ofd:TextCode X="0" Y="4">A</ofd:TextCode>';
    expect(itemOf(text(code, 'Font="1" Size="4" CharDirection="270"'), "text").charDirection).toBe(270);
    expect(itemOf(text(code, 'Font="1" Size="4" CharDirection="-90"'), "text").charDirection).toBe(270);
    expect(itemOf(text(code, 'Font="1" Size="4" CharDirection="45"'), "text").charDirection).toBe(0);
  });

  test("text neither filled nor outlined is not drawn", () => {
    const code = '<ofd:TextCode X="0" Y="4">A</ofd:TextCode>';
    expect(text(code, 'Font="1" Size="4" Fill="false"').pages[0]?.items).toEqual([]);
  });

  test("text of no size is named as an omission", () => {
    expect(text('<ofd:TextCode X="0" Y="4">A</ofd:TextCode>', 'ID="9" Font="1" Size="0"').omissions).toEqual([
      "TEXT_MALFORMED:9",
    ]);
  });

  test("text that reaches a line's height beyond its boundary is not cut, text far beyond is", () => {
    const near = itemOf(text('<ofd:TextCode X="0" Y="11">证</ofd:TextCode>'), "text");
    const far = itemOf(text('<ofd:TextCode X="90" Y="4">证</ofd:TextCode>'), "text");
    expect(near).not.toHaveProperty("bounds");
    expect(far.bounds).toEqual({ x: 6, y: 6, width: 68, height: 18 });
  });

  test("Latin set half an em apart in a Chinese face is marked, wider spacing is not", () => {
    const half = itemOf(text('<ofd:TextCode X="0" Y="4" DeltaX="g 3 2">1a2证</ofd:TextCode>'), "text");
    const wide = itemOf(text('<ofd:TextCode X="0" Y="4" DeltaX="2.4">12</ofd:TextCode>'), "text");
    const arial = itemOf(text('<ofd:TextCode X="0" Y="4" DeltaX="2">12</ofd:TextCode>', 'Font="2" Size="4"'), "text");
    expect([half.isHalfWidth, wide.isHalfWidth, arial.isHalfWidth]).toEqual([true, false, false]);
  });
});
