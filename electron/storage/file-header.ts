/**
 * Looks at a file before SQLite does (sqlite.org/fileformat.html section 1.3), so that what is not ours, newer than us or no
 * database at all stays untouched, log and index files included.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { StorageFailure, storageFault } from "./storage-fault.ts";

/** `LZDT`, in the header of every file of ours. */
export const APPLICATION_ID = 0x4c5a4454;

const MAGIC = "SQLite format 3\0";
const HEADER_BYTES = 100;
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

/** Throws a `StorageFailure`: corrupt, foreign or newer than schema `known`. A version still in the log is looked at later. */
export function requireOurs(file: string, known: number): void {
  const header = headerOf(file);
  if (header.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw new StorageFailure(storageFault("corrupt", { found: "no-database" }));
  }
  if (header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) {
    throw new StorageFailure(storageFault("foreign-file"));
  }
  const found = header.readUInt32BE(USER_VERSION_AT);
  if (found > known) throw new StorageFailure(storageFault("newer-schema", { found, known }));
}

/** Zeros where the file is too short. */
function headerOf(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, "r");
  try {
    readSync(handle, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(handle);
  }
  return header;
}
