/** Opens a terminal for a command: the configured one in `--data`, or the training province; and signs in over the contract. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { spawnNodeDeviceProcess } from "../devices/spawn-node.ts";
import type { Fault } from "../domain/fault.ts";
import { passphraseBytes } from "../domain/passphrase-bytes.ts";
import { askKeyRing, type ShellKeys } from "../host/ask-key-ring.ts";
import type { KeyRingChoice } from "../host/choose-key-ring.ts";
import { COLLECTION_FLAGS, exposeCollection } from "../host/collection.ts";
import { bundledEntries } from "../host/entries.ts";
import { TRAINING_ACCOUNTS } from "../host/first-users.ts";
import { databaseOf, type Host, openHost } from "../host/open-host.ts";
import type { PassphraseDesk } from "../host/passphrase-desk.ts";
import { readTerminalConfig } from "../host/terminal-config.ts";
import { liveSetting, type TerminalSetting } from "../host/terminal-setting.ts";
import { startTraining, type TrainingSetup } from "../host/training-setting.ts";
import { VERSION } from "../host/version.ts";
import { type ContractClient, createClient } from "../transport/client.ts";
import { memoryCarriers } from "../transport/memory.ts";
import { passphraseQuestions } from "./ask-passphrase.ts";
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
  /** Asks for a passphrase in a window. Absent: on the terminal, or as a line of standard input. */
  readonly ask?: (desk: PassphraseDesk) => void;
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
  const ring = await ringFor(options, { file: databaseOf(dataDir), mode: setting.mode });
  if (!ring) {
    await training?.close();
    removeTemporary();
    return undefined;
  }
  const { keys, forget } = ring;
  const host = await openHost({
    setting,
    dataDir,
    entries,
    version: VERSION,
    ...(keys ? { keys } : {}),
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
  }).finally(forget);
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

/** Undefined when no passphrase was given, or the right one not; why is on stderr. */
async function ringFor(
  { ask, output }: OpenOptions,
  place: Pick<KeyRingChoice, "file" | "mode">,
): Promise<ShellKeys | undefined> {
  if (!ask) {
    const keys = await keyRingFor(place.file, output);
    return keys && { keys, forget: () => undefined };
  }
  const asked = await askKeyRing({ ...place, offered: undefined }, (desk) => {
    ask(desk);
    void hearLines(desk);
  });
  if (!asked.ok) output.note(faultLine(asked.fault));
  return asked.ok ? asked.value : undefined;
}

/** A script that pipes the passphrase in need not know whether there is a window. */
async function hearLines(desk: PassphraseDesk): Promise<void> {
  let view = await desk.answer({ kind: "view" });
  // A new one is typed twice, by a person.
  if (view.question === "set-up") return;
  const questions = passphraseQuestions();
  void desk.outcome.then(() => questions.close());
  while (view.state === "asking") {
    await sleep(view.waitMs);
    const typed = await questions.ask("口令 passphrase: ");
    if (typed === undefined) return;
    view = await desk.answer({ kind: "answer", passphrase: passphraseBytes(typed) });
  }
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
