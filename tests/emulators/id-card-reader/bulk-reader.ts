/** The emulated reader behind an emulated USB device with bulk pipes, for the real npm `usb`. */
import type { EmulatedUsb } from "../usbfs/emulated-usb.ts";
import { PACKET_BYTES, type UsbIdentity } from "../usbfs/usb-tree.ts";
import { EmulatedReader } from "./emulated-reader.ts";

export interface BulkWiring {
  readonly identity: UsbIdentity;
  /** Addresses of the pipes of a reply's first seven bytes and of its rest; the same for a reader with one pipe. */
  readonly headIn: number;
  readonly bodyIn: number;
}

const HEAD_BYTES = 7;

export class BulkReader {
  readonly reader = new EmulatedReader();
  readonly usb: EmulatedUsb;
  /** Endpoint and size of what was written. */
  readonly written: [endpoint: number, size: number][] = [];
  /** Sends the first seven bytes of a reply before the rest; else after it where they have a pipe of their own. */
  isHeadFirst = false;
  /** A reply comes in packets of so many bytes. */
  packetBytes = PACKET_BYTES;
  readonly #wiring: BulkWiring;

  constructor(usb: EmulatedUsb, wiring: BulkWiring) {
    this.usb = usb;
    this.#wiring = wiring;
    usb.onOutput = (endpoint, bytes) => {
      if (this.reader.misbehaviour.isDeaf) return false;
      this.written.push([endpoint, bytes.length]);
      this.reader.receive(bytes);
      return true;
    };
    this.reader.send = (bytes) => this.#send(bytes);
  }

  plug(): Promise<void> {
    return this.usb.plug(this.#wiring.identity);
  }

  unplug(): Promise<void> {
    return this.usb.unplug();
  }

  /** It does nothing wrong any more. */
  behave(): void {
    this.reader.behave();
    this.isHeadFirst = false;
    this.packetBytes = PACKET_BYTES;
  }

  #send(bytes: Uint8Array): void {
    for (const frame of framesOf(bytes)) this.#sendFrame(frame);
  }

  #sendFrame(bytes: Uint8Array): void {
    const { headIn, bodyIn } = this.#wiring;
    const isWhole = headIn === bodyIn && !this.isHeadFirst;
    const headBytes = isWhole ? bytes.length : headOf(bytes);
    const head = () => this.usb.put(headIn, bytes.slice(0, headBytes), this.packetBytes);
    const rest = () => isWhole || this.usb.put(bodyIn, bytes.slice(headBytes), this.packetBytes);
    for (const part of this.isHeadFirst ? [head, rest] : [rest, head]) part();
  }
}

/** Each with whatever stands before it; the last may be cut short. */
function framesOf(bytes: Uint8Array): Uint8Array[] {
  const size = headOf(bytes) + (bytes[headOf(bytes) - 2] ?? 0) * 256 + (bytes[headOf(bytes) - 1] ?? 0);
  return size >= bytes.length ? [bytes] : [bytes.slice(0, size), ...framesOf(bytes.slice(size))];
}

/** Where the first head ends. */
function headOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).indexOf("aaaaaa9669", 0, "hex") + HEAD_BYTES;
}
