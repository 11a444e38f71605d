/** The virtual serial line itself, with either program that can make it. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SerialPort } from "serialport";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPseudoTerminal, type PseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";
import { until, whyNoPseudoTerminal } from "./plugged-scanner.ts";

const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value);

function programPath(name: string): string | undefined {
  try {
    if (name !== "python3") return execFileSync("which", [name], { encoding: "utf8" }).trim();
    return execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

describe.skipIf(missing !== undefined)("a pseudo-terminal", () => {
  const searchPath = process.env["PATH"];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "liangzheng-recipes-"));
  });
  afterEach(() => {
    process.env["PATH"] = searchPath;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A system that has only these programs. Wrapped and not linked: Python finds its library beside itself. */
  function leaveOnly(...names: readonly string[]): void {
    for (const name of names) {
      writeFileSync(join(folder, name), `#!/bin/sh\nexec ${programPath(name)} "$@"\n`, { mode: 0o755 });
    }
    process.env["PATH"] = folder;
  }

  async function open(linkPath?: string): Promise<PseudoTerminal> {
    const opened = await openPseudoTerminal(linkPath === undefined ? {} : { linkPath });
    if (!opened.ok) throw new Error(opened.detail);
    return opened.terminal;
  }

  async function receiveEveryByte(terminal: PseudoTerminal): Promise<number[]> {
    const port = new SerialPort({ path: terminal.path, baudRate: 9600, autoOpen: false });
    const received: number[] = [];
    port.on("data", (chunk: Uint8Array) => received.push(...chunk));
    await new Promise<void>((resolve) => port.open(() => resolve()));
    await terminal.write(everyByte);
    await until(() => received.length >= 256);
    await new Promise<void>((resolve) => port.close(() => resolve()));
    return received;
  }

  test("of util-linux carries every byte value", async () => {
    leaveOnly("script", "stty", "tty", "mv", "tail");
    const terminal = await open();
    expect(await receiveEveryByte(terminal)).toEqual([...everyByte]);
    await terminal.close();
  });

  test.skipIf(!programPath("python3"))("of Python carries every byte value where there is no script", async () => {
    leaveOnly("python3");
    const terminal = await open();
    expect(await receiveEveryByte(terminal)).toEqual([...everyByte]);
    await terminal.close();
  });

  test("is unavailable, and says why, where there is neither", async () => {
    leaveOnly();
    expect(await openPseudoTerminal()).toMatchObject({ ok: false, reason: "unavailable" });
  });

  test("unplugged takes link and line away, and swallows no write", async () => {
    const terminal = await open();
    await terminal.unplug();
    expect([existsSync(terminal.path), await terminal.write(everyByte)]).toEqual([false, false]);
    await terminal.close();
  });

  test("closed late leaves the link of its successor alone", async () => {
    const path = join(folder, "scanner");
    const first = await open(path);
    await first.unplug();
    const second = await open(path);
    await first.close();
    expect(existsSync(path)).toBe(true);
    await second.close();
    expect(existsSync(path)).toBe(false);
  });

  test("never takes the place of a file that is no link", async () => {
    const path = join(folder, "precious");
    writeFileSync(path, "keep");
    expect(await openPseudoTerminal({ linkPath: path })).toMatchObject({ ok: false, reason: "path-taken" });
    expect(readFileSync(path, "utf8")).toBe("keep");
  });
});
