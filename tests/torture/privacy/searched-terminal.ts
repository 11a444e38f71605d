/** Starts, drives and searches the terminal of `child.ts`. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HOST_ENVIRONMENT, HOST_FLAGS } from "../../../build/scripts/node-version.mjs";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { TRAINING_ACCOUNTS } from "../../../electron/host/first-users.ts";
import type { ContractClient } from "../../../electron/transport/client.ts";
import { connectAsPage } from "../../helpers/process/running-terminal.ts";
import { value } from "../../integration/storage-sample.ts";
import type { MemoryFound } from "./leftovers.ts";
import { canReadMemory, searchMemory, withChildren } from "./process-memory.ts";
import type { Search } from "./search.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
const IDLE_LOCK_MS = 2_500;
/** Everything that the terminal may leave on the disk: its data with logs and backups, the temporary folder, where dumps would fall. */
const SEARCHED = ["terminal", "temporary", "working"] as const;

export type SearchedTerminal = Awaited<ReturnType<typeof startSearched>>;

export async function startSearched(folder: string) {
  for (const name of [...SEARCHED, "snapshots"]) mkdirSync(join(folder, name), { recursive: true });
  const snapshots = join(folder, "snapshots");
  const child = fork(CHILD, [folder, snapshots, String(IDLE_LOCK_MS)], {
    cwd: join(folder, "working"),
    env: { ...process.env, ...HOST_ENVIRONMENT, TMPDIR: join(folder, "temporary") },
    execArgv: [...HOST_FLAGS],
  });
  const address = ((await answerOf(child)) as { clerk: string }).clerk;
  const { client: plain, cookie } = await connectAsPage(address);
  const client = unlocking(plain);
  const order = async (what: string) => {
    const answered = answerOf(child);
    child.send(what);
    await answered;
  };
  const pid = child.pid ?? 0;
  return {
    client,
    order,
    ...driving(client),
    /** As the page fetches it. */
    async fetchBlob(path: string): Promise<Uint8Array> {
      const answer = await fetch(new URL(path, address), { headers: { cookie } });
      return new Uint8Array(await answer.arrayBuffer());
    },
    async files(search: Search): Promise<ReadonlySet<string>> {
      return new Set((await Promise.all(SEARCHED.map((name) => inFolder(join(folder, name), search)))).flat());
    },
    /** By process: what lies anywhere in its memory, used or freed. Undefined where the system does not show it. */
    async memory(search: Search): Promise<MemoryFound | undefined> {
      if (!canReadMemory(pid)) return undefined;
      const [host = pid, ...others] = withChildren(pid);
      const devices = new Set<string>();
      for (const one of others) for (const found of await searchMemory(one, search)) devices.add(found);
      return { host: await searchMemory(host, search), devices };
    },
    /** What any thread of host or device process still refers to. */
    async reachable(search: Search): Promise<ReadonlySet<string>> {
      await order("snapshots");
      for (const device of withChildren(pid).slice(1)) await snapshotOf(device, snapshots);
      const found = new Set(await inFolder(snapshots, search));
      for (const name of readdirSync(snapshots)) rmSync(join(snapshots, name));
      return found;
    },
    async kill(): Promise<void> {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    async stop(): Promise<void> {
      if (!child.connected) return;
      const gone = once(child, "exit");
      client.close();
      await order("stop");
      await gone;
    },
  };
}

/** Searching takes longer than the idle lock waits: what is refused for it is asked again. */
function unlocking(client: ContractClient): ContractClient {
  const { password = "" } = TRAINING_ACCOUNTS[0] ?? {};
  return {
    ...client,
    async call(command, input, signal) {
      const result = await client.call(command, input, signal);
      if (result.ok || result.fault.code !== "session.locked" || command.startsWith("session.")) return result;
      value(await client.call("session.unlock", { password }));
      return client.call(command, input, signal);
    },
  };
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = (code: unknown) => reject(new Error(`the terminal ended with ${code}`));
    child.once("exit", end);
    child.once("message", (message) => {
      child.off("exit", end);
      resolve(message);
    });
  });
}

/** Node writes one when it is sent the signal; it is whole when its last brace is there. */
async function snapshotOf(pid: number, folder: string): Promise<void> {
  const before = new Set(readdirSync(folder));
  process.kill(pid, "SIGUSR2");
  for (let tries = 0; tries < 1_200; tries += 1) {
    await sleep(25);
    // On a machine under great load the watchdog may take it for hung meanwhile.
    if (!existsSync(`/proc/${pid}`)) return;
    const name = readdirSync(folder).find((one) => !before.has(one));
    if (name && readFileSync(join(folder, name)).subarray(-4).includes("}")) return;
  }
  throw new Error("the device process wrote no snapshot");
}

/** As `form (file)`. */
async function inFolder(folder: string, search: Search): Promise<readonly string[]> {
  const all: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const found = new Set<string>();
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(unlessGone);
    if (bytes) search.look(bytes, found);
    all.push(...[...found].map((one) => `${one} in ${entry.name.replace(/\d{8,}.*/, "…")}`));
  }
  return all;
}

/** A copy gets its name, and the oldest goes, while others are being read. */
function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function driving(client: ContractClient) {
  const view = async (): Promise<CounterView> => value(await client.call("counter.view", {}));
  const until = async (fits: (view: CounterView) => boolean, what: string): Promise<CounterView> => {
    for (const end = Date.now() + 30_000; ; await sleep(20)) {
      const now = await view();
      if (fits(now)) return now;
      if (Date.now() > end) throw new Error(`waited for ${what} in ${now.phase} ${now.case?.notice?.code ?? ""}`);
    }
  };
  const signIn = async (at = 0) => {
    const { account = "", password = "" } = TRAINING_ACCOUNTS[at] ?? {};
    value(await client.call("session.sign-in", { account, password }));
  };
  /** Without asking for anything: a question would hold the lock off. */
  const untilIdleLock = () =>
    new Promise<void>((done) => {
      const stop = client.on("counter.changed", ({ isLocked }) => {
        if (!isLocked) return;
        stop();
        done();
      });
    });
  const untilReadersAreThere = async () => {
    for (const reader of ["scanner", "card-reader"] as const) {
      value(await client.call("training.reader", { reader, does: { act: "plug" } }));
    }
    for (let tries = 0; tries < 400; tries += 1) {
      const { readers, trust, catalogueVersion } = value(await client.call("status.view", {}));
      const isThere = readers.length === 2 && readers.every(({ state }) => state === "ready");
      if (isThere && trust.listsAsOf !== undefined && catalogueVersion !== undefined) return;
      await sleep(25);
    }
    throw new Error(`readers or data never came: ${JSON.stringify(await client.call("status.view", {}))}`);
  };
  return { view, until, signIn, untilIdleLock, untilReadersAreThere };
}
