/** The emulated USB device ends transfers as a kernel does: the real npm `usb` asks for more, for less and for as much as comes. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EmulatedUsb, whyNoEmulatedUsb } from "../emulators/usbfs/emulated-usb.ts";
import { until } from "./plugged-scanner.ts";

const missing = await whyNoEmulatedUsb();
if (missing) console.warn(`skipped: ${missing}`);

const IN = 0x81;
const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, at) => at % 251);

/** Prints of each transfer how many bytes it had, or how it failed. */
const program = (capacities: readonly number[]) => `import("usb").then(async ({ usb }) => {
  const [device] = await usb.getDevices();
  await device.open();
  await device.claimInterface(0);
  for (const capacity of ${JSON.stringify(capacities)}) {
    const told = await device.transferIn(1, capacity, 400).then(
      ({ data, status }) => status === "ok" ? data.byteLength : status,
      (error) => error.message.replace(/^transferIn error: /, ""),
    );
    process.stdout.write(told + ";");
  }
  await device.close();
})`;

describe.skipIf(missing !== undefined)("an input transfer", { timeout: 30_000 }, () => {
  let usb: EmulatedUsb;
  beforeEach(async () => {
    usb = new EmulatedUsb();
    await usb.plug({ vendorId: 1, productId: 2, interfaces: [[IN, 0x02]] });
  });
  afterEach(() => usb.remove());

  const read = async (capacities: readonly number[], put: () => void) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program(capacities)], {
      env: { ...process.env, ...usb.environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const told = text(child.stdout);
    await until(() => usb.pendingCount > 0);
    put();
    return (await told).split(";").slice(0, -1);
  };

  test("goes on over full packets and ends with a short one", async () => {
    expect(await read([256, 256], () => usb.put(IN, bytesOf(64 + 64 + 10)))).toEqual(["138", "Cancelled"]);
  });

  test("ends when it is full; the next packets are the next transfer's", async () => {
    expect(await read([128, 128], () => usb.put(IN, bytesOf(64 * 2 + 5)))).toEqual(["128", "5"]);
  });

  test("ends with an empty packet", async () => {
    expect(await read([256], () => [usb.put(IN, bytesOf(64)), usb.put(IN, bytesOf(0))])).toEqual(["64"]);
  });

  test("that is never full and sees no short packet ends only when it is taken back", async () => {
    expect(await read([256], () => usb.put(IN, bytesOf(128)))).toEqual(["Cancelled"]);
  });

  test("into which more comes than a packet may hold is a fault, and the next is good", async () => {
    const put = () => [usb.put(IN, bytesOf(70), 70), usb.put(IN, bytesOf(7))];
    expect(await read([64, 64], put)).toEqual(["Fault", "7"]);
  });
});
