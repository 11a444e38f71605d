/** The start of the trust store: the newest generation that still verifies, and the memory of what was accepted before. */
import type { Fault } from "../domain/fault.ts";
import type { Result } from "../domain/result.ts";
import type { TrustBundle } from "./bundle.ts";
import { listGenerations, readGeneration } from "./generations.ts";
import { MEMORY_FILE, readMemory, type TrustMemory } from "./memory-file.ts";

export interface Skipped {
  readonly file: string;
  readonly fault: Fault;
}

export interface DiskStart {
  readonly bundle: TrustBundle | undefined;
  readonly memory: TrustMemory;
  readonly skipped: readonly Skipped[];
}

export async function startFromDisk(
  folder: string,
  open: (bytes: Uint8Array) => Promise<Result<TrustBundle>>,
): Promise<DiskStart> {
  const skipped: Skipped[] = [];
  const skip = (file: string, fault: Fault) => {
    skipped.push({ file, fault: { ...fault, detail: { ...fault.detail, file } } });
  };
  const listed = await listGenerations(folder);
  if (!listed.ok) skip(".", listed.fault);
  let bundle: TrustBundle | undefined;
  for (const { name } of listed.ok ? listed.value : []) {
    const bytes = await readGeneration(folder, name);
    const opened = bytes.ok ? await open(bytes.value) : bytes;
    if (opened.ok) {
      bundle = opened.value;
      break;
    }
    skip(name, opened.fault);
  }
  const memory = await readMemory(folder);
  if (!memory.ok) skip(MEMORY_FILE, memory.fault);
  return { bundle, memory: withHighest(memory.ok ? memory.value : {}, bundle), skipped };
}

/** A crash between the switch and the memory leaves the memory one behind: what is held counts too. */
function withHighest(memory: TrustMemory, bundle: TrustBundle | undefined): TrustMemory {
  if (!bundle || (memory.highest && memory.highest.issue >= bundle.payload.issue)) return memory;
  return { ...memory, highest: { issue: bundle.payload.issue, payloadDigest: bundle.payloadDigest } };
}
