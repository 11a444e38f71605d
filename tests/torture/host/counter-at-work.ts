/** The real host in this process against a province in another: signs a clerk in and closes one case after the other. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CaseEventLine, driveCase } from "../../../electron/cli/drive-case.ts";
import { waitForData } from "../../../electron/cli/wait-for-data.ts";
import { TRAINING_ACCOUNTS } from "../../../electron/host/first-users.ts";
import { openHost } from "../../../electron/host/open-host.ts";
import { createClient } from "../../../electron/transport/client.ts";
import { memoryCarriers } from "../../../electron/transport/memory.ts";
import { sourceEntries } from "../../helpers/host/open-test-host.ts";
import { value } from "../../integration/storage-sample.ts";

/** In `FOLDER/work.json`: the province's setting, and whom to serve. */
export interface Work {
  readonly setting: Parameters<typeof openHost>[0]["setting"];
  readonly matter: string;
  readonly code: string;
}

export async function openCounter(folder: string, onEvent: (line: CaseEventLine) => void) {
  const { setting, matter, code }: Work = JSON.parse(readFileSync(join(folder, "work.json"), "utf8"));
  const dataDir = join(folder, "terminal");
  const host = value(await openHost({ setting, dataDir, entries: sourceEntries, version: "torture" }));
  const carriers = memoryCarriers();
  host.dispatcher.connect(carriers.host, "clerk");
  const client = createClient(carriers.screen);
  const problem = await waitForData(host);
  if (problem) throw new Error(problem.code);
  const { account = "", password = "" } = TRAINING_ACCOUNTS[0] ?? {};
  value(await client.call("session.sign-in", { account, password }));
  const begin = async () => {
    const view = value(await client.call("counter.view", {}));
    if (view.interrupted) {
      const resumed = await client.call("case.resume", {});
      if (!resumed.ok) return resumed.fault;
      if (view.interrupted.phase !== "identifying") return undefined;
    } else {
      const chosen = await client.call("matter.choose", { code: matter });
      if (!chosen.ok) return chosen.fault;
    }
    const scanned = await client.call("scan.submit", { text: code, way: "paste" });
    return scanned.ok ? undefined : scanned.fault;
  };
  return {
    host,
    serveOne: () => driveCase({ client, onEvent, others: "paper", receiptMs: 5_000 }, begin),
  };
}
