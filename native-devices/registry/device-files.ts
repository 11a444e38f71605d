/** What the registry sees of the system: device files, ports, and word that something was plugged. Tests bring their own. */
import { readdir } from "node:fs/promises";
import type { Cancel, Clock } from "../clock.ts";
import type { SerialPortEntry } from "../host/device-contract.ts";
import { createHidLister, type HidEntry } from "../transports/hid-devices.ts";
import { fileIdentity } from "../transports/path-watch.ts";
import { listSerialPorts } from "../transports/serial-ports.ts";
import type { SmartCards } from "../transports/smart-cards.ts";
import { createUsbLister, type UsbEntry } from "../transports/usb-devices.ts";
import { watchHotPlug } from "./hot-plug.ts";

export interface DeviceFiles {
  /** Names in `/dev`. Cheap. */
  names(): Promise<readonly string[]>;
  /** Which file stands at a path, through links; null when none. Cheap. */
  identityOf(path: string): string | null;
  /** The full listing with USB identities. Slow: up to half a second. */
  listPorts(): Promise<readonly SerialPortEntry[]>;
  /** HID devices, one entry per use. Tens of milliseconds. */
  listHid(): Promise<readonly HidEntry[]>;
  /** USB devices of every kind. Milliseconds. */
  listUsb(): Promise<readonly UsbEntry[]>;
  /** Names of the smart-card readers; null where the system cannot say, which opening one explains. */
  listCardReaders(): Promise<readonly string[] | null>;
  /** Calls back when devices may have come or gone; the returned function ends it. */
  watch(paths: readonly string[], onChange: () => void): Cancel;
}

export const deviceFolder = "/dev";

export function systemDeviceFiles(clock: Clock, cards: Pick<SmartCards, "list">): DeviceFiles {
  return {
    // No such folder: Windows, whose ports are no files.
    names: () => readdir(deviceFolder).catch(() => []),
    identityOf: fileIdentity,
    listPorts: () => listSerialPorts({ clock }),
    listHid: createHidLister({ clock }),
    listUsb: createUsbLister({ clock }),
    listCardReaders: async () => {
      const listed = await cards.list();
      if (listed.ok) return listed.names;
      // Windows stops its service with the last reader: there is none, and nothing is wrong.
      return process.platform === "win32" && listed.reason === "smart-card-service" ? [] : null;
    },
    watch: (paths, onChange) => watchHotPlug({ paths, clock, onChange }),
  };
}
