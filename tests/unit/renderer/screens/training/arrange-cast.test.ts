/** The cast: who fits the matter at hand comes first. */
import { describe, expect, test } from "vitest";
import { arrangeCast } from "../../../../../renderer/screens/training/arrange-cast.ts";
import { cast } from "../../../../helpers/fixtures/past-views.ts";
import { matters } from "../../../../helpers/fixtures/terminal-views.ts";

describe("the cast", () => {
  test("begins with those who fit the matter", () => {
    expect(arrangeCast(cast, matters[2]?.code, "")[0]?.person).toBe("周明远");
  });

  test("is found by what is special", () => {
    expect(arrangeCast(cast, undefined, "吊销").map(({ person }) => person)).toEqual(["吴清和"]);
  });
});
