/** A whole terminal behind a bad line, with a clock that can be turned, and the three things it asks the province for. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fault } from "../../../electron/domain/fault.ts";
import { startTraining } from "../../../electron/host/training-setting.ts";
import { openTestHost, sourceEntries, type TestHost } from "../../helpers/host/open-test-host.ts";
import { value } from "../../integration/storage-sample.ts";
import { type BadLine, openBadLine } from "./bad-line.ts";

const DEADLINES = { connectMs: 500, idleMs: 700, totalMs: 1_500, fileTotalMs: 3_000 };

export interface Desk {
  readonly world: TestHost;
  readonly line: BadLine;
  readonly clock: { aheadMs: number };
  /** What comes of scanning a code: the fault on the screen, or undefined when licenses are decided upon. */
  scan(): Promise<Fault | undefined>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), "torture-faults-"));
  const training = await startTraining({ dataDir: join(dataDir, "province"), worker: sourceEntries.trainingWorker });
  const line = await openBadLine(training.baseUrl);
  const clock = { aheadMs: 0 };
  const through = JSON.parse(JSON.stringify(training.setting.province).replaceAll(training.baseUrl, line.origin));
  const world = await openTestHost({
    dataDir,
    training,
    change: (options) => ({
      ...options,
      now: () => Date.now() + clock.aheadMs,
      setting: { ...options.setting, province: { ...through, deadlines: DEADLINES } },
    }),
  });
  await world.signIn();
  const cast = await training.fullCast();
  const whom = cast.find(({ code, expect }) => expect.exempted === 3 && code.startsWith("SFM"));
  if (!whom) throw new Error("the cast has nobody like that");
  value(await world.client.call("matter.choose", { code: whom.matter }));
  return {
    world,
    line,
    clock,
    async scan() {
      const scanned = await world.client.call("scan.submit", { text: whom.code, way: "paste" });
      if (!scanned.ok) return scanned.fault;
      const view = await world.until(
        ({ phase, case: open }) => phase === "deciding" || open?.notice !== undefined,
        "a verdict or a notice",
        8_000,
      );
      value(await world.client.call("case.cancel", { reason: "试验" }));
      await world.until(({ phase }) => phase === "ready", "ready");
      return view.case?.notice;
    },
    async close() {
      await world.close();
      await line.close();
    },
  };
}
