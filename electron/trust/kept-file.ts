/** A small JSON file of the trust folder whose loss would matter: one that cannot be read is renamed and kept, and that is told. */
import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { isMissing, storageFault } from "./write-durably.ts";

/** Undefined when there is none. A damaged one is put aside as `NAME.damaged-1`, `-2` … */
export async function readKept<T>(folder: string, name: string, shape: z.ZodType<T>): Promise<Result<T | undefined>> {
  let text: string;
  try {
    text = await readFile(join(folder, name), "utf8");
  } catch (error) {
    return isMissing(error) ? ok(undefined) : failed(storageFault(error));
  }
  const read = shape.safeParse(parse(text));
  if (read.success) return ok(read.data);
  const kept = await putAside(folder, name);
  return kept.ok ? failed(fault("trust.unreadable", { file: name, keptAs: kept.value })) : kept;
}

async function putAside(folder: string, name: string): Promise<Result<string>> {
  try {
    const taken = new Set(await readdir(folder));
    let number = 1;
    while (taken.has(`${name}.damaged-${number}`)) number += 1;
    const aside = `${name}.damaged-${number}`;
    await rename(join(folder, name), join(folder, aside));
    return ok(aside);
  } catch (error) {
    return failed(storageFault(error));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
