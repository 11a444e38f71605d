/**
 * Which serial ports exist now. serialport asks `udevadm`, which slim systems lack and which takes
 * up to half a second on a busy machine; then the kernel's own tree is read. Never call this in a fast loop.
 */
import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { SerialPort } from "serialport";
import type { Clock } from "../clock.ts";
import type { SerialPortEntry } from "../host/device-contract.ts";

const LIST_TIMEOUT_MS = 3000;
const ttyName = /^(tty(ACM|USB|S|AMA|MFD|O|XRUSB|WCH|CH343USB)\d+|rfcomm\d+)$/;

/** What the library knows about a port; the shape of `SerialPort.list()`. */
export interface ListedPort {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly pnpId?: string | undefined;
}

export interface SerialPortSources {
  readonly clock: Clock;
  readonly list?: () => Promise<readonly ListedPort[]>;
  /** Default `/dev`. */
  readonly devFolder?: string;
  /** Default `/sys`. */
  readonly sysFolder?: string;
}

/** All ports, sorted by path. Falls back to `/dev` and `/sys/class/tty`; settles within three seconds. */
export async function listSerialPorts(sources: SerialPortSources): Promise<readonly SerialPortEntry[]> {
  const { devFolder = "/dev", sysFolder = "/sys" } = sources;
  const listed = await listWithin(sources.list ?? (() => SerialPort.list()), sources.clock);
  const ports = listed ?? (await listFromKernel(devFolder, sysFolder));
  return (await withStablePaths(ports, devFolder)).sort((a, b) =>
    a.path.localeCompare(b.path, "en", { numeric: true }),
  );
}

/** The library's answer; undefined when it fails or takes too long, whatever its reason: the kernel knows too. */
async function listWithin(
  list: () => Promise<readonly ListedPort[]>,
  clock: Clock,
): Promise<readonly SerialPortEntry[] | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.after(LIST_TIMEOUT_MS, () => resolve(undefined));
    list().then(
      (ports) => {
        cancel();
        resolve(ports.map(entryOf));
      },
      () => {
        cancel();
        resolve(undefined);
      },
    );
  });
}

function entryOf(port: ListedPort): SerialPortEntry {
  return {
    path: port.path,
    ...(port.vendorId ? { vendorId: port.vendorId.toLowerCase() } : {}),
    ...(port.productId ? { productId: port.productId.toLowerCase() } : {}),
    ...(port.serialNumber ? { serialNumber: port.serialNumber } : {}),
    ...(port.manufacturer ? { manufacturer: port.manufacturer } : {}),
    ...(port.pnpId ? { stableName: port.pnpId } : {}),
  };
}

async function listFromKernel(devFolder: string, sysFolder: string): Promise<SerialPortEntry[]> {
  const names = (await readdir(devFolder).catch(() => [])).filter((name) => ttyName.test(name));
  const stableNames = await readStableNames(join(devFolder, "serial", "by-id"));
  const entries = await Promise.all(
    names.map(async (name): Promise<SerialPortEntry[]> => {
      const folder = join(sysFolder, "class", "tty", name);
      if (await isPlaceholder(name, folder)) return [];
      const stableName = stableNames.get(name);
      return [{ path: join(devFolder, name), ...(await readUsbFacts(folder)), ...(stableName ? { stableName } : {}) }];
    }),
  );
  return entries.flat();
}

/** The kernel makes `ttyS0…31` whether or not there is hardware; type 0 means there is none. */
async function isPlaceholder(name: string, folder: string): Promise<boolean> {
  return name.startsWith("ttyS") && ((await readFact(folder, "type")) ?? "0") === "0";
}

/** Climbs from the tty's device to the USB device above it, which carries the identity. */
async function readUsbFacts(ttyFolder: string): Promise<Partial<SerialPortEntry>> {
  let folder = await realpath(join(ttyFolder, "device")).catch(() => undefined);
  for (let level = 0; folder !== undefined && level < 6; level += 1) {
    const vendorId = await readFact(folder, "idVendor");
    if (vendorId !== undefined) {
      const productId = await readFact(folder, "idProduct");
      const serialNumber = await readFact(folder, "serial");
      const manufacturer = await readFact(folder, "manufacturer");
      return {
        vendorId,
        ...(productId ? { productId } : {}),
        ...(serialNumber ? { serialNumber } : {}),
        ...(manufacturer ? { manufacturer } : {}),
      };
    }
    folder = dirname(folder) === folder ? undefined : dirname(folder);
  }
  return {};
}

async function readFact(folder: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
  return text?.trim() || undefined;
}

/**
 * `ttyUSB0` is whichever came first. A link that names the serial number stays with the device; without one, or where two
 * say the same, the link that names the USB socket is left, which tells two devices apart while nobody exchanges them.
 */
async function withStablePaths(ports: readonly SerialPortEntry[], devFolder: string): Promise<SerialPortEntry[]> {
  const [byId, byPath] = [join(devFolder, "serial", "by-id"), join(devFolder, "serial", "by-path")];
  const [ids, sockets] = await Promise.all([readStableNames(byId), readStableNames(byPath)]);
  const nameOf = ({ path }: SerialPortEntry) => (dirname(path) === devFolder ? basename(path) : "");
  // Of two devices that say the same, one has lost its link to the other.
  const isTwin = (one: SerialPortEntry, other: SerialPortEntry) => isSameDevice(one, other) && !ids.has(nameOf(other));
  return ports.map((port) => {
    const [id, socket] = [ids.get(nameOf(port)), sockets.get(nameOf(port))];
    const isOwn = port.serialNumber !== undefined && !ports.some((other) => other !== port && isTwin(port, other));
    if (id !== undefined && isOwn) return { ...port, stablePath: join(byId, id) };
    return socket === undefined ? port : { ...port, stablePath: join(byPath, socket) };
  });
}

const isSameDevice = (a: SerialPortEntry, b: SerialPortEntry) =>
  a.vendorId === b.vendorId && a.productId === b.productId && a.serialNumber === b.serialNumber;

/** By the device file they point to; of several links to one file the first. */
async function readStableNames(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder).catch(() => [])).sort().reverse();
  const pairs = await Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const target = await readlink(join(folder, name)).catch(() => "");
      return [basename(target), name];
    }),
  );
  return new Map(pairs);
}
