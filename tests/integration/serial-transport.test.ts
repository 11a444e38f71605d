/** The traps of serialport 13, each on a real pseudo-terminal with the real library. */
import { spawn, spawnSync } from "node:child_process";
import { pbkdf2 } from "node:crypto";
import { readdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SerialPort } from "serialport";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../native-devices/clock.ts";
import {
  createSerialPort,
  createSerialTransport,
  type SerialPortLike,
  type SerialSettings,
} from "../../native-devices/transports/serial.ts";
import { listSerialPorts } from "../../native-devices/transports/serial-ports.ts";
import type { Transport, TransportFault } from "../../native-devices/transports/transport.ts";
import type { PseudoTerminal } from "../../native-devices/virtual/pseudo-terminal.ts";
import { bytes, PluggedScanner, sleep, until, whyNoPseudoTerminal, within } from "./plugged-scanner.ts";

const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

interface Line {
  readonly transport: Transport;
  readonly gone: TransportFault[];
  readonly received: number[];
}

const lines: Line[] = [];

function connect(path: string, createPort: (settings: SerialSettings) => SerialPortLike = createSerialPort): Line {
  const gone: TransportFault[] = [];
  const received: number[] = [];
  const transport = createSerialTransport({
    settings: { path, baud: 115200, dataBits: 8, parity: "none", stopBits: 1 },
    events: { onBytes: (chunk) => received.push(...chunk), onGone: (fault) => gone.push(fault) },
    clock: systemClock,
    createPort,
  });
  const line = { transport, gone, received };
  lines.push(line);
  return line;
}

/** Share of one core that this process uses in a second in which it has nothing to do. */
async function cpuShare(): Promise<number> {
  const before = process.cpuUsage();
  const startMs = performance.now();
  await sleep(1000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - startMs);
}

/** The test runner has work of its own now and then; a spin is there in every second. */
async function idleCpuShare(): Promise<number> {
  const first = await cpuShare();
  return first < 0.05 ? first : Math.min(first, await cpuShare());
}

let poolIsFree = Promise.resolve();

/** All four threads of the pool are busy, so that the library's first read comes after the hang-up. */
function holdThreadPool(rounds: number): Promise<void> {
  const busy = Array.from(
    { length: 4 },
    () => new Promise<void>((resolve) => pbkdf2("a", "b", rounds, 64, "sha512", () => resolve())),
  );
  return Promise.all(busy).then(() => {});
}

/** A port that is hung up between its opening and the library's first read: the case in which serialport spins. */
function hangingUpWhenOpened(hangUp: () => unknown, rounds = 60_000): (settings: SerialSettings) => SerialPortLike {
  return (settings) => {
    const port = new SerialPort({ path: settings.path, baudRate: settings.baud, autoOpen: false });
    port.prependOnceListener("open", () => {
      poolIsFree = holdThreadPool(rounds);
      hangUp();
    });
    return port;
  };
}

/** Hangs up the line behind a terminal that stays where it is (TIOCVHANGUP, which only the superuser may). */
function hangUp(path: string): boolean {
  const source = "import fcntl,os,sys; fcntl.ioctl(os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY), 0x5437)";
  return spawnSync("python3", ["-c", source, path]).status === 0;
}

/** A terminal that no process has for its own, so that nothing ends when it is hung up. */
async function openLastingTerminal(): Promise<{ path: string; close(): void }> {
  const source =
    "import os,pty,sys,tty; m,s=pty.openpty(); tty.setraw(s); print(os.ttyname(s),flush=True); sys.stdin.read()";
  const holder = spawn("python3", ["-c", source], { stdio: ["pipe", "pipe", "ignore"] });
  const path = await new Promise<string>((resolve) => {
    holder.stdout.once("data", (name: Buffer) => resolve(name.toString().trim()));
    holder.once("error", () => resolve(""));
  });
  return { path, close: () => holder.kill() };
}

async function canHangUpHere(): Promise<boolean> {
  if (missing) return false;
  const lasting = await openLastingTerminal();
  const can = lasting.path !== "" && hangUp(lasting.path);
  lasting.close();
  return can;
}

const canHangUp = await canHangUpHere();
if (!missing && !canHangUp) console.warn("skipped: hanging up a terminal needs python3 and the superuser");

