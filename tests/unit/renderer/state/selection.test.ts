/** Which material the screen looks at, and when it moves on by itself. */
import { describe, expect, test } from "vitest";
import type { CaseView } from "../../../../electron/contract/counter.ts";
import { neighbour, nextUndecided, preferredMaterial } from "../../../../renderer/state/selection.ts";
import { type CaseParts, EXEMPTED, inCase, license, MIXED, PENDING } from "../../../helpers/fixtures/case-views.ts";

const open = (parts: Partial<CaseParts> = {}) => inCase({ phase: "deciding", ...parts }).case as CaseView;
const nothing = open({ proposals: { ...PENDING, "GJJ-01": { kind: "pending" } }, licenses: [] });

describe("the selection", () => {
  test("is gone with the case", () => {
    expect(preferredMaterial(undefined, open(), "GJJ-01")).toBeUndefined();
  });

  test("begins at the first material with a license", () => {
    const late = open({ proposals: { ...MIXED, "GJJ-01": { kind: "paper" } } });
    expect(preferredMaterial(late, undefined, undefined)).toBe("GJJ-02");
  });

  test("goes to the first license that arrives while there was nothing to see", () => {
    const arrived = open({
      proposals: { ...PENDING, "GJJ-01": { kind: "pending" }, "GJJ-03": MIXED["GJJ-03"] ?? { kind: "paper" } },
      licenses: [license("marriageCertificate")],
    });
    expect(preferredMaterial(arrived, nothing, "GJJ-01")).toBe("GJJ-03");
  });

  test("stays where the clerk put it", () => {
    expect(preferredMaterial(open(), open(), "GJJ-05")).toBe("GJJ-05");
  });

  test("moves to what is still open once its material is decided", () => {
    const after = open({ decisions: EXEMPTED });
    expect(preferredMaterial(after, open(), "GJJ-01")).toBe("GJJ-06");
  });

  test("stays when nothing is left", () => {
    const all = { ...EXEMPTED, "GJJ-06": { kind: "paper-received" } } as const;
    expect(preferredMaterial(open({ decisions: all }), open({ decisions: EXEMPTED }), "GJJ-06")).toBe("GJJ-06");
  });
});

describe("moving", () => {
  test("stops at both ends", () => {
    expect(neighbour(open(), "GJJ-01", -1)).toBe("GJJ-01");
    expect(neighbour(open(), "GJJ-06", 1)).toBe("GJJ-06");
    expect(neighbour(open(), "GJJ-02", 1)).toBe("GJJ-03");
  });

  test("to the next undecided goes round", () => {
    expect(nextUndecided(open(), "GJJ-06")).toBe("GJJ-01");
    expect(nextUndecided(open({ decisions: EXEMPTED }), "GJJ-02")).toBe("GJJ-06");
  });
});
