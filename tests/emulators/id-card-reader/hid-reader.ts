/** The emulated reader behind an emulated HID device. Its reports are made here, not by the product's codec. */
import type { EmulatedIdentity } from "../hidraw/device-tree.ts";
import type { EmulatedHid } from "../hidraw/emulated-hid.ts";
import { EmulatedReader } from "./emulated-reader.ts";

export class HidReader {
  readonly reader = new EmulatedReader();
  /** So many of the next input reports are lost on the way. */
  lostReports = 0;
  readonly #devices: EmulatedHid;
  readonly #carrier: "raw" | "length";
  readonly #identity: EmulatedIdentity;

  constructor(devices: EmulatedHid, carrier: "raw" | "length", ids: { vendorId: number; productId: number }) {
    this.#devices = devices;
    this.#carrier = carrier;
    this.#identity = { ...ids, serialNumber: "C1", usagePage: 0xff00, usage: 1, isUnnumbered: true };
    devices.onHeard = (line) => this.#hear(line);
    this.reader.send = (bytes) => this.#send(bytes);
  }

  plug(): Promise<void> {
    return this.#devices.plug(0, this.#identity);
  }

  unplug(): Promise<void> {
    return this.#devices.unplug(0);
  }

  #hear(line: string): void {
    const [kind, , hex = ""] = line.split(" ");
    if (kind !== "O") return;
    const [, ...report] = Buffer.from(hex, "hex");
    this.reader.receive(Uint8Array.from(this.#carrier === "raw" ? report : report.slice(1, 1 + (report[0] ?? 0))));
  }

  #send(bytes: Uint8Array): void {
    const head = this.#carrier === "raw" ? 0 : 1;
    for (let at = 0; at < bytes.length; at += 64 - head) {
      const part = bytes.subarray(at, at + 64 - head);
      const report = new Uint8Array(64);
      if (head === 1) report[0] = part.length;
      report.set(part, head);
      if (this.lostReports > 0) this.lostReports -= 1;
      else this.#devices.send(0, report);
    }
  }
}
