/** Opens a terminal for a command: the configured one in `--data`, or the training province; and signs in over the contract. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnNodeDeviceProcess } from "../devices/spawn-node.ts";
import type { Fault } from "../domain/fault.ts";
import { COLLECTION_FLAGS, exposeCollection } from "../host/collection.ts";
import { bundledEntries } from "../host/entries.ts";
import { TRAINING_ACCOUNTS } from "../host/first-users.ts";
import { type Host, openHost } from "../host/open-host.ts";
import { readTerminalConfig } from "../host/terminal-config.ts";
import { liveSetting, type TerminalSetting } from "../host/terminal-setting.ts";
import { startTraining, type TrainingSetup } from "../host/training-setting.ts";
import { VERSION } from "../host/version.ts";
import { type ContractClient, createClient } from "../transport/client.ts";
import { memoryCarriers } from "../transport/memory.ts";
import type { Output } from "./command.ts";
import { faultLine } from "./fault-line.ts";
import { keyRingFor } from "./key-ring.ts";

export interface OpenOptions {
  readonly bundle: string;
  readonly dataDir: string | undefined;
  readonly output: Output;
  readonly withReaders?: boolean;
  /** Training even where a configuration exists. */
  readonly isTraining?: boolean;
  readonly isCutOff?: () => boolean;
  readonly citizenUrl?: () => string | undefined;
}

export interface OpenedTerminal {
  readonly host: Host;
  readonly training?: TrainingSetup;
  readonly client: ContractClient;
  close(): Promise<void>;
}

/** Undefined when it could not be opened; why is on stderr. */
export async function openTerminal(options: OpenOptions): Promise<OpenedTerminal | undefined> {
  const { output, bundle } = options;
  const entries = bundledEntries(bundle);
  const isTemporary = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "liangzheng-"));
  const removeTemporary = () => {
    if (isTemporary) rmSync(dataDir, { recursive: true, force: true });
  };
  const chosen = await chooseSetting(options, dataDir);
  if (!chosen) {
    removeTemporary();
    return undefined;
  }
  const { setting, training } = chosen;
  exposeCollection();
  const keys = await keyRingFor(join(dataDir, "terminal.sqlite"), output);
  if (!keys) {
    await training?.close();
    removeTemporary();
    return undefined;
  }
  const host = await openHost({
    setting,
    dataDir,
    entries,
    version: VERSION,
    keys,
    ...(options.withReaders
      ? {
          startDevices: spawnNodeDeviceProcess({
            entry: fileURLToPath(entries.deviceProcess),
            nodeFlags: COLLECTION_FLAGS,
          }),
        }
      : {}),
    ...(options.isCutOff ? { isCutOff: options.isCutOff } : {}),
    ...(options.citizenUrl ? { citizenUrl: options.citizenUrl } : {}),
  });
  if (!host.ok) {
    output.note(faultLine(host.fault));
    await training?.close();
    removeTemporary();
    return undefined;
  }
  const carriers = memoryCarriers();
  host.value.dispatcher.connect(carriers.host, "clerk");
  return {
    host: host.value,
    ...(training ? { training } : {}),
    client: createClient(carriers.screen),
    async close() {
      await host.value.close();
      await training?.close();
      removeTemporary();
    },
  };
}

/** The configured terminal, or the training province, started; undefined when the configuration is broken, said on stderr. */
export async function chooseSetting(
  { output, bundle, dataDir: given, isTraining, withReaders }: OpenOptions,
  dataDir: string,
): Promise<{ readonly setting: TerminalSetting; readonly training?: TrainingSetup } | undefined> {
  const config = given && !isTraining ? readTerminalConfig(given) : undefined;
  if (config?.ok) return { setting: liveSetting(config.config) };
  if (config && !config.isMissing) {
    for (const problem of config.problems) output.note(problem);
    return undefined;
  }
  const training = await startTraining({
    dataDir: join(dataDir, "training-province"),
    worker: bundledEntries(bundle).trainingWorker,
    ...(withReaders ? { scannerDir: dataDir } : {}),
  });
  return { setting: training.setting, training };
}

/** Signs in: the open account in training mode, else the account and password of the environment. */
export async function signInForCommand(opened: OpenedTerminal): Promise<Fault | undefined> {
  const [first] = TRAINING_ACCOUNTS;
  const account = opened.training ? (first?.account ?? "") : (process.env["LIANGZHENG_ACCOUNT"] ?? "");
  const password = opened.training ? (first?.password ?? "") : (process.env["LIANGZHENG_PASSWORD"] ?? "");
  const result = await opened.client.call("session.sign-in", { account, password });
  return result.ok ? undefined : result.fault;
}
