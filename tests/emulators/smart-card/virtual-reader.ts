/**
 * A smart-card reader for the real PC/SC service: pcscd in the foreground with the driver of vsmartcard (vpcd), into which a
 * card is put by connecting to its port. Needs Debian's pcscd and vsmartcard-vpcd, and root, whose socket it is.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FakeCard } from "./fake-card.ts";

const PCSCD = "/usr/sbin/pcscd";
const DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
/** There is one service on a machine; a running one is somebody's. */
const SERVICE_SOCKET = "/run/pcscd/pcscd.comm";
const PORT = 0x9c7b;
const ATR = Buffer.from("3b9f958131fe9f006646530531007f71df000000000002", "hex");
const GET_ATR = 4;
const LENGTH_BYTES = 2;

/** Why this machine has none; undefined where it has. */
export function whyNoSmartCardReader(): string | undefined {
  if (process.platform !== "linux") return "PC/SC is emulated on Linux only";
  if (!existsSync(PCSCD)) return "pcscd is not installed (apt-get install pcscd vsmartcard-vpcd)";
  if (!existsSync(DRIVER)) return "the vpcd driver is not installed (apt-get install vsmartcard-vpcd)";
  if (process.getuid?.() !== 0) return "pcscd can be started by root only";
  return existsSync(SERVICE_SOCKET) ? "a pcscd is already running on this machine" : undefined;
}

export class VirtualCardReader {
  readonly #folder = mkdtempSync(join(tmpdir(), "reader-conf-"));
  #service: ChildProcess | undefined;
  #card: Socket | undefined;

  constructor() {
    const lines = [
      'FRIENDLYNAME "Test Reader"',
      `DEVICENAME /dev/null:0x${PORT.toString(16)}`,
      `LIBPATH ${DRIVER}`,
      `CHANNELID 0x${PORT.toString(16)}`,
    ];
    writeFileSync(join(this.#folder, "vpcd"), `${lines.join("\n")}\n`);
  }

  startService(): void {
    this.#service = spawn(PCSCD, ["--foreground", "--config", this.#folder], { stdio: "ignore" });
  }

  async stopService(): Promise<void> {
    const service = this.#service;
    this.#service = undefined;
    if (!service || service.exitCode !== null) return;
    const ended = new Promise((resolve) => service.once("exit", resolve));
    service.kill("SIGTERM");
    await ended;
  }

  /** @param endsAt the card is taken out instead of answering the command of this number. */
  async insert(card: FakeCard, endsAt = Number.POSITIVE_INFINITY): Promise<void> {
    const socket = createConnection(PORT, "127.0.0.1");
    this.#card = socket;
    let received: Buffer = Buffer.alloc(0);
    const say = (bytes: Uint8Array) => {
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(bytes.length);
      socket.write(Buffer.concat([length, bytes]));
    };
    const hear = (message: Buffer) => {
      if (message.length === 1) {
        if (message[0] === GET_ATR) say(ATR);
      } else if (card.commands.length === endsAt) socket.destroy();
      else say(card.answer(message));
    };
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      received = Buffer.concat([received, piece]);
      while (received.length >= LENGTH_BYTES && received.length >= LENGTH_BYTES + received.readUInt16BE(0)) {
        const end = LENGTH_BYTES + received.readUInt16BE(0);
        hear(received.subarray(LENGTH_BYTES, end));
        received = received.subarray(end);
      }
    });
    await new Promise((resolve) => socket.once("connect", resolve));
  }

  remove(): void {
    this.#card?.destroy();
  }

  async close(): Promise<void> {
    this.remove();
    await this.stopService();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
