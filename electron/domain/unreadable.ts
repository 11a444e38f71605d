/** A file or folder that somebody named and that cannot be read. */
import { type Fault, fault } from "./fault.ts";

/** @param error of the file system. @throws what is none */
export function unreadable(error: unknown): Fault {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code !== "string") throw error;
  return fault("file.unreadable", { cause: code });
}
