/**
 * From what the disk was told to what may be on it after a power cut. Of each file: everything written before its last sync, and of
 * what came later any pages at all, in any order, the last write torn at any byte. Of names (made, moved, removed): everything
 * before the last sync of the folder, and of what came later a beginning, as a journalling file system keeps their order.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Random } from "../../fuzz/random.ts";

export interface Told {
  readonly letter: string;
  readonly first: number;
  readonly second: number;
  readonly bytes: Buffer;
}

const HEAD = 21;
const PAGE = 4096;

export function readLog(log: Buffer): readonly Told[] {
  const all: Told[] = [];
  for (let at = 0; at < log.length; ) {
    const size = log.readUInt32LE(at + 17);
    all.push({
      letter: String.fromCharCode(log[at] ?? 0),
      first: Number(log.readBigUInt64LE(at + 1)),
      second: Number(log.readBigUInt64LE(at + 9)),
      bytes: log.subarray(at + HEAD, at + HEAD + size),
    });
    at += HEAD + size;
  }
  return all;
}

/** What was on standard output by then. */
export function acknowledgedBy(told: readonly Told[]): string {
  return Buffer.concat(told.filter(({ letter }) => letter === "A").map(({ bytes }) => bytes)).toString("utf8");
}

interface OnDisk {
  /** Synced. */
  readonly content: Buffer;
  /** Written or cut since the last sync. */
  readonly pending: Told[];
}

type NameChange = (names: Map<string, OnDisk>) => void;

export const WAYS = ["only what was synced", "some pages", "some pages, one torn", "everything written"] as const;
export type Way = (typeof WAYS)[number];

/** Writes into `folder` what one such disk holds. */
export function restore(told: readonly Told[], folder: string, way: Way, random: Random): void {
  const { names, waiting } = states(told);
  const survives = way === "everything written" ? waiting.length : random.below(waiting.length + 1);
  for (const change of waiting.slice(0, way === "only what was synced" ? 0 : survives)) change(names);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The index of the log lives in memory only: it is made anew from the log.
  for (const [path, file] of names)
    if (!path.endsWith("-shm"))
      writeFileSync(join(folder, basename(path)), contentOf(file, way, random), { mode: 0o600 });
}

/** Names and files as synced, and the changes of names that no sync of their folder has covered yet. */
function states(told: readonly Told[]): { names: Map<string, OnDisk>; waiting: NameChange[] } {
  const names = new Map<string, OnDisk>();
  const waiting: NameChange[] = [];
  const byInode = new Map<number, OnDisk>();
  const pend = (one: Told) => void byInode.get(one.first)?.pending.push(one);
  const rename = (one: Told) => void waiting.push(nameChange(one));
  const steps: Readonly<Record<string, (one: Told) => void>> = {
    O({ first, second, bytes }) {
      if (second === 0 && byInode.has(first)) return;
      const made: OnDisk = { content: Buffer.alloc(0), pending: [] };
      const path = bytes.toString("utf8");
      byInode.set(first, made);
      waiting.push((held) => void held.set(path, made));
    },
    W: pend,
    T: pend,
    S({ first }) {
      const file = byInode.get(first);
      if (file) Object.assign(file, { content: file.pending.reduce(applied, file.content), pending: [] });
    },
    R: rename,
    U: rename,
    D() {
      for (const change of waiting.splice(0)) change(names);
    },
  };
  for (const one of told) steps[one.letter]?.(one);
  return { names, waiting };
}

function nameChange({ letter, bytes }: Told): NameChange {
  const [from = "", to = ""] = bytes.toString("utf8").split("\0");
  return (names) => {
    const moved = names.get(from);
    names.delete(from);
    if (letter === "R" && moved) names.set(to, moved);
  };
}

function applied(content: Buffer, { letter, second, bytes }: Told): Buffer {
  if (letter === "T") return second <= content.length ? content.subarray(0, second) : grown(content, second);
  const whole = second + bytes.length > content.length ? grown(content, second + bytes.length) : Buffer.from(content);
  bytes.copy(whole, second);
  return whole;
}

function grown(content: Buffer, size: number): Buffer {
  const whole = Buffer.alloc(size);
  content.copy(whole);
  return whole;
}

function contentOf({ content, pending }: OnDisk, way: Way, random: Random): Buffer {
  if (way === "only what was synced") return content;
  if (way === "everything written") return pending.reduce(applied, content);
  const kept = pending.flatMap(pagesOf).filter(() => random.below(2) === 1);
  const last = kept.at(-1);
  if (way === "some pages, one torn" && last?.letter === "W")
    kept[kept.length - 1] = { ...last, bytes: last.bytes.subarray(0, random.below(last.bytes.length)) };
  return kept.reduce(applied, content);
}

/** A write falls apart at the page borders of the file. */
function pagesOf(one: Told): readonly Told[] {
  if (one.letter !== "W") return [one];
  const pages: Told[] = [];
  for (let at = 0; at < one.bytes.length; ) {
    const offset = one.second + at;
    const size = Math.min(PAGE - (offset % PAGE), one.bytes.length - at);
    pages.push({ ...one, second: offset, bytes: one.bytes.subarray(at, at + size) });
    at += size;
  }
  return pages;
}
