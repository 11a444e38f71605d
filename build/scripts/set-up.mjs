/**
 * Makes a fresh clone runnable with Node and npm alone: npm packages, and on Debian/Ubuntu as root the system packages.
 * Everything else prints the command that would help, and goes on with what can be done. Uses Node's own modules only.
 */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isThisNodeGood, projectEnvironment, projectNode, root } from "./node-version.mjs";

/** Debian and Ubuntu names; what each is for. */
const SYSTEM_PACKAGES = {
  chromium: "the window where Electron's runtime is not installed, and the end-to-end tests",
  "fonts-noto-cjk": "Chinese characters on screen",
  "libusb-1.0-0": "USB readers",
  udev: "listing serial devices",
  xvfb: "a window on a machine without a screen",
};

/** @param {{ withSystem?: boolean, isQuiet?: boolean }} options */
export function setUp({ withSystem = true, isQuiet = false } = {}) {
  const say = isQuiet ? (text) => process.stderr.write(`${text}\n`) : (text) => process.stdout.write(`${text}\n`);
  installNpmPackages(say, isQuiet);
  if (withSystem) installSystemPackages(say, isQuiet);
  const node = projectNode();
  if (!node) {
    say(
      `亮证台 needs Node 22.12 or newer; this is ${process.versions.node}, and the npm package that brings one is missing.`,
    );
    process.exit(1);
  }
  return node;
}

/** Re-runs the calling script under the project's Node when this one is too old. */
export function underProjectNode(node) {
  if (isThisNodeGood()) return;
  const run = spawnSync(node, process.argv.slice(1), {
    stdio: "inherit",
    cwd: process.cwd(),
    env: projectEnvironment(),
  });
  process.exit(run.status ?? 1);
}

function installNpmPackages(say, isQuiet) {
  // npm ci empties the folder first; through a link that would be somebody else's.
  if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) {
    say("node_modules is a link to another folder: nothing is installed through it.");
    return;
  }
  const stamp = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  if (existsSync(stamp) && isSameLock(lock)) return;
  say("Installing npm packages (npm ci) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: isQuiet ? ["ignore", 2, 2] : "inherit",
    shell: process.platform === "win32",
  });
  if (run.status !== 0) {
    say(
      "npm ci did not finish; its message stands above. Mend that (network, registry, disk) and run the same command again.",
    );
    process.exit(1);
  }
  mkdirSync(join(root, ".cache"), { recursive: true });
  writeFileSync(join(root, ".cache", "installed-lock"), readFileSync(lock));
}

/** A checkout touches the lock file's time without changing it: compare what was installed last. */
function isSameLock(lock) {
  const kept = join(root, ".cache", "installed-lock");
  return existsSync(kept) && readFileSync(kept).equals(readFileSync(lock));
}

function installSystemPackages(say, isQuiet) {
  if (process.platform !== "linux" || !existsSync("/usr/bin/dpkg-query")) {
    if (process.platform === "linux" && !findOnPath("chromium")) {
      say(
        `For the window and the tests this system needs: ${Object.keys(SYSTEM_PACKAGES).join(", ")} (under its own names).`,
      );
    }
    return;
  }
  const missing = Object.keys(SYSTEM_PACKAGES).filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0) {
    say(`Not installed: ${missing.map((name) => `${name} (${SYSTEM_PACKAGES[name]})`).join("; ")}.`);
    say(`An administrator can add them: sudo sh -c '${command}'`);
    return;
  }
  say(`Installing system packages: ${missing.join(", ")} …`);
  const run = spawnSync("sh", ["-c", command], {
    stdio: isQuiet ? ["ignore", "ignore", 2] : ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 600_000,
  });
  if (run.status !== 0) say(`System packages could not be installed; going on without. The command was: ${command}`);
}

function isInstalled(name) {
  const query = spawnSync("dpkg-query", ["-s", name], { encoding: "utf8" });
  return query.status === 0 && query.stdout.includes("Status: install ok installed");
}

function findOnPath(name) {
  return (process.env.PATH ?? "").split(":").some((folder) => existsSync(join(folder, name)));
}
