/** A scanner on a real pseudo-terminal for the integration tests, and the reason to skip where none can be had. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPseudoTerminal, type PseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";

/** Undefined when pseudo-terminals work here; else why not. */
export async function whyNoPseudoTerminal(): Promise<string | undefined> {
  const opened = await openPseudoTerminal();
  if (!opened.ok) return `no pseudo-terminal: ${opened.detail}`;
  await opened.terminal.close();
  return undefined;
}

/** One name in a folder of its own, behind which terminals come and go. */
export class PluggedScanner {
  readonly #folder = mkdtempSync(join(tmpdir(), "liangzheng-scanner-"));
  readonly path = join(this.#folder, "scanner");
  #terminals: PseudoTerminal[] = [];

  async plug(): Promise<PseudoTerminal> {
    const opened = await openPseudoTerminal({ linkPath: this.path });
    if (!opened.ok) throw new Error(opened.detail);
    this.#terminals.push(opened.terminal);
    return opened.terminal;
  }

  async remove(): Promise<void> {
    for (const terminal of this.#terminals) await terminal.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the condition holds; the time it took in ms. */
export async function until(condition: () => boolean, limitMs = 15_000): Promise<number> {
  const startMs = performance.now();
  while (!condition()) {
    if (performance.now() - startMs > limitMs) throw new Error(`not within ${limitMs} ms: ${condition}`);
    await sleep(1);
  }
  return performance.now() - startMs;
}

/** Milliseconds of processor time that a process uses in a second of doing nothing. */
export async function idleProcessorMs(pid: number): Promise<number> {
  const before = processorMs(pid);
  await sleep(1000);
  return processorMs(pid) - before;
}

/** What a process used so far, from the kernel's own book (100 ticks a second). */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The value, or an error instead of waiting for ever. */
export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not settled within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
