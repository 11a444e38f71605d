/** The bundles on disk, one file each, exactly as received. Their order is their issue number; the last three are kept. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { failed, ok, type Result } from "../domain/result.ts";
import { isMissing, storageFault, writeDurably } from "./write-durably.ts";

const KEPT = 3;
const NAME = /^bundle-(\d{16})-[0-9a-f]{16}\.json$/;

export interface GenerationFile {
  readonly name: string;
  readonly issue: number;
}

/** Newest first. A folder that is not there has none. */
export async function listGenerations(folder: string): Promise<Result<readonly GenerationFile[]>> {
  try {
    const found = (await readdir(folder, { withFileTypes: true })).flatMap((entry) => {
      const digits = entry.isFile() ? NAME.exec(entry.name)?.[1] : undefined;
      return digits === undefined ? [] : [{ name: entry.name, issue: Number(digits) }];
    });
    return ok(found.sort((a, b) => b.issue - a.issue || (a.name < b.name ? 1 : -1)));
  } catch (error) {
    return isMissing(error) ? ok([]) : failed(storageFault(error));
  }
}

export async function readGeneration(folder: string, name: string): Promise<Result<Uint8Array>> {
  try {
    return ok(await readFile(join(folder, name)));
  } catch (error) {
    return failed(storageFault(error));
  }
}

/** @param payloadDigest part of the name, so that a broken file of the same bundle is replaced and no other is. */
export function generationName(issue: number, payloadDigest: string): string {
  return `bundle-${String(issue).padStart(16, "0")}-${payloadDigest.slice(0, 16)}.json`;
}

export async function hasGeneration(folder: string, name: string): Promise<boolean> {
  const listed = await listGenerations(folder);
  return listed.ok && listed.value.some((generation) => generation.name === name);
}

export function writeGeneration(folder: string, name: string, bytes: Uint8Array): Promise<Result<void>> {
  return writeDurably(folder, name, bytes);
}

/** Removes all but the newest three, and those known to be broken. */
export async function pruneGenerations(folder: string, broken: ReadonlySet<string>): Promise<Result<void>> {
  const listed = await listGenerations(folder);
  if (!listed.ok) return listed;
  const kept = listed.value.filter(({ name }) => !broken.has(name)).slice(0, KEPT);
  try {
    for (const generation of listed.value) {
      if (!kept.includes(generation)) await rm(join(folder, generation.name), { force: true });
    }
    return ok(undefined);
  } catch (error) {
    return failed(storageFault(error));
  }
}
