/** `liangzheng serve --training` as a process of its own, with a contract client beside its screens; can be killed and started again. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { HOST_FLAGS } from "../../../build/scripts/node-version.mjs";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { type ContractClient, createClient } from "../../../electron/transport/client.ts";
import { root } from "./liangzheng.ts";

export interface RunningTerminal {
  readonly clerkUrl: string;
  readonly citizenUrl: string;
  readonly client: ContractClient;
  readonly dataDir: string;
  readonly pid: number;
  until(fits: (view: CounterView) => boolean, what: string, ms?: number): Promise<CounterView>;
  /** kill -9, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as a user would, and removes its folder unless it is kept. */
  stop(options?: { readonly keepData?: boolean }): Promise<void>;
}

export async function startTerminal(
  dataDir = mkdtempSync(join(tmpdir(), "liangzheng-e2e-")),
): Promise<RunningTerminal> {
  const args = [
    ...HOST_FLAGS,
    join(root, "dist/host/cli.mjs"),
    "serve",
    "--training",
    "--no-window",
    "--data",
    dataDir,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const { clerkUrl, citizenUrl } = await addresses(child);
  const { client } = await connectAsPage(clerkUrl);
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  return {
    clerkUrl,
    citizenUrl,
    client,
    dataDir,
    pid: child.pid ?? 0,
    until: (fits, what, ms = 10_000) => waitFor(client, fits, what, ms),
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async stop({ keepData = false } = {}) {
      child.kill("SIGTERM");
      await gone;
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function addresses(child: ChildProcess): Promise<{ clerkUrl: string; citizenUrl: string }> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const keep = (chunk: Buffer) => {
      printed += chunk.toString();
      const clerkUrl = /clerk:\s+(\S+)/.exec(printed)?.[1];
      const citizenUrl = /citizen:\s+(\S+)/.exec(printed)?.[1];
      if (clerkUrl && citizenUrl) resolve({ clerkUrl, citizenUrl });
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("exit", (code) => reject(new Error(`the terminal stopped (${code}): ${printed}`)));
    setTimeout(() => reject(new Error(`no addresses: ${printed}`)), 30_000).unref();
  });
}

/** A second clerk's window without a browser: token → cookie → WebSocket, as the page does it. */
export async function connectAsPage(
  address: string,
): Promise<{ readonly client: ContractClient; readonly cookie: string }> {
  const answer = await fetch(address, { redirect: "manual" });
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { host, origin } = new URL(address);
  const socket = new WebSocket(`ws://${host}/contract`, { headers: { cookie, origin } });
  await new Promise((done, refuse) => {
    socket.once("open", done);
    socket.once("error", refuse);
  });
  const client = createClient({
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => void socket.on("message", (bytes) => listener(JSON.parse(bytes.toString()))),
    onClose: (listener) => void socket.on("close", listener),
    close: () => socket.close(),
  });
  return { client, cookie };
}

async function waitFor(
  client: ContractClient,
  fits: (view: CounterView) => boolean,
  what: string,
  ms: number,
): Promise<CounterView> {
  const until = Date.now() + ms;
  let last: unknown;
  while (Date.now() < until) {
    const view = await client.call("counter.view", {});
    last = view;
    if (view.ok && fits(view.value)) return view.value;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`waited ${ms} ms for ${what}; last: ${JSON.stringify(last)?.slice(0, 1500)}`);
}
