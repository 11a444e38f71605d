import { describe, expect, test } from "vitest";
import { openBundle } from "../../../../electron/trust/bundle.ts";
import { statusOf } from "../../../../electron/trust/status-of.ts";
import { AT, makeBundle, newKey, OLDEST_LIST } from "../../../helpers/trust-bundle.ts";

describe("statusOf", () => {
  test("has no dates at all when there never was a bundle", () => {
    expect(statusOf(undefined, {}, undefined)).toEqual({ anchors: 0, intermediates: 0, lists: 0 });
  });

  test("says issue, times, publisher and counts of the bundle", () => {
    const key = newKey();
    const opened = openBundle(makeBundle(key), [key.point]);
    expect(statusOf(opened.ok ? opened.value : undefined, { checkedAt: 7 }, undefined)).toEqual({
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

  test("is in doubt below the highest issue, unless somebody went back to just this one", () => {
    const key = newKey();
    const opened = openBundle(makeBundle(key), [key.point]);
    if (!opened.ok) throw new Error("no bundle");
    const highest = { issue: 6, payloadDigest: "a".repeat(64) };
    const { payloadDigest } = opened.value;
    expect(statusOf(opened.value, { highest }, undefined).doubt).toBe("roll-back");
    const asked = { highest, rolledBack: { issue: 5, payloadDigest } };
    expect(statusOf(opened.value, asked, undefined).doubt).toBeUndefined();
    const other = { highest, rolledBack: { issue: 5, payloadDigest: "b".repeat(64) } };
    expect(statusOf(opened.value, other, undefined).doubt).toBe("roll-back");
  });
});
