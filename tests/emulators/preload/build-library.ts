/** C sources that a program loads before its own libraries. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Source of the library that shows a made-up /sys and /dev. */
export const PATHS = fileURLToPath(new URL("paths.c", import.meta.url));

let folder: string | undefined;
const built = new Map<string, string>();

/**
 * Compiles once for this process; gone with it.
 * @returns path of the library
 * @throws Error saying what is missing or wrong
 */
export function buildLibrary(source: string): string {
  const known = built.get(source);
  if (known !== undefined) return known;
  const library = join(folderOfThisProcess(), `${basename(source, ".c")}-${built.size}.so`);
  const result = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  if (result.error) throw new Error("no C compiler (cc)");
  if (result.status !== 0) throw new Error(`${basename(source)} does not compile here: ${result.stderr.slice(0, 400)}`);
  built.set(source, library);
  return library;
}

function folderOfThisProcess(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "preload-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}
