/**
 * What the store must remember beside the bundles: the highest issue ever accepted (so that losing files does not open the
 * way for an older one), a roll-back, when the province was last asked, the tag of the answer that is held, and what came when.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { isMissing, storageFault, writeDurably } from "./write-durably.ts";

export const MEMORY_FILE = "state.json";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** One line of the history of generations. */
const generationRecord = z.object({
  at: z.number(),
  event: z.enum(["imported", "rolled-back"]),
  way: z.enum(["network", "file"]),
  by: z.string().optional(),
  issue: z.int().min(1),
  payloadDigest: digest,
  issuedAt: z.number(),
  nextUpdate: z.number(),
  publisher: z.string(),
  keyId: digest,
  certificates: z.int(),
  lists: z.int(),
});
export type GenerationRecord = z.infer<typeof generationRecord>;

const shape = z.object({
  /** The newest bundle ever accepted, by issue and digest of its payload. */
  highest: z.object({ issue: z.int().min(1), payloadDigest: digest }).optional(),
  /** An administrator went back to this generation; undone by the next bundle that is accepted. */
  rolledBack: z.object({ issue: z.int().min(1), payloadDigest: digest }).optional(),
  checkedAt: z.number().optional(),
  /** Belongs to the bundle with this digest and to no other. */
  tag: z.object({ etag: z.string(), payloadDigest: digest }).optional(),
  /** Oldest first. */
  history: z.array(generationRecord).optional(),
});

export type TrustMemory = z.infer<typeof shape>;

const LONGEST_HISTORY = 20;

export function withRecord(memory: TrustMemory, record: GenerationRecord): TrustMemory {
  return { ...memory, history: [...(memory.history ?? []), record].slice(-LONGEST_HISTORY) };
}

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
