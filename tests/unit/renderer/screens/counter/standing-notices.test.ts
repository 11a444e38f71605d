/** Standing facts of the ready counter. */
import { describe, expect, test } from "vitest";
import { standingNotices } from "../../../../../renderer/screens/counter/standing-notices.ts";
import { STRINGS } from "../../../../../renderer/strings/language.ts";
import { badStatus, NOW, status } from "../../../../helpers/fixtures/terminal-views.ts";

const kinds = (view: typeof status) => standingNotices(view, STRINGS.zh, NOW).map(({ kind }) => kind);

describe("standing notices", () => {
  test("are silent on a good day", () => {
    expect(kinds(status)).toEqual([]);
  });

  test("say since when it is offline, what still works and how much waits", () => {
    const [offline] = standingNotices(badStatus, STRINGS.zh, NOW);
    expect(offline?.title).toBe("省库、受理平台离线 · 自 08:36");
    expect(offline?.text).toContain("F6");
    expect(offline?.text).toContain("7 项待报送");
  });

  test("name old trust data and returned records", () => {
    expect(kinds(badStatus)).toEqual(["offline", "trust", "returned"]);
  });

  test("put a doubtful clock before the age that it makes unknowable", () => {
    expect(kinds({ ...badStatus, isClockDoubtful: true })).toEqual(["clock", "offline", "returned"]);
  });
});
