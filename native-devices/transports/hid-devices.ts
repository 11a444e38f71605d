/**
 * Which HID devices exist now. One look at a time, shared by all who ask: a look that hangs holds a thread of the
 * pool, and a second one would only hold a second thread.
 */
import { devicesAsync } from "node-hid";
import type { Clock } from "../clock.ts";

const LIST_TIMEOUT_MS = 3000;

/** One use of one device. Numbers are four lower-case hexadecimal digits, as in a profile. */
export interface HidEntry {
  readonly path: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly usagePage?: string;
  readonly usage?: string;
  readonly serialNumber?: string;
}

/** What the library knows of a device; the shape of `devicesAsync()`. */
export interface ListedHidDevice {
  readonly path?: string | undefined;
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
  readonly serialNumber?: string | undefined;
}

export interface HidSources {
  readonly clock: Clock;
  readonly list?: () => Promise<readonly ListedHidDevice[]>;
}

const hex = (id: number): string => id.toString(16).padStart(4, "0");

/**
 * Looks when called. The answer comes within three seconds and is empty where the library fails or cannot be loaded:
 * the devices are then absent, and are looked for again.
 */
export function createHidLister({
  clock,
  list = () => devicesAsync(),
}: HidSources): () => Promise<readonly HidEntry[]> {
  let running: Promise<readonly HidEntry[]> | undefined;
  const look = () => {
    const looking = Promise.resolve()
      .then(list)
      .then(entriesOf, () => [])
      .finally(() => {
        running = undefined;
      });
    return looking;
  };
  return () => {
    running ??= look();
    const shared = running;
    return new Promise((resolve) => {
      const cancel = clock.after(LIST_TIMEOUT_MS, () => resolve([]));
      void shared.then((entries) => {
        cancel();
        resolve(entries);
      });
    });
  };
}

function entriesOf(devices: readonly ListedHidDevice[]): readonly HidEntry[] {
  const entries = devices.flatMap(({ path, vendorId, productId, usagePage, usage, serialNumber }): HidEntry[] => {
    if (!path) return [];
    return [
      {
        path,
        vendorId: hex(vendorId),
        productId: hex(productId),
        ...(usagePage === undefined ? {} : { usagePage: hex(usagePage) }),
        ...(usage === undefined ? {} : { usage: hex(usage) }),
        ...(serialNumber ? { serialNumber } : {}),
      },
    ];
  });
  return entries.sort((a, b) => a.path.localeCompare(b.path, "en", { numeric: true }));
}
