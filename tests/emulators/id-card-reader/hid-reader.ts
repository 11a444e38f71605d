/** The emulated reader behind an emulated HID device. Its reports are made here, not by the product's codec. */
import type { EmulatedIdentity } from "../hidraw/device-tree.ts";
import type { EmulatedHid } from "../hidraw/emulated-hid.ts";
import { EmulatedReader } from "./emulated-reader.ts";

type Carrier = "raw" | "length" | "wrapped";

interface Carried {
  /** Bytes of the frame in one report. */
  readonly size: number;
  give(part: readonly number[], index: number): readonly number[];
  take(report: readonly number[]): readonly number[];
}

/** As the maker's driver of the MR-300 writes and checks it. */
const wrapped: Carried = {
  size: 54,
  give(part, index) {
    const counted = [part.length + 3, 0, 0, index & 0xff, index >> 8, ...part];
    const sum = counted.reduce((total, byte) => total + byte, 0);
    return [0xaa, 0, 0, ...counted, sum & 0xff, sum >> 8];
  },
  take(report) {
    const length = (report[3] ?? 0) + 256 * (report[4] ?? 0);
    const sum = report.slice(3, 5 + length).reduce((total, byte) => total + byte, 0);
    const isRight = report[5 + length] === (sum & 0xff) && report[6 + length] === sum >> 8;
    return report[0] === 0x88 && report[5] === 0xb1 && isRight ? report.slice(6, 5 + length) : [];
  },
};

const carried: Readonly<Record<Carrier, Carried>> = {
  raw: { size: 64, give: (part) => part, take: (report) => report },
  length: {
    size: 63,
    give: (part) => [part.length, ...part],
    take: (report) => report.slice(1, 1 + (report[0] ?? 0)),
  },
  wrapped,
};

export class HidReader {
  readonly reader = new EmulatedReader();
  /** Changes an input report before it is sent. */
  garble: (report: Uint8Array) => void = () => {};
  /** So many of the next input reports are lost on the way. */
  lostReports = 0;
  readonly #devices: EmulatedHid;
  readonly #carrier: Carrier;
  readonly #identity: EmulatedIdentity;
  readonly #minor: number;

  /** @param minor number of the device file */
  constructor(devices: EmulatedHid, minor: number, carrier: Carrier, ids: { vendorId: number; productId: number }) {
    this.#minor = minor;
    this.#devices = devices;
    this.#carrier = carrier;
    this.#identity = { ...ids, serialNumber: "C1", usagePage: 0xff00, usage: 1, isUnnumbered: true };
    devices.onHeard((line) => this.#hear(line));
    this.reader.send = (bytes) => this.#send(bytes);
  }

  plug(): Promise<void> {
    return this.#devices.plug(this.#minor, this.#identity);
  }

  unplug(): Promise<void> {
    return this.#devices.unplug(this.#minor);
  }

  #hear(line: string): void {
    const [kind, node, hex = ""] = line.split(" ");
    if (kind !== "O" || node !== `hidraw${this.#minor}`) return;
    const [, ...report] = Buffer.from(hex, "hex");
    this.reader.receive(Uint8Array.from(carried[this.#carrier].take(report)));
  }

  #send(bytes: Uint8Array): void {
    const { size, give } = carried[this.#carrier];
    for (let at = 0; at < bytes.length; at += size) {
      const report = new Uint8Array(64);
      report.set(give([...bytes.subarray(at, at + size)], at / size));
      this.garble(report);
      if (this.lostReports > 0) this.lostReports -= 1;
      else this.#devices.send(this.#minor, report);
    }
  }
}
