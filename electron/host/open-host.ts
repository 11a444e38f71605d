/**
 * Opens a terminal: storage, trust data, verification, province, readers, use cases, dispatcher. The one place where adapters
 * meet. Everything that was opened is closed in reverse order; a start that fails closes what it had opened.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createIdleCollector } from "../app/collect-when-idle.ts";
import { cutOffProvince } from "../app/cut-off-province.ts";
import type { Storage } from "../app/ports/storage.ts";
import type { Clock, Logger, Readers } from "../app/ports/surroundings.ts";
import type { FactorRules } from "../app/session/second-factor.ts";
import { createTerminal, type Terminal } from "../app/terminal.ts";
import type { TerminalParts } from "../app/terminal-parts.ts";
import type { StartDeviceProcess } from "../devices/device-process.ts";
import { present } from "../domain/present.ts";
import { ok, type Result } from "../domain/result.ts";
import { createProvince } from "../province/province.ts";
import type { Policy } from "../seal/policy.ts";
import type { KeyRing } from "../storage/keys.ts";
import { startStorage } from "../storage/storage-client.ts";
import { createDispatcher, type Dispatcher } from "../transport/dispatch.ts";
import { startVerifierPool } from "../verification/verifier-pool.ts";
import { chooseKeyRing } from "./choose-key-ring.ts";
import type { Entries } from "./entries.ts";
import { createFileLogger } from "./file-logger.ts";
import { ensureUsers, TRAINING_ACCOUNTS } from "./first-users.ts";
import { type OpenedReaders, openReaders } from "./open-readers.ts";
import { type OpenedTrust, openTrust } from "./open-trust.ts";
import { scryptPasswords } from "./passwords.ts";
import { policyInForce } from "./policy-file.ts";
import { digests, randomIdentifiers } from "./small-ports.ts";
import { openTerminalKey } from "./terminal-key.ts";
import type { TerminalSetting } from "./terminal-setting.ts";
import { heldUntilRead } from "./virtual-scanner.ts";

export interface HostOptions {
  readonly setting: TerminalSetting;
  readonly dataDir: string;
  readonly entries: Entries;
  readonly version: string;
  /** Absent: a key file beside the database. */
  readonly keys?: KeyRing;
  /** Absent: no readers are opened (command line). */
  readonly startDevices?: StartDeviceProcess;
  readonly verifyThreads?: number;
  /** `Date.now` unless a test says otherwise. */
  readonly now?: () => number;
  /** Empties the clipboard. Absent: only the page can (`renderer/state/clipboard-traces.ts`). */
  readonly wipeOutside?: () => Promise<void>;
  readonly citizenUrl?: () => string | undefined;
  /** True = the network counts as cut off from here (`--offline`). */
  readonly isCutOff?: () => boolean;
}

export interface Host {
  readonly parts: TerminalParts;
  readonly dispatcher: Dispatcher;
  readonly readers: Readers;
  onBug(error: unknown, where: string): string;
  /** The system was locked, put to sleep or given to another user. */
  lock(): void;
  close(): Promise<void>;
}

type Closer = () => Promise<unknown> | unknown;

