/** Where announced publishers are remembered: `publishers.json` in the trust folder. What cannot be read is put aside, never lost. */
import { z } from "zod";
import { failed, ok, type Result } from "../domain/result.ts";
import { readKept } from "./kept-file.ts";
import { NO_SUCCESSIONS, type PublisherMemory } from "./publishers.ts";
import { writeDurably } from "./write-durably.ts";

export const PUBLISHERS_FILE = "publishers.json";

const shape = z.object({
  successions: z.array(
    z.object({
      retiring: z.string().regex(/^[0-9a-f]{64}$/),
      next: z.string().regex(/^04[0-9a-f]{128}$/),
      from: z.number(),
      until: z.number(),
      isTakenOver: z.boolean(),
    }),
  ),
  provenAt: z.number().optional(),
});

export async function readPublishers(folder: string): Promise<Result<PublisherMemory>> {
  const read = await readKept(folder, PUBLISHERS_FILE, shape);
  if (!read.ok) return failed(read.fault);
  const { successions, provenAt } = read.value ?? NO_SUCCESSIONS;
  return ok({ successions, ...(provenAt === undefined ? {} : { provenAt }) });
}

export function writePublishers(folder: string, memory: PublisherMemory): Promise<Result<void>> {
  return writeDurably(folder, PUBLISHERS_FILE, new TextEncoder().encode(JSON.stringify(memory)));
}