describe.skipIf(missing !== undefined)("a serial port", () => {
  let scanner: PluggedScanner;
  let terminal: PseudoTerminal;

  beforeEach(async () => {
    scanner = new PluggedScanner();
    terminal = await scanner.plug();
  });
  afterEach(async () => {
    for (const line of lines.splice(0)) await line.transport.close();
    await scanner.remove();
  });

  test("carries every byte value, both ways", async () => {
    const line = connect(scanner.path);
    expect(await line.transport.open()).toEqual({ ok: true });
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    const answered: number[] = [];
    terminal.onBytes((chunk) => answered.push(...chunk));
    await terminal.write(all);
    expect(await line.transport.write(all)).toEqual({ ok: true });
    await until(() => line.received.length >= 256 && answered.length >= 256);
    expect([line.received, answered]).toEqual([[...all], [...all]]);
  });

  test("unplugged while idle is told within a second, once", async () => {
    const line = connect(scanner.path);
    await line.transport.open();
    await sleep(100);
    await terminal.unplug();
    expect(await until(() => line.gone.length > 0)).toBeLessThan(1000);
    await sleep(600);
    expect(line.gone.map((fault) => fault.reason)).toEqual(["unplugged"]);
  });

  test("unplugged while bytes stream in is told within a second", async () => {
    const line = connect(scanner.path);
    await line.transport.open();
    const pour = setInterval(() => void terminal.write(new Uint8Array(4096)), 1);
    await until(() => line.received.length > 10_000);
    await terminal.unplug();
    clearInterval(pour);
    expect(await until(() => line.gone.length > 0)).toBeLessThan(1000);
  });

  test("hung up right after it opened is told, and leaves the processor alone", async () => {
    const line = connect(
      scanner.path,
      hangingUpWhenOpened(() => terminal.unplug()),
    );
    const opened = await within(8000, line.transport.open());
    if (opened.ok) expect(await until(() => line.gone.length > 0)).toBeLessThan(1000);
    await poolIsFree;
    await sleep(700);
    expect(await idleCpuShare()).toBeLessThan(0.05);
  });

  describe.skipIf(!canHangUp)("whose path stays", () => {
    let lasting: { path: string; close(): void };
    beforeEach(async () => {
      lasting = await openLastingTerminal();
    });
    afterEach(() => lasting.close());

    test("is told as hung up, not as unplugged", async () => {
      const line = connect(lasting.path);
      await line.transport.open();
      hangUp(lasting.path);
      await until(() => line.gone.length > 0);
      expect(line.gone.map((fault) => fault.reason)).toEqual(["hung-up"]);
    });

    test("hung up right after it opened leaves the processor alone", async () => {
      const line = connect(
        lasting.path,
        hangingUpWhenOpened(() => hangUp(lasting.path), 300_000),
      );
      const opened = await within(8000, line.transport.open());
      if (opened.ok) await until(() => line.gone.length > 0);
      await poolIsFree;
      await sleep(700);
      expect(await idleCpuShare()).toBeLessThan(0.05);
    });
  });

  test("whose link is pointed at another terminal is gone, although both live", async () => {
    const line = connect(scanner.path);
    await line.transport.open();
    const other = new PluggedScanner();
    await other.plug();
    // In one step, so that there is no moment without the name.
    symlinkSync(realpathSync(other.path), `${scanner.path}.new`);
    renameSync(`${scanner.path}.new`, scanner.path);
    expect(await until(() => line.gone.length > 0)).toBeLessThan(1000);
    await other.remove();
  });

  test("may be opened again by the same name after every unplug, and every promise settles", async () => {
    const openFiles = () => readdirSync("/proc/self/fd").length;
    const before = openFiles();
    for (let turn = 0; turn < 20; turn += 1) {
      const line = connect(scanner.path);
      expect(await within(8000, line.transport.open())).toEqual({ ok: true });
      const writing = line.transport.write(bytes("x"));
      if (turn % 2 === 0) await within(3000, terminal.unplug());
      else void terminal.unplug();
      await within(3000, writing);
      await until(() => line.gone.length > 0);
      await within(3000, line.transport.close());
      await terminal.unplug();
      terminal = await scanner.plug();
    }
    await sleep(200);
    expect(openFiles() - before).toBeLessThan(3);
    expect(await idleCpuShare()).toBeLessThan(0.05);
  });

  test("takes no write once it is closed, and says so at once", async () => {
    const line = connect(scanner.path);
    await line.transport.open();
    await line.transport.close();
    expect(await within(100, line.transport.write(bytes("x")))).toEqual({ ok: false, fault: { reason: "not-open" } });
  });

  test("settles a write that the line does not take", async () => {
    const line = connect(scanner.path);
    await line.transport.open();
    const flood = line.transport.write(new Uint8Array(4_000_000));
    await sleep(20);
    await terminal.unplug();
    expect((await within(1000, flood)).ok).toBe(false);
  });

  test("that another program holds is busy", async () => {
    const first = connect(scanner.path);
    await first.transport.open();
    expect(await connect(scanner.path).transport.open()).toMatchObject({ ok: false, fault: { reason: "busy" } });
  });

  test("is free again after close", async () => {
    const first = connect(scanner.path);
    await first.transport.open();
    await first.transport.close();
    expect(await connect(scanner.path).transport.open()).toEqual({ ok: true });
  });

  test("that does not exist is not found", async () => {
    expect(await connect(`${scanner.path}-none`).transport.open()).toEqual({
      ok: false,
      fault: { reason: "not-found" },
    });
  });

  test("that is a plain file is no port", async () => {
    const file = join(scanner.path, "..", "file");
    writeFileSync(file, "");
    expect(await connect(file).transport.open()).toMatchObject({ ok: false, fault: { reason: "not-a-port" } });
  });

  test("closes while it opens", async () => {
    const line = connect(scanner.path);
    const opening = line.transport.open();
    await within(2000, line.transport.close());
    expect((await within(2000, opening)).ok).toBe(false);
    await sleep(100);
    expect(await connect(scanner.path).transport.open()).toEqual({ ok: true });
  });
});

