/**
 * A real serial line without hardware: a pseudo-terminal whose far end this program holds. Drives the virtual scanner
 * of training mode, the demo and the tests. Uses `script` of util-linux, which every Debian has, else Python's `pty`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { lstat, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_TIMEOUT_MS = 3000;
const READY_POLL_MS = 2;
const EXIT_TIMEOUT_MS = 1000;
const COMPLAINT_LENGTH = 200;

export interface PseudoTerminal {
  /** What a program opens: a symbolic link, so that unplugging takes the name away too. */
  readonly path: string;
  /** Sends bytes to whoever has the path open. Resolves when they are on their way; false when unplugged. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** What the program at the other side writes. One listener. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** Pulls the cable: link and line vanish at once. Resolves when the line is gone. */
  unplug(): Promise<void>;
  /** `unplug`, and removes the folder made for the link. */
  close(): Promise<void>;
}

export type PseudoTerminalResult =
  | { readonly ok: true; readonly terminal: PseudoTerminal }
  | { readonly ok: false; readonly reason: "unavailable" | "path-taken"; readonly detail: string };

export interface PseudoTerminalOptions {
  /** Where to put the link; by default inside a new folder under the system's temporary folder. */
  readonly linkPath?: string;
}

/** A program that makes the terminal, writes its name to the file `$TERMINAL_NAME` and passes stdin and stdout through. */
interface Recipe {
  readonly command: string;
  arguments(): readonly string[];
}

/** The line must not outlive this program, even when it is killed: `tail --pid` watches it. */
const script: Recipe = {
  command: "script",
  arguments: () => [
    "-qfc",
    `stty raw -echo; tty > "$TERMINAL_NAME.new"; mv "$TERMINAL_NAME.new" "$TERMINAL_NAME"; exec tail --pid=${process.pid} -s 1 -f /dev/null`,
    "/dev/null",
  ],
};

const pythonSource = `
import os, pty, select, tty
far, near = pty.openpty()
tty.setraw(near)
name = os.environ["TERMINAL_NAME"]
with open(name + ".new", "w") as file: print(os.ttyname(near), file=file)
os.rename(name + ".new", name)
while True:
    ready, _, _ = select.select([0, far], [], [])
    if 0 in ready:
        b = os.read(0, 65536)
        if not b: break
        while b: b = b[os.write(far, b):]
    if far in ready: os.write(1, os.read(far, 65536))
`;

const python: Recipe = {
  command: "python3",
  arguments: () => ["-c", pythonSource],
};

const recipes: readonly Recipe[] = [script, python];

/** Opens a pseudo-terminal. `unavailable` where the system has neither program nor pseudo-terminals (Windows). */
export async function openPseudoTerminal(options: PseudoTerminalOptions = {}): Promise<PseudoTerminalResult> {
  if (process.platform === "win32") return { ok: false, reason: "unavailable", detail: "no pseudo-terminals" };
  const folder = await mkdtemp(join(tmpdir(), "liangzheng-pty-"));
  const problems: string[] = [];
  for (const recipe of recipes) {
    const started = await startTerminal(recipe, join(folder, recipe.command));
    if (typeof started === "string") {
      problems.push(`${recipe.command}: ${started}`);
      continue;
    }
    const terminal = new LinkedTerminal(started.child, options.linkPath ?? join(folder, "scanner"), folder);
    if (await linkTo(started.devicePath, terminal.path)) return { ok: true, terminal };
    await terminal.abandon();
    return { ok: false, reason: "path-taken", detail: terminal.path };
  }
  await rm(folder, { recursive: true, force: true });
  return { ok: false, reason: "unavailable", detail: problems.join("; ") };
}

/** Puts the link in place of an older link; anything else at that path is left alone and answered with false. */
async function linkTo(target: string, path: string): Promise<boolean> {
  const present = await lstat(path).catch(() => undefined);
  if (present && !present.isSymbolicLink()) return false;
  await rm(path, { force: true });
  await symlink(target, path);
  return true;
}

interface StartedTerminal {
  readonly child: ChildProcess;
  readonly devicePath: string;
}

/** Starts the program and waits until it has named its terminal; a sentence when it cannot. */
async function startTerminal(recipe: Recipe, nameFile: string): Promise<StartedTerminal | string> {
  const child = spawn(recipe.command, recipe.arguments(), {
    stdio: ["pipe", "pipe", "pipe"],
    // `script` runs its command with $SHELL, which may be anything.
    env: { ...process.env, SHELL: "/bin/sh", TERMINAL_NAME: nameFile },
  });
  let failure: string | undefined;
  let complaint = "";
  child.stderr?.on("data", (text: Buffer) => {
    complaint = `${complaint}${text}`.slice(-COMPLAINT_LENGTH);
  });
  child.on("error", (error) => {
    failure = error.message;
  });
  child.on("close", (code) => {
    failure ??= `exit ${code} ${complaint.trim()}`;
  });
  // Writing to a line that was just pulled is no error of this program.
  child.stdin?.on("error", () => {});
  const untilMs = performance.now() + READY_TIMEOUT_MS;
  while (failure === undefined && performance.now() < untilMs) {
    const name = (await readFile(nameFile, "utf8").catch(() => "")).trim();
    if (name.startsWith("/dev/")) return { child, devicePath: name };
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  child.kill("SIGKILL");
  return failure ?? "no terminal named in time";
}

class LinkedTerminal implements PseudoTerminal {
  readonly path: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #exited: Promise<void>;
  #isPlugged = true;
  #isLinked = true;
  #listener: (bytes: Uint8Array) => void = () => {};

  constructor(child: ChildProcess, path: string, folder: string) {
    this.#child = child;
    this.path = path;
    this.#folder = folder;
    this.#exited = new Promise((resolve) => {
      child.once("exit", () => {
        this.#isPlugged = false;
        resolve();
      });
    });
    // Read always, or a full pipe would stop the line.
    child.stdout?.on("data", (bytes: Buffer) => this.#listener(Uint8Array.from(bytes)));
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener;
  }

  write(bytes: Uint8Array): Promise<boolean> {
    const { stdin } = this.#child;
    if (!this.#isPlugged || !stdin) return Promise.resolve(false);
    return new Promise((resolve) => {
      void this.#exited.then(() => resolve(false));
      stdin.write(bytes, (error) => resolve(!error));
    });
  }

  async unplug(): Promise<void> {
    // Once only: the same path may belong to the next terminal by now.
    if (this.#isLinked) {
      this.#isLinked = false;
      // Not by way of the thread pool: a cable does not wait for anybody.
      rmSync(this.path, { force: true });
    }
    await this.#hangUp();
  }

  async close(): Promise<void> {
    await this.unplug();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** For a terminal that never got its link. */
  async abandon(): Promise<void> {
    this.#isLinked = false;
    await this.close();
  }

  /** Kills the far end outright: the line hangs up and the shell behind it goes with it. */
  async #hangUp(): Promise<void> {
    if (!this.#isPlugged) return;
    this.#isPlugged = false;
    this.#child.kill("SIGKILL");
    await Promise.race([this.#exited, new Promise((resolve) => setTimeout(resolve, EXIT_TIMEOUT_MS).unref())]);
  }
}
