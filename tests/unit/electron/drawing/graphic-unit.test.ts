import { describe, expect, test } from "vitest";
import { drawObjects, drawSample, itemOf, layer, RED_PNG } from "./sample-package.ts";

const path = (attributes: string, data: string) =>
  drawObjects(`<ofd:PathObject ${attributes}><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`);

describe("boundary and CTM", () => {
  test("an object's coordinates start at the corner of its boundary", () => {
    expect(itemOf(path('Boundary="10 20 30 30"', "M 5 5 L 9 5"), "path").transform).toEqual([1, 0, 0, 1, 10, 20]);
  });

  test("the CTM acts inside the boundary, before it is put in place", () => {
    const item = itemOf(path('Boundary="10 20 30 30" CTM="2 0 0 3 1 1"', "M 1 1 L 2 1"), "path");
    expect(item.transform).toEqual([2, 0, 0, 3, 11, 21]);
  });

  test("a CTM that is no matrix is taken as none", () => {
    expect(itemOf(path('Boundary="10 20 30 30" CTM="2 0 0"', "M 1 1 L 2 1"), "path").transform).toEqual([
      1, 0, 0, 1, 10, 20,
    ]);
  });

  test("what stays inside its boundary is not cut", () => {
    expect(itemOf(path('Boundary="10 20 30 30"', "M 5 5 L 9 5"), "path")).not.toHaveProperty("bounds");
  });

  test("what reaches beyond its boundary is cut there, in the page's coordinates", () => {
    const item = itemOf(path('Boundary="10 20 30 30" LineWidth="1" Join="Round"', "M 5 5 L 99 60"), "path");
    expect(item.bounds).toEqual({ x: 9.5, y: 19.5, width: 31, height: 31 });
  });

  test("a CTM that carries the object out of its boundary has it cut", () => {
    expect(itemOf(path('Boundary="0 0 10 10" CTM="1 0 0 1 8 0"', "M 1 1 L 5 1"), "path").bounds).toBeDefined();
  });

  test("a rule in a boundary as thin as itself keeps its full width", () => {
    expect(itemOf(path('Boundary="10 20 30 0" LineWidth="0.5"', "M 0 0 L 30 0"), "path")).not.toHaveProperty("bounds");
  });

  test("opacity of the object is kept apart from that of its colours", () => {
    expect(itemOf(path('Boundary="0 0 9 9" Alpha="51"', "M 1 1 L 2 1"), "path").alpha).toBe(0.2);
  });

  test("an invisible object is not drawn", () => {
    expect(path('Boundary="0 0 9 9" Visible="false"', "M 1 1 L 2 1").pages[0]?.items).toEqual([]);
  });
});

describe("pictures", () => {
  const picture = (attributes: string) =>
    itemOf(
      drawSample({
        pages: [layer(`<ofd:ImageObject ResourceID="7" ${attributes}/>`)],
        resources:
          '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>',
        files: { "Doc_0/Res/a.png": RED_PNG },
      }),
      "image",
    );

  test("stand on the unit square that the CTM stretches", () => {
    expect(picture('Boundary="5 6 20 10" CTM="20 0 0 10 0 0"')).toMatchObject({ transform: [20, 0, 0, 10, 5, 6] });
  });

  test("fill their boundary where there is no CTM", () => {
    expect(picture('Boundary="5 6 20 10"').transform).toEqual([20, 0, 0, 10, 5, 6]);
  });

  test("larger than their boundary are cut", () => {
    expect(picture('Boundary="5 6 20 10" CTM="40 0 0 10 0 0"').bounds).toEqual({ x: 5, y: 6, width: 20, height: 10 });
  });
});