export async function openHost(options: HostOptions): Promise<Result<Host>> {
  const closers: Closer[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const opened = await open(options, closers);
    if (!opened.ok) await closeAll();
    return opened.ok ? ok({ ...opened.value, close: closeAll }) : opened;
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function open(options: HostOptions, closers: Closer[]): Promise<Result<Omit<Host, "close">>> {
  const { setting, dataDir } = options;
  const clock = { now: options.now ?? Date.now };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const logger = createFileLogger(join(dataDir, "logs"), clock.now);
  const policy = await policyInForce(dataDir);
  if (!policy.ok) return policy;
  const ring = chooseKeyRing({ file: databaseOf(dataDir), mode: setting.mode, offered: options.keys });
  if (!ring.ok) return ring;
  const storage = await openRecords(options, { keys: ring.value, logger }, closers);
  if (!storage.ok) return storage;
  const signer = await openTerminalKey(storage.value);
  if (!signer.ok) return signer;
  const { province, trust, verifier } = await openVerification(options, { clock, policy: policy.value }, closers);
  const readers = openReaders(setting, { dataDir, start: options.startDevices, logger, now: clock.now });
  closers.push(readers.close);

  let dispatcher: Dispatcher | undefined;
  const terminal = await createTerminal({
    storage: storage.value,
    verifier,
    clock,
    identifiers: randomIdentifiers,
    digests,
    passwords: scryptPasswords,
    terminal: {
      ...setting.terminal,
      mode: setting.mode,
      version: options.version,
      policyVersion: policy.value.version,
    },
    codePatterns: setting.codePatterns,
    identityTypes: setting.province.identityTypes,
    trainingAccounts: setting.mode === "training" ? TRAINING_ACCOUNTS : [],
    citizenUrl: options.citizenUrl ?? (() => undefined),
    idleLockMs: setting.idleLockMs,
    secondFactor: factorRules(setting, clock.now),
    refreshTrust: trust.refresh,
    ...(setting.training ? { training: heldUntilRead(setting.training, setting.devices, readers.readers) } : {}),
    province,
    probeGapMs: setting.province.probeGapMs,
    trust: trust.store,
    onReconnect: trust.reconnected,
    readers: readers.readers,
    devices: readers.desk,
    signer: signer.value,
    logger,
    keys: ring.value.level,
    wipeOutside: options.wipeOutside ?? (async () => undefined),
    onWiped: forgetting(readers),
    publish: (event, payload) => dispatcher?.publish(event, payload),
  });
  closers.push(() => terminal.stop());
  if (!terminal.started.ok) return terminal.started;
  const { handlers, access, onBug, onActivity, parts } = terminal;
  dispatcher = createDispatcher({ handlers, access, onBug, onActivity });
  closers.push(trust.stop);
  startUp(terminal, trust);
  return ok({ parts, dispatcher, readers: readers.readers, onBug, lock: terminal.lock });
}

/** What is left in memory of the citizen who has gone: at the readers at once, here once nothing is going on. */
function forgetting(readers: Pick<OpenedReaders, "forget">): () => void {
  const collectWhenIdle = createIdleCollector();
  return () => {
    readers.forget();
    collectWhenIdle();
  };
}

function factorRules({ secondFactorRoles, secondFactor, terminal }: TerminalSetting, now: () => number): FactorRules {
  const nonce = () => randomIdentifiers.handle() + randomIdentifiers.handle();
  return present({ roles: secondFactorRoles, terminalId: terminal.terminalId, nonce, now, device: secondFactor });
}

export const databaseOf = (dataDir: string): string => join(dataDir, "terminal.sqlite");

/** The database with its users: everything durable. */
async function openRecords(
  { setting, dataDir, entries }: HostOptions,
  { keys, logger }: { readonly keys: KeyRing; readonly logger: Logger },
  closers: Closer[],
): Promise<Result<Storage>> {
  const place = { file: databaseOf(dataDir), terminalId: setting.terminal.terminalId, cipher: setting.sealing };
  const onStopped = (error: Error) => logger.log("error", "bug", { where: "storage thread", error });
  const storage = await startStorage({ ...place, keys, workerUrl: entries.storageWorker, onStopped });
  if (!storage.ok) return storage;
  closers.push(() => storage.value.close());
  const users = await ensureUsers({ storage: storage.value, passwords: scryptPasswords, mode: setting.mode, dataDir });
  return users.ok ? storage : users;
}

interface Rules {
  readonly clock: Clock;
  readonly policy: Policy;
}

async function openVerification(options: HostOptions, { clock, policy }: Rules, closers: Closer[]) {
  const { setting, dataDir, entries, isCutOff } = options;
  const connection = createProvince(setting.province, { now: clock.now });
  closers.push(() => connection.close());
  const province = isCutOff ? cutOffProvince(connection, isCutOff) : connection;
  const folder = join(dataDir, "trust");
  const trust = await openTrust({
    ...{ folder, publishers: setting.trustPublishers, source: province.trust, clock },
    bundleWorker: entries.bundleWorker,
  });
  const verifier = startVerifierPool({
    workerUrl: entries.verifyWorker,
    trust: trust.store,
    policy,
    threads: options.verifyThreads ?? 2,
  });
  closers.push(() => verifier.close());
  return { province, trust, verifier };
}

/** What the terminal does by itself from now on; none of it holds up the first screen. */
function startUp(terminal: Terminal, trust: OpenedTrust): void {
  const { onBug, parts } = terminal;
  const work = (name: string, promise: Promise<unknown>) =>
    void promise.catch((error: unknown) => void onBug(error, name));
  work("catalogue", parts.catalogue.refresh(AbortSignal.timeout(10_000)));
  trust.start({
    onBug: (error) => void onBug(error, "trust refresh"),
    onOutcome: (outcome) => work("trust outcome", terminal.noteTrust(outcome.ok ? undefined : outcome.fault)),
  });
  parts.courier.start();
}
