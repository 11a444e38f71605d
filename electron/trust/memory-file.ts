/**
 * What the store must remember beside the bundles: the highest issue ever accepted (so that losing files does not open the
 * way for an older one), when the province was last asked, and the tag of the answer that is held.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { isMissing, storageFault, writeDurably } from "./write-durably.ts";

export const MEMORY_FILE = "state.json";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const shape = z.object({
  /** The newest bundle ever accepted, by issue and digest of its payload. */
  highest: z.object({ issue: z.int().min(1), payloadDigest: digest }).optional(),
  checkedAt: z.number().optional(),
  /** Belongs to the bundle with this digest and to no other. */
  tag: z.object({ etag: z.string(), payloadDigest: digest }).optional(),
});

export type TrustMemory = z.infer<typeof shape>;

export async function readMemory(folder: string): Promise<Result<TrustMemory>> {
  let text: string;
  try {
    text = await readFile(join(folder, MEMORY_FILE), "utf8");
  } catch (error) {
    return isMissing(error) ? ok({}) : failed(storageFault(error));
  }
  const read = shape.safeParse(parse(text));
  return read.success ? ok(read.data) : failed(fault("trust.unreadable", { file: MEMORY_FILE }));
}

export function writeMemory(folder: string, memory: TrustMemory): Promise<Result<void>> {
  return writeDurably(folder, MEMORY_FILE, new TextEncoder().encode(JSON.stringify(memory)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