describe.skipIf(missing !== undefined)("the library alone, which shows that the rig sets the traps", () => {
  const scanners: PluggedScanner[] = [];
  afterAll(async () => {
    for (const scanner of scanners) await scanner.remove();
  });

  async function open() {
    const scanner = new PluggedScanner();
    scanners.push(scanner);
    const terminal = await scanner.plug();
    const port = hangingUpWhenOpened(() => terminal.unplug())({
      path: scanner.path,
      baud: 9600,
      dataBits: 8,
      parity: "none",
      stopBits: 1,
    });
    return { port, terminal };
  }

  test("spins after a hang-up right after opening and tells nothing", { retry: 2 }, async () => {
    const { port } = await open();
    let isTold = false;
    port.on("data", () => {});
    port.on("close", () => {
      isTold = true;
    });
    await new Promise<void>((resolve) => port.open(() => resolve()));
    await poolIsFree;
    await sleep(700);
    const share = await idleCpuShare();
    const wasTold = isTold;
    await new Promise<void>((resolve) => port.close(() => resolve()));
    expect([wasTold, share > 0.1]).toEqual([false, true]);
  });

  test("cannot list ports where there is no udevadm; the kernel's own tree can", async () => {
    const { PATH } = process.env;
    process.env["PATH"] = "";
    try {
      await expect(SerialPort.list()).rejects.toThrow("spawn udevadm ENOENT");
      expect(await within(5000, listSerialPorts({ clock: systemClock }))).toBeInstanceOf(Array);
    } finally {
      process.env["PATH"] = PATH;
    }
  });

  test("never answers a write after close", async () => {
    const scanner = new PluggedScanner();
    scanners.push(scanner);
    await scanner.plug();
    const port = new SerialPort({ path: scanner.path, baudRate: 9600, autoOpen: false });
    await new Promise<void>((resolve) => port.open(() => resolve()));
    await new Promise<void>((resolve) => port.close(() => resolve()));
    const written = new Promise<void>((resolve) => port.write("x", () => resolve()));
    await expect(within(500, written)).rejects.toThrow("not settled");
  });

  test("tells nothing of an unplug without a data listener", async () => {
    const scanner = new PluggedScanner();
    scanners.push(scanner);
    const terminal = await scanner.plug();
    const port = new SerialPort({ path: scanner.path, baudRate: 9600, autoOpen: false });
    let isTold = false;
    port.on("close", () => {
      isTold = true;
    });
    await new Promise<void>((resolve) => port.open(() => resolve()));
    await terminal.unplug();
    await sleep(700);
    expect(isTold).toBe(false);
    await new Promise<void>((resolve) => port.close(() => resolve()));
  });
});
