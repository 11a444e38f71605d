/** Which Node runs the project: 24 from node_modules where npm brought it, else the system's when it is new enough. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const MINIMUM = 22;

/** Flags of the Node that runs the host: a young generation of 6 MB instead of 48, the counterpart of THREAD_LIMITS for the main thread. */
export const HOST_FLAGS = ["--max-semi-space-size=2"];

/**
 * Environment of the process that serves a counter, for systems with the GNU library (ignored elsewhere): memory that is given back is
 * overwritten at once, whatever its size. What a citizen's licenses passed through must not lie there until something else does.
 */
export const HOST_ENVIRONMENT = { GLIBC_TUNABLES: "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0" };

/** Path of a Node that can run everything (native modules crash older ones without a word), or undefined. */
export function projectNode() {
  const own = join(root, "node_modules", ".bin", "node");
  if (existsSync(own)) return own;
  return Number(process.versions.node.split(".")[0]) >= MINIMUM ? process.execPath : undefined;
}

/** True when the process that runs now is good enough itself. */
export function isThisNodeGood() {
  return Number(process.versions.node.split(".")[0]) >= MINIMUM;
}

/** Environment for child processes: the project's own tools first in PATH. */
export function projectEnvironment(extra = {}) {
  const bin = join(root, "node_modules", ".bin");
  return { ...process.env, PATH: `${bin}:${process.env.PATH ?? ""}`, ...extra };
}
