import { beforeEach, describe, expect, test } from "vitest";
import { createNetworkWatch, type NetworkWatch } from "../../../../../electron/app/network/network-watch.ts";
import type { Probe } from "../../../../../electron/app/ports/province.ts";
import type { EndName, EndState } from "../../../../../electron/contract/status.ts";
import { type Fault, fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";
import { VirtualTime } from "../../../../helpers/virtual-time.ts";

const GAP = 2_000;
const START = Date.parse("2026-11-28T00:00:00Z");

const ENDS = ["library", "platform", "trust"] as const;

type Line = "license-app" | "service-code" | "platform" | "trust";

let time: VirtualTime;
let watch: NetworkWatch;
let probed: Line[];
let changes: [EndName, EndState][];
let returns: EndName[];
/** What each line does: milliseconds until a good answer, a fault at once, or silence. */
let lines: Record<Line, number | Fault | "silent">;

const probe =
  (line: Line): Probe =>
  async () => {
    probed.push(line);
    const behaviour = lines[line];
    if (behaviour === "silent") return new Promise(() => undefined);
    if (typeof behaviour !== "number") return failed(behaviour);
    await time.wait(behaviour);
    return ok(undefined);
  };

beforeEach(() => {
  time = new VirtualTime(START);
  probed = [];
  changes = [];
  returns = [];
  lines = { "license-app": 20, "service-code": 20, platform: 30, trust: 40 };
  watch = createNetworkWatch({
    clock: time,
    probes: {
      "license-app": probe("license-app"),
      "service-code": probe("service-code"),
      platform: probe("platform"),
      trust: probe("trust"),
    },
    gapMs: GAP,
    timers: time,
    random: () => 1,
    onChange: noteChanges,
    onReturn: (end) => returns.push(end),
    onBug: (error) => {
      throw error;
    },
  });
  watch.attend(true);
});

/** Which ends are shown otherwise than before. */
function noteChanges(): void {
  for (const end of ENDS) {
    const last = changes.findLast(([one]) => one === end)?.[1] ?? "unknown";
    const { state } = watch.view()[end];
    if (state !== last) changes.push([end, state]);
  }
}

const states = () => Object.values(watch.view()).map(({ state }) => state);
const count = (line: Line) => probed.filter((one) => one === line).length;

describe("the ends of the province", () => {
  test("are unknown until they were measured, and then each what it is", async () => {
    lines.platform = "silent";
    watch.start();
    expect(states()).toEqual(["unknown", "unknown", "unknown"]);
    await time.pass(1_000);
    expect(states()).toEqual(["up", "unknown", "up"]);
    await time.pass(1_100);
    expect(states()).toEqual(["up", "down", "up"]);
    expect(watch.view().library).toMatchObject({ since: START + 20, roundTripMs: 20 });
  });

  test.each(ENDS)("%s alone is lost within 3 s, even in silence", async (end) => {
    for (const phaseMs of [0, 300, 700, 1_100, 1_500, 1_900]) {
      watch.start();
      await time.pass(10_000 + phaseMs);
      lines[end === "library" ? "service-code" : end] = "silent";
      await time.pass(2_900);
      expect(states().map((state) => state === "down")).toEqual(ENDS.map((one) => one === end));
      expect(watch.view()[end].fault?.code).toBe("province.timed-out");
      lines[end === "library" ? "service-code" : end] = 20;
      watch.stop();
    }
  });

  test("the library is as its worst family, whatever the other answers", async () => {
    watch.start();
    await time.pass(5_000);
    lines["license-app"] = fault("province.nonsense");
    await time.pass(2_100);
    for (let call = 0; call < 5; call += 1) watch.calling("service-code")({});
    expect(states()).toEqual(["down", "up", "up"]);
  });

  test("come back with two good answers, soon", async () => {
    lines.platform = fault("province.unreachable");
    watch.start();
    await time.pass(60_000);
    const before = count("platform");
    lines.platform = 30;
    await time.pass(6_000);
    expect(states()[1]).toBe("up");
    expect(before).toBeLessThan(16);
  });

  test("are slow by the round trips, without flicker; the first answer that is overdue is a loss until it comes", async () => {
    watch.start();
    await time.pass(5_000);
    lines.trust = 1_300;
    await time.pass(20_000);
    lines.trust = 800;
    await time.pass(20_000);
    lines.trust = 40;
    await time.pass(20_000);
    expect(changes.filter(([end]) => end === "trust").map(([, state]) => state)).toEqual(["up", "down", "slow", "up"]);
  });

  test("are not asked while calls are answered anyway", async () => {
    watch.start();
    await time.pass(5_000);
    const before = count("platform");
    for (let call = 0; call < 50; call += 1) {
      watch.calling("platform")({ isTimed: true });
      await time.pass(200);
    }
    expect(count("platform") - before).toBeLessThanOrEqual(1);
    expect(states()[1]).toBe("up");
  });

  test("are left alone as long as they ask for it", async () => {
    watch.start();
    await time.pass(5_000);
    const before = count("trust");
    lines.trust = fault("province.unwell", { retryAfterMs: 60_000 });
    await time.pass(60_000);
    expect(count("trust") - before).toBe(1);
    expect(watch.view().trust.state).toBe("down");
  });

  test("are unknown, and not online, when nothing has been heard of them for too long", async () => {
    watch.start();
    await time.pass(5_000);
    watch.stop();
    await time.pass(60_000);
    expect(states()).toEqual(["unknown", "unknown", "unknown"]);
    expect(watch.view().library.since).toBeLessThan(START + 5_001);
  });

  test("are asked as seldom as the promise allows: each line some 35 times in a minute", async () => {
    watch.start();
    await time.pass(60_000);
    const counts = (Object.keys(lines) as Line[]).map(count);
    expect([Math.min(...counts) >= 29, Math.max(...counts) <= 36]).toEqual([true, true]);
  });

  test("are not asked any more after the stop", async () => {
    watch.start();
    await time.pass(5_000);
    watch.stop();
    const before = probed.length;
    await time.pass(60_000);
    expect(probed).toHaveLength(before);
  });
});

describe("while nobody works at the terminal", () => {
  test("are asked every half minute, and nothing is claimed but when they last answered", async () => {
    watch.start();
    await time.pass(5_000);
    watch.attend(false);
    expect(states()).toEqual(["unknown", "unknown", "unknown"]);
    const before = probed.length;
    await time.pass(600_000);
    expect((probed.length - before) / 4).toBeLessThanOrEqual(24);
    expect(states()).toEqual(["unknown", "unknown", "unknown"]);
    expect(time.now() - (watch.view().trust.lastAnswerAt ?? 0)).toBeLessThan(31_000);
    expect(returns).toEqual(["library", "platform", "trust"]);
  });

  test("are shown as lost, and a return is used, though not shown", async () => {
    watch.attend(false);
    lines.platform = "silent";
    watch.start();
    await time.pass(90_000);
    expect([states(), returns]).toEqual([
      ["unknown", "down", "unknown"],
      ["library", "trust"],
    ]);
    lines.platform = 30;
    await time.pass(60_000);
    expect([states(), returns]).toEqual([
      ["unknown", "unknown", "unknown"],
      ["library", "trust", "platform"],
    ]);
  });

  test("are asked at once when somebody comes, and only what is answered then counts", async () => {
    watch.start();
    await time.pass(5_000);
    watch.attend(false);
    await time.pass(1_000);
    const asked = watch.calling("platform");
    lines.trust = "silent";
    const before = probed.length;
    watch.attend(true);
    expect([probed.length - before, states()]).toEqual([4, ["unknown", "unknown", "unknown"]]);
    asked({ isTimed: true });
    expect(states()).toEqual(["unknown", "unknown", "unknown"]);
    await time.pass(50);
    expect(states()).toEqual(["up", "up", "unknown"]);
    await time.pass(2_000);
    expect(states()).toEqual(["up", "up", "down"]);
  });
});
