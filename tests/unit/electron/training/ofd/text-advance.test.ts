import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakLines, deltaX, fittedSize, widthOf } from "../../../../../electron/training/ofd/text-advance.ts";

/** Expands `g n v` runs again (GB/T 33190-2016 §11.3). */
function steps(delta: string | undefined): number[] {
  const parts = (delta ?? "").split(" ").filter((part) => part !== "");
  const values: number[] = [];
  for (let at = 0; at < parts.length; ) {
    if (parts[at] === "g") {
      values.push(...Array<number>(Number(parts[at + 1])).fill(Number(parts[at + 2])));
      at += 3;
    } else {
      values.push(Number(parts[at]));
      at += 1;
    }
  }
  return values;
}

describe("advances", () => {
  test("writes runs of equal steps once", () => {
    expect(deltaX([..."样例样例市"], 4, 0)).toBe("g 4 4");
  });

  test("gives one step for each character but the last", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme-ascii" }), (text) => {
        expect(steps(deltaX([...text], 3, 0.1))).toHaveLength([...text].length - 1);
      }),
    );
  });

  test("has no steps for a single character", () => {
    expect(deltaX(["样"], 4, 0)).toBeUndefined();
  });
});

describe("line breaking", () => {
  test("keeps lines within the width", () => {
    const lines = breakLines("样例省样例市青禾区丰年大道266号云汀物流园A座9层", 4, 60);
    for (const line of lines) expect(widthOf(line, 4)).toBeLessThanOrEqual(60);
    expect(lines.join("")).toBe("样例省样例市青禾区丰年大道266号云汀物流园A座9层");
  });

  test("keeps numbers whole", () => {
    expect(breakLines("建筑面积118.36平方米", 4, 22.5)).toEqual(["建筑面积", "118.36平方", "米"]);
  });

  test("starts no line with a closing mark", () => {
    for (const line of breakLines("食品销售。一般项目，供应链管理服务。", 4, 16)) expect(line).not.toMatch(/^[，。]/);
  });

  test("loses no character of any text", () => {
    fc.assert(fc.property(fc.string(), (text) => breakLines(text, 4, 20).join("") === text));
  });
});

describe("fitting", () => {
  test("shrinks a long text and leaves a short one", () => {
    expect(fittedSize("样例", 4, 100)).toBe(4);
    expect(widthOf("样例样例样例", fittedSize("样例样例样例", 4, 12))).toBeCloseTo(12);
  });
});
