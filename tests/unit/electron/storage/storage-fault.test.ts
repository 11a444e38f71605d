import { describe, expect, test } from "vitest";
import {
  faultOfError,
  faultOrThrow,
  StorageFailure,
  storageFault,
} from "../../../../electron/storage/storage-fault.ts";

function sqliteError(code: string, message = "some words"): Error {
  return Object.assign(new Error(message), { code });
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: "open" });
}

describe("errors are sorted by code", () => {
  test.each([
    ["SQLITE_CORRUPT", "storage.corrupt"],
    ["SQLITE_CORRUPT_INDEX", "storage.corrupt"],
    ["SQLITE_NOTADB", "storage.corrupt"],
    ["SQLITE_IOERR_CORRUPTFS", "storage.corrupt"],
    ["SQLITE_READONLY", "storage.readonly"],
    ["SQLITE_READONLY_DBMOVED", "storage.readonly"],
    ["SQLITE_BUSY", "storage.busy"],
    ["SQLITE_BUSY_SNAPSHOT", "storage.busy"],
    ["SQLITE_LOCKED", "storage.busy"],
    ["SQLITE_FULL", "storage.full"],
    ["SQLITE_IOERR_WRITE", "storage.other"],
    ["SQLITE_CANTOPEN", "storage.other"],
  ])("%s is %s", (code, fault) => {
    expect(faultOfError(sqliteError(code))?.code).toBe(fault);
  });

  test.each([
    ["EACCES", "storage.readonly"],
    ["EROFS", "storage.readonly"],
    ["ENOSPC", "storage.full"],
    ["EIO", "storage.other"],
  ])("the system's %s is %s", (code, fault) => {
    expect(faultOfError(systemError(code))?.code).toBe(fault);
  });

  test("the message of an error decides nothing", () => {
    expect(faultOfError(sqliteError("SQLITE_FULL", "database disk image is malformed"))?.code).toBe("storage.full");
  });

  test.each(["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_RANGE"])("%s is a bug", (code) => {
    expect(faultOfError(sqliteError(code))).toBeUndefined();
  });

  test("a bug goes on being thrown", () => {
    const bug = new TypeError("undefined is not a function");
    expect(() => faultOrThrow(bug)).toThrow(bug);
  });

  test("a failure carries its own fault", () => {
    const fault = storageFault("newer-schema", { found: 9, known: 1 });
    expect(faultOfError(new StorageFailure(fault))).toEqual(fault);
  });
});
