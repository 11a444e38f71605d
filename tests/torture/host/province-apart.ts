/** A training province in this process, and a folder from which a host in another process works against it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTraining } from "../../../electron/host/training-setting.ts";
import { sourceEntries } from "../../helpers/host/open-test-host.ts";
import type { Work } from "./counter-at-work.ts";

export async function openProvinceApart() {
  const folder = mkdtempSync(join(tmpdir(), "torture-host-"));
  const province = await startTraining({ dataDir: join(folder, "province"), worker: sourceEntries.trainingWorker });
  const line = (await province.fullCast()).find(({ code, expect }) => expect.exempted === 3 && code.startsWith("SFM"));
  if (!line) throw new Error("the cast has nobody like that");
  const { training: _, ...setting } = province.setting;
  const work: Work = { setting, matter: line.matter, code: line.code };
  writeFileSync(join(folder, "work.json"), JSON.stringify(work));
  return {
    folder,
    cast: province.fullCast,
    file: join(folder, "terminal", "terminal.sqlite"),
    async close() {
      await province.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
