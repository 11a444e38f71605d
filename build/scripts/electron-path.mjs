/** Where Electron's binary lies, without asking the package for it: `require("electron")` would try to download it. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const NAMES = { win32: "electron.exe", darwin: "Electron.app/Contents/MacOS/Electron" };

/** Undefined when there is no runtime: an ordinary case, here and in many government networks. */
export function electronPath(environment = process.env) {
  const name = NAMES[process.platform] ?? "electron";
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return existsSync(join(override, name)) ? join(override, name) : undefined;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
    const path = join(folder, "dist", readFileSync(join(folder, "path.txt"), "utf8"));
    return existsSync(path) ? path : undefined;
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
