import { afterAll, beforeAll, expect, test } from "vitest";
import type { CounterView } from "../../electron/contract/counter.ts";
import type { FullCastLine } from "../../electron/host/training-setting.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

type Line = FullCastLine & { readonly expect: { readonly materials: Record<string, string> } };

let world: TestHost;
beforeAll(async () => {
  world = await openTestHost();
  await world.signIn();
});
afterAll(() => world.close());

const isOver = (view: CounterView) =>
  view.phase === "deciding" || (view.phase === "identifying" && view.case?.notice !== undefined);

/** The materials that the terminal would exempt for this line of the cast. */
async function exemptible(line: Line): Promise<{ readonly exempt: readonly string[]; readonly told: string }> {
  await world.client.call("matter.choose", { code: line.matter });
  const scanned = await world.client.call("scan.submit", { text: line.code, way: "paste" });
  if (!scanned.ok) throw new Error(JSON.stringify(scanned.fault));
  const view = await world.until(isOver, `${line.person} (${line.special})`, 15_000);
  const materials = view.case?.materials ?? [];
  const confirmed = view.case?.exemptable ? await world.client.call("decision.confirm-all", {}) : undefined;
  const after = confirmed?.ok
    ? await world.until((v) => (v.case?.materials ?? []).some((m) => m.decision), "decisions")
    : view;
  const exempt = (after.case?.materials ?? []).filter((m) => m.decision?.kind === "exempted").map((m) => m.id);
  const told = JSON.stringify({ notice: view.case?.notice?.code, materials: materials.map((m) => [m.id, m.proposal]) });
  await world.client.call("case.cancel", { reason: "测试" });
  await world.until((v) => v.phase === "ready", "ready");
  return { exempt, told };
}

test("every person and matter of the cast comes out as the province says it must", async () => {
  const cast = (await world.training.fullCast()) as readonly Line[];
  expect(cast.length).toBeGreaterThan(20);
  const wrong: string[] = [];
  for (const line of cast) {
    // Waiting two minutes for a phone that never answers is tested by the machine itself.
    if (Object.values(line.expect.materials).includes("consent-unanswered")) continue;
    const { exempt, told } = await exemptible(line);
    const wanted = Object.entries(line.expect.materials)
      .filter(([, outcome]) => outcome === "exempt")
      .map(([id]) => id);
    if (exempt.join() !== wanted.join())
      wrong.push(`${line.person} ${line.special} [${line.code.slice(0, 4)}] wanted ${wanted}, got ${exempt}: ${told}`);
  }
  expect(wrong).toEqual([]);
}, 300_000);
