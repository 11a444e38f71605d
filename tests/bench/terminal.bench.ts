/**
 * Times of the whole terminal: from the scanner's last byte to what stands on a real Chromium's screen, cold start, draining a
 * queue, memory. The scanner is a real pseudo-terminal read by the real serial driver in its own process.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { browserPath, quietArguments } from "../../electron/loopback/browser.ts";
import { type LoopbackServer, startLoopbackServer } from "../../electron/loopback/server.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { queuedDecision } from "../helpers/host/queued-decision.ts";
import { launchChromium, newContext } from "../helpers/process/chromium.ts";
import { root } from "../helpers/process/liangzheng.ts";
import { startTerminal } from "../helpers/process/running-terminal.ts";
import { judged, watchLoop } from "./loop-watch.ts";
import { type Measurement, measurement } from "./measurement.ts";

const screens = fileURLToPath(new URL("../../dist/renderer", import.meta.url));

interface Desk {
  readonly world: TestHost;
  readonly server: LoopbackServer;
  readonly page: Page;
  readonly matter: string;
  readonly code: string;
  close(): Promise<void>;
}

async function openDesk(): Promise<Desk> {
  const world = await openTestHost({ withScanner: true });
  const server = await startLoopbackServer(world.host, screens, 0);
  const browser = await launchChromium();
  const page = await (await newContext(browser)).newPage();
  await page.addInitScript(watchPhases);
  await world.signIn();
  const line = (await world.training.fullCast()).find((one) => one.expect.exempted === 3 && one.code.startsWith("SFM"));
  if (!line) throw new Error("the cast has nobody like that");
  await world.client.call("matter.choose", { code: line.matter });
  await page.goto(server.openingAddress("clerk"));
  await page.waitForFunction(() => (globalThis as unknown as Watch).phases.at(-1)?.phase === "ready");
  return {
    world,
    server,
    page,
    matter: line.matter,
    code: line.code,
    async close() {
      await browser.close();
      await server.close();
      await world.close();
    },
  };
}

interface Watch {
  phases: { phase: string; at: number }[];
}

/** Runs in the page: when each phase was painted, by the machine's clock. */
function watchPhases(): void {
  const seen: Watch["phases"] = [];
  (globalThis as unknown as Watch).phases = seen;
  const look = () => {
    const phase = document.querySelector("[data-phase]")?.getAttribute("data-phase") ?? "";
    if (phase === seen.at(-1)?.phase) return;
    seen.push({ phase, at: 0 });
    const entry = seen.at(-1);
    // Painted = the frame after the one that laid it out.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => entry && Object.assign(entry, { at: performance.timeOrigin + performance.now() })),
    );
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-phase"],
  });
}

interface Scanned {
  readonly recognisedMs: number;
  readonly verdictMs: number;
}

/** Milliseconds from handing the code to the scanner's line until the screen shows it. */
async function scanOnce({ world, page, code }: Desk): Promise<Scanned> {
  await page.evaluate(() => {
    (globalThis as unknown as Watch).phases.length = 0;
  });
  // The same code within 1.5 s is a repeat, and not a scan.
  await new Promise((done) => setTimeout(done, 1_600));
  const start = Date.now();
  await world.training.scanner?.scan(code);
  await page.waitForFunction(() =>
    (globalThis as unknown as Watch).phases.some((one) => one.phase === "deciding" && one.at > 0),
  );
  const phases = await page.evaluate(() => (globalThis as unknown as Watch).phases);
  const at = (names: readonly string[]) =>
    (phases.find((one) => names.includes(one.phase) && one.at > 0)?.at ?? Number.NaN) - start;
  await world.client.call("case.cancel", { reason: "测速" });
  await world.until((view) => view.phase === "ready", "ready");
  return {
    recognisedMs: at(["identifying", "consenting", "fetching", "verifying", "deciding"]),
    verdictMs: at(["deciding"]),
  };
}

