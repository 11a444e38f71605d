/** The memory of another process, as Linux shows it to its owner: /proc/PID/maps and /proc/PID/mem. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { Search } from "./search.ts";

/** Memory of other processes can be read: Linux, and the same user without a stricter rule. */
export function canReadMemory(pid: number): boolean {
  try {
    closeSync(openSync(`/proc/${pid}/mem`, "r"));
    return true;
  } catch {
    return false;
  }
}

/** Every page that a process may write and that is there: heap, stacks, buffers, its private copies of files. */
export async function searchMemory(pid: number, search: Search): Promise<ReadonlySet<string>> {
  const memory = openSync(`/proc/${pid}/mem`, "r");
  const pages = openSync(`/proc/${pid}/pagemap`, "r");
  const found = new Set<string>();
  try {
    for (const area of writable(pid)) {
      for (const run of runsOf(pages, area)) await searchRun(memory, run, { search, found });
    }
  } finally {
    closeSync(memory);
    closeSync(pages);
  }
  return found;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const BLOCK = 4 << 20;
const PAGE = 4096;
const block = Buffer.alloc(BLOCK);

async function searchRun(
  memory: number,
  { start, end }: Range,
  { search, found }: { readonly search: Search; readonly found: Set<string> },
): Promise<void> {
  for (let at = start; at < end; ) {
    const read = readAt(memory, at, Math.min(BLOCK, end - at));
    search.look(block.subarray(0, read), found);
    const next = at + read;
    if (next >= end) break;
    // The terminal at the other end takes a client that does not answer its pings for gone.
    await setImmediate();
    // Too little for a step: a page has gone. What lies behind it is still to be searched.
    at = read > search.overlap ? next - search.overlap : (Math.floor(next / PAGE) + 1) * PAGE;
  }
}

/** A page that went meanwhile reads as an error: nothing of it is anywhere. */
function readAt(memory: number, at: number, length: number): number {
  try {
    return readSync(memory, block, 0, length, at);
  } catch {
    return 0;
  }
}

function writable(pid: number): readonly Range[] {
  return readFileSync(`/proc/${pid}/maps`, "latin1")
    .split("\n")
    .flatMap((line) => {
      const [, start, end, rights] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? [];
      return start && end && rights?.startsWith("rw")
        ? [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }]
        : [];
    });
}

/** Bits 63 and 62 of a page's eight bytes: in memory, or in the swap. What was only reserved would take minutes to read. */
const IS_THERE = 0xc0;

function runsOf(pages: number, { start, end }: Range): readonly Range[] {
  const entries = Buffer.alloc(((end - start) / PAGE) * 8);
  const read = readSync(pages, entries, 0, entries.length, (start / PAGE) * 8);
  const runs: { start: number; end: number }[] = [];
  for (let at = 0; at * 8 < read; at += 1) {
    if (((entries[at * 8 + 7] as number) & IS_THERE) === 0) continue;
    const page = start + at * PAGE;
    const last = runs.at(-1);
    if (last?.end === page) last.end = page + PAGE;
    else runs.push({ start: page, end: page + PAGE });
  }
  return runs;
}

/** The process and everything it started, oldest first. */
export function withChildren(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const parent = /\) \S (\d+)/.exec(readStat(name))?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const all = [pid];
  for (const one of all) for (const [child, parent] of parents) if (parent === one) all.push(child);
  return all;
}

function readStat(name: string): string {
  if (!/^\d+$/.test(name)) return "";
  try {
    return readFileSync(`/proc/${name}/stat`, "latin1");
  } catch {
    return "";
  }
}
