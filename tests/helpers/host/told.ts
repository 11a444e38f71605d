/** Answers of the contract as a test takes them: what was told, or an error that names the fault; and waiting for one that fits. */
import type { Result } from "../../../electron/domain/result.ts";

export const codeOf = (result: Result<unknown>): string => (result.ok ? "ok" : result.fault.code);

export function told<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** Asks every 50 ms, for 15 s at most: a test that waits in vain then says what for. */
export async function until(what: string, fits: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await fits()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited for ${what}`);
}
