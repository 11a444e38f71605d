/** "Plug it in now": what was connected when it was asked, against what is connected now. */
import type { DevicePortView } from "../contract/devices.ts";
import { ok, type Result } from "../domain/result.ts";
import type { DeviceDesk } from "./ports/devices.ts";
import type { Clock } from "./ports/surroundings.ts";

export interface PlugWatch {
  remember(): Promise<Result<{ ports: number; at: number }>>;
  /** Against the last `remember`; without one everything that is there has just appeared. */
  difference(): Promise<Result<{ appeared: DevicePortView[]; vanished: DevicePortView[] }>>;
}

/** One device may show several uses; a port that was given away and taken again is another one if its maker differs. */
const keyOf = ({ bus, path, vendorId, productId, serialNumber, usagePage, usage }: DevicePortView): string =>
  [bus, path, vendorId, productId, serialNumber, usagePage, usage].join("|");

export function createPlugWatch(devices: Pick<DeviceDesk, "ports">, clock: Clock): PlugWatch {
  let before: readonly DevicePortView[] = [];
  const missingFrom = (others: readonly DevicePortView[]) => {
    const known = new Set(others.map(keyOf));
    return (port: DevicePortView) => !known.has(keyOf(port));
  };
  return {
    async remember() {
      const ports = await devices.ports();
      if (!ports.ok) return ports;
      before = ports.value;
      return ok({ ports: before.length, at: clock.now() });
    },
    async difference() {
      const ports = await devices.ports();
      if (!ports.ok) return ports;
      const now = ports.value;
      return ok({ appeared: now.filter(missingFrom(before)), vanished: before.filter(missingFrom(now)) });
    },
  };
}
