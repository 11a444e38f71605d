/** Made-up device files: for each a socket, whose device end tells in lines what a program does with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { buildLibrary } from "./build-library.ts";

export class DeviceSockets {
  readonly root = mkdtempSync(join(tmpdir(), "dev-"));
  /** What the device ends were told, oldest first: `opened hidraw0`, `F hidraw0 fe01`, … */
  readonly heard: string[] = [];
  readonly #listeners: ((line: string) => void)[] = [];
  readonly #sockets: ChildProcess;
  readonly #preload: string;

  /**
   * @param sources C files of preloaded libraries, in the order in which they are asked
   * @param folders below the made-up root
   * @throws Error if a library does not compile
   */
  constructor(sources: readonly string[], folders: readonly string[]) {
    this.#preload = sources.map(buildLibrary).join(" ");
    for (const folder of ["dev", ...folders]) mkdirSync(join(this.root, folder), { recursive: true });
    const program = fileURLToPath(new URL("sockets.py", import.meta.url));
    this.#sockets = spawn("python3", ["-u", program, join(this.root, "dev")], { stdio: ["pipe", "pipe", "inherit"] });
    if (this.#sockets.stdout)
      createInterface({ input: this.#sockets.stdout }).on("line", (line) => {
        this.heard.push(line);
        for (const listener of this.#listeners) listener(line);
      });
  }

  /** What a program needs in its environment to see these devices. */
  get environment(): Readonly<Record<string, string>> {
    return { LD_PRELOAD: this.#preload, EMULATED_ROOT: this.root };
  }

  plug(node: string): Promise<void> {
    return this.#ask(`plug ${node}`, `plugged ${node}`);
  }

  unplug(node: string): Promise<void> {
    return this.#ask(`unplug ${node}`, `unplugged ${node}`);
  }

  send(node: string, message: Uint8Array): void {
    this.#write(`in ${node} ${Buffer.from(message).toString("hex")}`);
  }

  /** Told of each line of `heard` as it comes. */
  onHeard(listener: (line: string) => void): void {
    this.#listeners.push(listener);
  }

  /** While it hangs, no opening returns. */
  hang(isHanging: boolean): void {
    if (isHanging) writeFileSync(join(this.root, "hang"), "");
    else rmSync(join(this.root, "hang"), { force: true });
  }

  /** Times that a device was opened and not closed since. */
  get openCount(): number {
    const count = (word: string) => this.heard.filter((line) => line.startsWith(`${word} `)).length;
    return count("opened") - count("closed");
  }

  async remove(): Promise<void> {
    const ended = new Promise((resolve) => this.#sockets.once("exit", resolve));
    this.#sockets.stdin?.end();
    await ended;
    rmSync(this.root, { recursive: true, force: true });
  }

  #write(line: string): void {
    this.#sockets.stdin?.write(`${line}\n`);
  }

  async #ask(command: string, answer: string): Promise<void> {
    const count = () => this.heard.filter((line) => line === answer).length;
    const before = count();
    this.#write(command);
    const limitMs = performance.now() + 20_000;
    while (count() === before) {
      if (performance.now() > limitMs) throw new Error(`no answer to ${command}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}
