/**
 * Runs the training province in a worker thread, so that sealing never holds up the host. workerData is
 * `{ dataDir, port? }`; posts `{ kind: "ready", … }` or `{ kind: "failed", message }`, understands `{ kind: "close" }`
 * and `{ kind: "reachable", value }`.
 */

import { parentPort, workerData } from "node:worker_threads";
import { startTrainingProvince, type TrainingProvince } from "./province.ts";

/** What the worker says to its host. */
export type ProvinceMessage =
  | ({ readonly kind: "ready" } & Pick<TrainingProvince, "baseUrl" | "endpoints" | "publisherPoint" | "credentials">)
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "closed" };

/** What the host may say to the worker. */
export type ProvinceCommand = { readonly kind: "close" } | { readonly kind: "reachable"; readonly value: boolean };

interface Assignment {
  readonly dataDir: string;
  readonly port?: number;
}

function say(message: ProvinceMessage): void {
  parentPort?.postMessage(message);
}

async function obey(province: TrainingProvince, command: ProvinceCommand): Promise<void> {
  if (command.kind === "reachable") return province.setReachable(command.value);
  await province.close();
  say({ kind: "closed" });
  parentPort?.close();
  return undefined;
}

function report(error: unknown): void {
  say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
}

async function run(assignment: Assignment): Promise<void> {
  const province = await startTrainingProvince(assignment);
  parentPort?.on("message", (command: ProvinceCommand) => {
    obey(province, command).catch(report);
  });
  const { baseUrl, endpoints, publisherPoint, credentials } = province;
  say({ kind: "ready", baseUrl, endpoints, publisherPoint, credentials });
  await province.prepare();
}

run(workerData as Assignment).catch(report);
