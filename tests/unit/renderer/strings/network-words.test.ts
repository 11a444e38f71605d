/** The three ends in one line, and what is still allowed: every combination has its sentence. */
import { describe, expect, test } from "vitest";
import type { EndState, StatusView } from "../../../../electron/contract/status.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";
import { allowanceOf, networkSummary, stillAllowed } from "../../../../renderer/strings/network-words.ts";
import { NOW } from "../../../helpers/fixtures/terminal-views.ts";

const end = (state: EndState, since = NOW - 60_000) => ({ state, since });
const ends = (library: EndState, platform: EndState, trust: EndState): StatusView["ends"] => ({
  library: end(library),
  platform: end(platform),
  trust: end(trust),
});
const text = (view: StatusView["ends"]) => networkSummary(view, STRINGS.zh, NOW).text;

describe("the network in one line", () => {
  test.each<[EndState, EndState, EndState, string, string]>([
    ["up", "up", "up", "网络正常", "all"],
    ["unknown", "unknown", "unknown", "正在测定网络", "measuring"],
    ["up", "unknown", "up", "受理平台未测定", "measuring"],
    ["slow", "up", "slow", "省库、信任端较慢", "slow"],
    ["down", "up", "up", "省库离线 · 自 10:10", "noLibrary"],
    ["down", "down", "unknown", "省库、受理平台离线 · 自 10:10", "neither"],
    ["slow", "down", "up", "受理平台离线 · 自 10:10", "noPlatform"],
    ["up", "slow", "down", "信任端离线 · 自 10:10", "noTrust"],
  ])("%s, %s, %s: %s", (library, platform, trust, line, allowance) => {
    const view = ends(library, platform, trust);
    expect([text(view), allowanceOf(view)]).toEqual([line, allowance]);
  });

  test("says when the ends last answered while none is claimed to be there, if all did", () => {
    const answered = { ...end("unknown"), lastAnswerAt: NOW - 60_000 };
    const view = { library: answered, platform: { ...answered, lastAnswerAt: NOW - 3_600_000 }, trust: answered };
    expect(text(view)).toBe("网络待确认 · 最近应答 09:11");
    expect(text({ ...view, trust: end("unknown") })).toBe("正在测定网络");
  });

  test("counts from the first of those that are away", () => {
    const view = { ...ends("down", "down", "up"), platform: end("down", NOW - 3_600_000) };
    expect(text(view)).toBe("省库、受理平台离线 · 自 09:11");
  });
});

test("never says online of what was not measured", () => {
  const states: readonly EndState[] = ["unknown", "up", "slow", "down"];
  for (const library of states)
    for (const platform of states)
      for (const trust of states) {
        const { state } = networkSummary(ends(library, platform, trust), STRINGS.zh, NOW);
        const areAllOnline = [library, platform, trust].every((one) => one === "up" || one === "slow");
        expect(state === "up" || state === "slow").toBe(areAllOnline);
      }
});

test("says how much waits where something does", () => {
  const outbox = { waiting: 12, refused: 0, auditPending: 0 };
  for (const strings of Object.values(STRINGS)) {
    expect(stillAllowed({ ends: ends("down", "down", "up"), outbox }, strings)).toContain("12");
    expect(stillAllowed({ ends: ends("up", "down", "up"), outbox }, strings)).toContain("12");
  }
});
