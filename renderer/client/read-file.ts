/** The bytes of a file that a person chose or dropped. It may be gone by now: a stick pulled out, a folder, a file that changed. */
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../electron/domain/result.ts";

/** Fault `file.unreadable` with the browser's name for the cause. */
export async function readFile(file: Blob): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    return ok(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    if (error instanceof DOMException) return failed(fault("file.unreadable", { cause: error.name }));
    throw error;
  }
}
