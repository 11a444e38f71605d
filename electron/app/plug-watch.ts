/** "Plug it in now": what was connected when it was asked, against what is connected now. */
import type { DevicePortView } from "../contract/devices.ts";
import { ok, type Result } from "../domain/result.ts";
import type { DeviceDesk } from "./ports/devices.ts";
import type { Clock } from "./ports/surroundings.ts";

export interface PlugWatch {
  remember(): Promise<Result<{ ports: number; at: number }>>;
  /**
   * Against the last `remember`; without one everything that is there has just appeared. A port that was missing twice
   * in a row has appeared when it is back: pulling the plug and putting it in again is how a connected device is found.
   * Once is no proof: a listing may fail, or come before the system has said what the port is.
   */
  difference(): Promise<Result<{ appeared: DevicePortView[]; vanished: DevicePortView[] }>>;
}

/** One device may show several uses; a port that was given away and taken again is another one if its maker differs. */
const keyOf = ({ bus, path, vendorId, productId, serialNumber, usagePage, usage }: DevicePortView): string =>
  [bus, path, vendorId, productId, serialNumber, usagePage, usage].join("|");

const without = (ports: readonly DevicePortView[], others: readonly DevicePortView[]): DevicePortView[] => {
  const known = new Set(others.map(keyOf));
  return ports.filter((port) => !known.has(keyOf(port)));
};

export function createPlugWatch(devices: Pick<DeviceDesk, "ports">, clock: Clock): PlugWatch {
  /** There all the time since it was asked. */
  let stayed: readonly DevicePortView[] = [];
  /** Of these, missing when it was last looked. */
  let missed: readonly DevicePortView[] = [];
  let gone: readonly DevicePortView[] = [];
  return {
    async remember() {
      const ports = await devices.ports();
      if (!ports.ok) return ports;
      stayed = ports.value;
      missed = [];
      gone = [];
      return ok({ ports: stayed.length, at: clock.now() });
    },
    async difference() {
      const ports = await devices.ports();
      if (!ports.ok) return ports;
      const now = ports.value;
      const missing = without(stayed, now);
      const missingStill = without(missing, without(missing, missed));
      missed = missing;
      stayed = without(stayed, missingStill);
      gone = [...gone, ...missingStill];
      return ok({ appeared: without(now, stayed), vanished: without(gone, now) });
    },
  };
}