async function scanMany(desk: Desk, runs: number): Promise<readonly Scanned[]> {
  for (let warm = 0; warm < 3; warm += 1) await scanOnce(desk);
  const times: Scanned[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await scanOnce(desk));
  return times;
}

export async function benchScan(runs = 15): Promise<readonly Measurement[]> {
  const desk = await openDesk();
  try {
    const near = await scanMany(desk, runs);
    await latency(desk.world, 150);
    const far = await scanMany(desk, runs);
    return [
      measurement(
        "scan complete → recognised, on screen",
        "ms",
        100,
        near.map((one) => one.recognisedMs),
      ),
      measurement(
        "scan → 3 verdicts on screen, library on this machine",
        "ms",
        500,
        near.map((one) => one.verdictMs),
      ),
      measurement(
        "scan → 3 verdicts on screen, library with 150 ms round trip",
        "ms",
        1000,
        far.map((one) => one.verdictMs),
      ),
    ];
  } finally {
    await desk.close();
  }
}

async function latency({ training }: TestHost, ms: number): Promise<void> {
  const order = { family: "*", fault: { kind: "latency", ms } };
  await fetch(`${training.baseUrl}/training/misbehave`, { method: "POST", body: JSON.stringify(order) });
}

/** From starting the process to the address being printed, with data from an earlier start. */
export async function benchColdStart(runs = 7): Promise<readonly Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "cold-"));
  try {
    await startOnce(dataDir);
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await startOnce(dataDir));
    return [measurement("cold start of the host → ready to scan", "ms", 1000, times)];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function startOnce(dataDir: string): Promise<number> {
  const start = performance.now();
  const args = [join(root, "dist/host/cli.mjs"), "serve", "--training", "--no-window", "--data", dataDir];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((resolve, reject) => {
    let readyMs: number | undefined;
    child.stdout.on("data", (chunk: Buffer) => {
      if (!chunk.toString().includes("citizen:") || readyMs !== undefined) return;
      readyMs = performance.now() - start;
      child.kill("SIGTERM");
    });
    child.once("exit", () => (readyMs === undefined ? reject(new Error("did not start")) : resolve(readyMs)));
  });
}

/**
 * Decisions of a day's outage, delivered over real HTTP to the training province's acceptance platform; meanwhile the host's loop
 * must not be held up, and a screen's question is answered at once.
 */
export async function benchDrain(cases = 2_000): Promise<readonly Measurement[]> {
  const world = await openTestHost();
  try {
    await world.setReachable(false);
    for (let index = 0; index < cases; index += 1) await queueDecision(world, index);
    await world.setReachable(true);
    const loop = watchLoop();
    const start = performance.now();
    const [drainedMs, answers] = await askedMeanwhile(world, drainAll(world, start));
    const holdUp = loop.stop();
    const { ms, by } = judged(holdUp);
    return [
      measurement(`drain ${cases} queued cases, audit included`, "s", 60, [drainedMs / 1000]),
      {
        ...measurement(`longest hold-up of the host's loop while draining (${by})`, "ms", 50, [ms]),
        peers: { "by the clock": holdUp.clockMs, "processor time": holdUp.processorMs },
      },
      measurement("a screen's question answered while draining", "ms", 50, answers),
    ];
  } finally {
    await world.close();
  }
}

/** Milliseconds since `start` when nothing waits any more. */
async function drainAll({ host }: TestHost, start: number): Promise<number> {
  const { storage, courier, clock } = host.parts;
  for (;;) {
    await storage.hurryDeliveries(clock.now());
    await courier.round();
    const counts = await storage.outboxCounts();
    if (!counts.ok) throw new Error(counts.fault.code);
    if (counts.value.queued + counts.value.unknown + counts.value.auditPending === 0) return performance.now() - start;
  }
}

/** What the work comes to, and how long a question took that was asked every 50 ms until then. */
async function askedMeanwhile<T>({ client }: TestHost, work: Promise<T>): Promise<readonly [T, readonly number[]]> {
  let isDone = false;
  const outcome = work.finally(() => {
    isDone = true;
  });
  const times: number[] = [];
  while (!isDone) {
    const asked = performance.now();
    await client.call("counter.view", {});
    times.push(performance.now() - asked);
    await new Promise((done) => setTimeout(done, 50));
  }
  return [await outcome, times];
}

