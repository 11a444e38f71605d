/** C sources that a program loads before its own libraries. */
import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Source of the library that shows a made-up /sys and /dev. */
export const PATHS = fileURLToPath(new URL("paths.c", import.meta.url));

/**
 * Compiles into `folder`.
 * @returns path of the library
 * @throws Error saying what is missing or wrong
 */
export function buildLibrary(source: string, folder: string): string {
  const library = join(folder, `${basename(source, ".c")}.so`);
  const result = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  if (result.error) throw new Error("no C compiler (cc)");
  if (result.status !== 0) throw new Error(`${basename(source)} does not compile here: ${result.stderr.slice(0, 400)}`);
  return library;
}
