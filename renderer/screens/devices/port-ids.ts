/** How the identity of a port is written and kept. */
import type { DevicePortView } from "../../../electron/contract/devices.ts";

/** `0C2E:0B61`, or a dash where the port tells nothing. */
export function idsOf({ vendorId, productId }: DevicePortView): string {
  if (vendorId === undefined) return "–";
  return `${vendorId.toUpperCase()}:${productId?.toUpperCase() ?? "–"}`;
}

/** What a device keeps of its port: not the number that it has today. */
export const lastingPath = ({ path, stablePath }: DevicePortView): string => stablePath ?? path;
