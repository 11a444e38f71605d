/** The preloaded library that writes down what the disk was told. Linux with a C compiler; `whyNoShim` says what is missing. */
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("./shim.c", import.meta.url));

/** @throws Error when it does not compile; ask `whyNoShim` first. */
export function compileShim(): string {
  const library = join(mkdtempSync(join(tmpdir(), "torture-shim-")), "shim.so");
  const compiled = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl", "-lpthread"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  if (compiled.status !== 0) throw new Error(`shim.c does not compile here: ${compiled.stderr.slice(0, 400)}`);
  return library;
}

export function whyNoShim(): string | undefined {
  if (process.platform !== "linux") return "no preloaded library: only on Linux";
  return spawnSync("cc", ["--version"]).status === 0 ? undefined : "no C compiler (cc)";
}
