import { describe, expect, test } from "vitest";
import { drawObjects, itemOf } from "./sample-package.ts";

const path = (attributes: string, children = "", data = "M 1 1 L 2 1 L 2 2 C") =>
  drawObjects(
    `<ofd:PathObject Boundary="0 0 9 9" ${attributes}>${children}<ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`,
  );
const RED = '<ofd:FillColor Value="255 0 0"/>';

describe("a path", () => {
  test("is outlined in black and not filled by default", () => {
    const item = itemOf(path("", RED), "path");
    expect(item.stroke?.paint).toEqual({ kind: "solid", color: "#000000", alpha: 1 });
    expect(item).not.toHaveProperty("fill");
  });

  test("is filled when it says so, in its colour", () => {
    expect(itemOf(path('Fill="true" Stroke="false"', RED), "path")).toMatchObject({ fill: { color: "#ff0000" } });
    expect(itemOf(path('Fill="true" Stroke="false"', RED), "path")).not.toHaveProperty("stroke");
  });

  test("filled without a colour is transparent, so nothing of it shows", () => {
    expect(path('Fill="true" Stroke="false"').pages[0]?.items).toEqual([]);
  });

  test("fills by the non-zero rule unless it asks for the other", () => {
    expect(itemOf(path(""), "path").fillRule).toBe("nonzero");
    expect(itemOf(path('Rule="Even-Odd"'), "path").fillRule).toBe("evenodd");
  });

  test("that is broken is drawn as far as it goes and named", () => {
    const drawing = path('ID="7"', "", "M 1 1 L 2 2 X");
    expect(itemOf(drawing, "path").d).toBe("M1 1L2 2");
    expect(drawing.omissions).toEqual(["PATH_MALFORMED:7"]);
  });
});
