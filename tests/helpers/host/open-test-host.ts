/** A whole terminal in this process, from the sources: training province, real storage and threads, the contract as a client. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { spawnNodeDeviceProcess } from "../../../electron/devices/spawn-node.ts";
import type { Entries } from "../../../electron/host/entries.ts";
import { TRAINING_ACCOUNTS } from "../../../electron/host/first-users.ts";
import { type Host, type HostOptions, openHost } from "../../../electron/host/open-host.ts";
import type { TerminalSetting } from "../../../electron/host/terminal-setting.ts";
import { startTraining, type TrainingSetup } from "../../../electron/host/training-setting.ts";
import { type ContractClient, createClient } from "../../../electron/transport/client.ts";
import { memoryCarriers } from "../../../electron/transport/memory.ts";

const source = (path: string) => new URL(`../../../${path}`, import.meta.url);

export const sourceEntries: Entries = {
  storageWorker: source("electron/storage/worker.ts"),
  verifyWorker: source("electron/verification/worker.ts"),
  trainingWorker: source("electron/training/worker.ts"),
  bundleWorker: source("electron/trust/bundle-worker.ts"),
  deviceProcess: source("native-devices/host/device-process.ts"),
};

export interface TestHost {
  readonly host: Host;
  readonly training: TrainingSetup;
  readonly client: ContractClient;
  readonly citizen: ContractClient;
  readonly dataDir: string;
  /** The province closes its port, or opens it again. */
  setReachable(isReachable: boolean): Promise<void>;
  signIn(account?: string): Promise<void>;
  /** Waits for a view that fits; fails with the last one seen. */
  until(fits: (view: CounterView) => boolean, what: string, ms?: number): Promise<CounterView>;
  /** Closes the host and keeps folder and province; for opening it again. */
  closeHost(): Promise<void>;
  close(): Promise<void>;
}

export interface TestHostOptions {
  readonly dataDir?: string;
  readonly training?: TrainingSetup;
  readonly withScanner?: boolean;
  /** Absent: the ends of the province are probed at the start and after failures only, so that a test's requests are its own. */
  readonly probeGapMs?: number;
  readonly change?: (options: HostOptions) => HostOptions;
}

export async function openTestHost(options: TestHostOptions = {}): Promise<TestHost> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "liangzheng-test-"));
  const training =
    options.training ??
    (await startTraining({
      dataDir: join(dataDir, "training-province"),
      worker: sourceEntries.trainingWorker,
      ...(options.withScanner ? { scannerDir: dataDir } : {}),
    }));
  const base: HostOptions = {
    setting: probed(training.setting, options.probeGapMs ?? SELDOM_MS),
    dataDir: join(dataDir, "terminal"),
    entries: sourceEntries,
    version: "test",
    ...(options.withScanner
      ? { startDevices: spawnNodeDeviceProcess({ entry: fileURLToPath(sourceEntries.deviceProcess) }) }
      : {}),
  };
  const opened = await openHost(options.change?.(base) ?? base);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const host = opened.value;
  const clerk = memoryCarriers();
  host.dispatcher.connect(clerk.host, "clerk");
  const second = memoryCarriers();
  host.dispatcher.connect(second.host, "citizen");
  const client = createClient(clerk.screen);
  await untilReady(host);
  return {
    host,
    training,
    client,
    citizen: createClient(second.screen),
    dataDir,
    async setReachable(isReachable) {
      training.setReachable(isReachable);
      await new Promise((done) => setTimeout(done, 50));
    },
    async signIn(account = "clerk01") {
      const password = TRAINING_ACCOUNTS.find((one) => one.account === account)?.password ?? "";
      const result = await client.call("session.sign-in", { account, password });
      if (!result.ok) throw new Error(JSON.stringify(result.fault));
    },
    until: (fits, what, ms = 10_000) => waitForView(client, fits, what, ms),
    closeHost: () => host.close(),
    async close() {
      await host.close();
      await training.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const SELDOM_MS = 600_000;

function probed(setting: TerminalSetting, probeGapMs: number): TerminalSetting {
  return { ...setting, province: { ...setting.province, probeGapMs } };
}

async function untilReady({ parts }: Host): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (parts.catalogue.current() && parts.status.view().trust.listsAsOf !== undefined) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error("the terminal never got its catalogue and trust data");
}

async function waitForView(
  client: ContractClient,
  fits: (view: CounterView) => boolean,
  what: string,
  ms: number,
): Promise<CounterView> {
  const until = Date.now() + ms;
  let last: CounterView | undefined;
  while (Date.now() < until) {
    const view = await client.call("counter.view", {});
    if (view.ok) {
      last = view.value;
      if (fits(last)) return last;
    }
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`waited ${ms} ms for ${what}; last seen ${JSON.stringify(last)?.slice(0, 2000)}`);
}
