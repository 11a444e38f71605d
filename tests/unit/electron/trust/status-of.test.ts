import { describe, expect, test } from "vitest";
import { openBundle } from "../../../../electron/trust/bundle.ts";
import { statusOf } from "../../../../electron/trust/status-of.ts";
import { AT, makeBundle, newKey, OLDEST_LIST } from "../../../helpers/trust-bundle.ts";

describe("statusOf", () => {
  test("has no dates at all when there never was a bundle", () => {
    expect(statusOf(undefined, undefined, undefined)).toEqual({ anchors: 0, intermediates: 0, lists: 0 });
  });

  test("says issue, times, publisher and counts of the bundle", () => {
    const key = newKey();
    const opened = openBundle(makeBundle(key), [key.point]);
    expect(statusOf(opened.ok ? opened.value : undefined, 7, undefined)).toEqual({
      issue: 5,
      issuedAt: AT,
      nextUpdate: AT + 86_400_000,
      listsAsOf: OLDEST_LIST,
      publisher: "虚构省电子证照库",
      anchors: 1,
      intermediates: 4,
      lists: 3,
      checkedAt: 7,
    });
  });
});
