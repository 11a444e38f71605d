import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { KNOWN_DEVICES } from "../../../build/manual/device-table.ts";
import { CIRCUMSTANCES, REASONS } from "../../../build/manual/policy-reasons.ts";
import { fillSections } from "../../../build/manual/sections.ts";
import { COMMANDS } from "../../../electron/cli/commands.ts";
import { AUDIT_ACTIONS } from "../../../electron/domain/audit/audit-entry.ts";
import { OUTAGE_TABLE, outageAnswer } from "../../../electron/domain/trust-age/outage-policy.ts";
import { DEFAULT_POLICY } from "../../../electron/seal/policy.ts";
import { listProfiles } from "../../../native-devices/profiles/loader.ts";
import { ACTION_KEYS, printedKey } from "../../../renderer/state/action-keys.ts";

const folder = fileURLToPath(new URL("../../../build/manual/zh-CN", import.meta.url));
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
const read = (page: string) => readFileSync(join(folder, page), "utf8");

/** Rows of the table behind a mark, without its head. */
function tableOf(page: string, section: string): string[][] {
  const text = read(page).split(`<!-- generated: ${section} -->`)[1]?.split("<!-- end -->")[0] ?? "";
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the manual", () => {
  test.each(pages)("%s says what the code says (write it anew with: npm run manual)", (page) => {
    expect(fillSections(read(page))).toBe(read(page));
  });

  test.each(pages)("%s links to files that are there", (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target]) => target);
    expect(targets.filter((target) => !existsSync(join(folder, target ?? "")))).toEqual([]);
  });

  test("names only keys that the counter obeys", () => {
    const known = new Set<string>(Object.values(ACTION_KEYS).flatMap((keys) => keys.map(printedKey)));
    const named = [...read("clerk.md").matchAll(/`([^`]+)`/g)].map(([, key]) => key ?? "");
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });
});

test("the auditor's page names only actions that are audited", () => {
  const named = [...read("auditor.md").matchAll(/`([a-z]+\.[a-z-]+)`/g)].map(([, action]) => action ?? "");
  const known: readonly string[] = AUDIT_ACTIONS;
  expect(named.filter((action) => !known.includes(action) && !/\.(jsonl?|policy)$/.test(action))).toEqual([]);
});

test("the pages name only commands that there are", () => {
  const words = pages.flatMap((page) => [...read(page).matchAll(/liangzheng ([a-z]+)(?: ([a-z]+))?/g)]);
  const names = COMMANDS.map(({ name }) => name);
  const unknown = words.filter(([, one = "", two = ""]) => !names.includes(one) && !names.includes(`${one} ${two}`));
  expect(unknown.map(([text]) => text)).toEqual([]);
});

test("the table of devices knows every profile that ships, and none that does not", () => {
  const ids = listProfiles().map(({ id }) => id);
  expect(Object.keys(KNOWN_DEVICES).sort()).toEqual(ids.sort());
});

describe("the policy page", () => {
  const key = (row: { code: string; variant?: string }) => (row.variant ? `${row.code}/${row.variant}` : row.code);

  test("has a reason for every row, and a name for every circumstance", () => {
    expect(DEFAULT_POLICY.rows.map(key).filter((one) => !REASONS[one])).toEqual([]);
    expect(DEFAULT_POLICY.rows.flatMap(({ variant = "proven" }) => (CIRCUMSTANCES[variant] ? [] : [variant]))).toEqual(
      [],
    );
  });

  test("tells every row with its decision, in order", () => {
    const decisions = { accept: "采信", refer: "转人工", reject: "不予采信" };
    const told = tableOf("policy.md", "policy").map(([code, , , decision]) => `${code} ${decision}`);
    const expected = DEFAULT_POLICY.rows.map((row) => {
      const remark = row.severity === "warn" ? "采信，需注意" : "只记入依据";
      return `\`${key(row)}\` ${row.severity === "fail" && row.decision ? decisions[row.decision] : remark}`;
    });
    expect(told).toEqual(expected);
  });
});

/** The manual's table read back into data, and asked against the code's cell by cell. */
describe("the outage page", () => {
  const rows = tableOf("outage.md", "outage");
  const faces: Record<string, string> = { 有效: "valid", "有效（需注意）": "attention", 无法确认: "unconfirmed" };
  const rights: Record<string, string> = {
    可以: "yes",
    "可以，标“待联网复核”": "yes-recheck",
    "可以，须二次确认": "second-confirmation",
    "不可以，收取纸质材料": "no",
  };
  const faceIn = (cell = "") => faces[cell.replace("，注明时间", "")] ?? cell;

  test("has the code's rows, with the same ends", () => {
    const ends = rows.map(([label = ""]) => label.match(/(\d+) (小时|天)(?:以内)?$/));
    const hours = ends.map((end) => (end ? Number(end[1]) * (end[2] === "天" ? 24 : 1) : undefined));
    expect(hours).toEqual(OUTAGE_TABLE.map(({ upToMs }) => (upToMs === undefined ? undefined : upToMs / 3_600_000)));
  });

  test.each(OUTAGE_TABLE.map((row, index) => [row.band, index, row.tellsAge] as const))(
    "%s",
    (band, index, tellsAge) => {
      const [, fetched = "", other = "", exempt = ""] = rows[index] ?? [];
      const [low = "", high = low] = other.split("；").map((part) => part.replace(/^(一般|高风险)事项/, ""));
      const [right = "", highRight = right] = exempt.split("；").map((part) => part.replace(/^[^：]*：/, ""));
      const library = outageAnswer(band, "library", false);
      const lowRisk = outageAnswer(band, "presented", false);
      const highRisk = outageAnswer(band, "presented", true);
      expect(outageAnswer(band, "library", true)).toEqual(library);
      expect([faceIn(fetched), faceIn(low), faceIn(high)]).toEqual(
        [library, lowRisk, highRisk].map(({ bestFace }) => bestFace),
      );
      expect([rights[right], rights[right], rights[highRight]]).toEqual(
        [library, lowRisk, highRisk].map((answer) => answer.right),
      );
      expect(fetched.endsWith("，注明时间")).toBe(tellsAge && library.bestFace === "valid");
    },
  );
});