async function queueDecision({ host }: TestHost, index: number): Promise<void> {
  const decision = queuedDecision(`BENCH-${index}`);
  const { caseId, materialId } = decision;
  const kept = await host.parts.storage.commit({
    deliveries: [decision],
    audit: [{ caseId, materialId, at: host.parts.clock.now(), action: "material.decided", clerk: "bench" }],
  });
  if (!kept.ok) throw new Error(kept.fault.code);
}

/**
 * Memory of the terminal as `npm start` runs it without Electron: the host with its threads and device process, and apart from it the
 * browser that shows the screens. Training mode: the simulated province is in the host's figure. Nobody debugs the browser: under a
 * debugger its page keeps a copy of all that it fetched, a quarter of a megabyte for each case.
 */
export async function benchMemory(scans = 500): Promise<readonly Measurement[]> {
  const terminal = await startTerminal();
  const browser = openUnwatched(terminal.clerkUrl);
  try {
    await terminal.client.call("session.sign-in", { account: "clerk01", password: "practice-01" });
    const cast = await terminal.client.call("training.cast", {});
    const line = cast.ok ? cast.value.lines.find((one) => one.exempted === 3 && one.code.startsWith("SFM")) : undefined;
    await terminal.client.call("matter.choose", { code: line?.matter ?? "" });
    await sleep(3_000);
    const idle = treeMemory(terminal.pid);
    for (let run = 0; run < scans; run += 1) {
      await terminal.client.call("scan.submit", { text: line?.code ?? "", way: "paste" });
      await terminal.until((view) => view.phase === "deciding", "deciding");
      // A clerk is there: without a sign of life the terminal locks itself after a while.
      await terminal.client.call("session.alive", {});
      await sleep(150);
      await terminal.client.call("case.cancel", { reason: "测量" });
      await terminal.until((view) => view.phase === "ready", "ready");
    }
    const busy = treeMemory(terminal.pid);
    return [
      measurement("memory of the host's processes, idle", "MB", 300, [idle.own]),
      measurement(`memory of the host's processes after ${scans} cases`, "MB", 350, [busy.own]),
      measurement("memory with the browser, idle", "MB", 300, [idle.own + idle.others]),
      measurement(`memory with the browser, after ${scans} cases`, "MB", 350, [busy.own + busy.others]),
    ];
  } finally {
    await browser.close();
    await terminal.stop();
  }
}

function openUnwatched(address: string) {
  const profile = mkdtempSync(join(tmpdir(), "unwatched-"));
  const path = browserPath();
  if (!path) throw new Error("no Chromium");
  const quiet = ["--headless=new", "--disable-gpu", "--window-size=1366,768", ...quietArguments()];
  const child = spawn(path, [...quiet, `--user-data-dir=${profile}`, address], { stdio: "ignore" });
  return {
    async close() {
      child.kill();
      await once(child, "exit");
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Proportional set sizes in megabytes: of the tree under `pid`, and of this process's other children. Linux only. */
function treeMemory(pid: number): { readonly own: number; readonly others: number } {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    const parent = /\) \S (\d+)/.exec(read(`/proc/${name}/stat`))?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isUnder = (one: number, top: number): boolean =>
    one === top || (parents.has(one) && isUnder(parents.get(one) ?? 0, top));
  const sum = (pids: readonly number[]) =>
    pids.reduce((total, one) => total + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0), 0) /
    1024;
  const all = [...parents.keys()];
  const own = all.filter((one) => isUnder(one, pid));
  const others = all.filter((one) => one !== process.pid && isUnder(one, process.pid) && !own.includes(one));
  return { own: sum(own), others: sum(others) };
}

/** A process that ended in between has no memory. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error) return "";
    throw error;
  }
}
