/** What is asked of the host when a port, or a profile without one, becomes a device. */
import type { InputOf } from "../../../electron/contract/contract.ts";
import type { DevicePortView, DeviceProfileView } from "../../../electron/contract/devices.ts";
import { lastingPath } from "./port-ids.ts";

/** The port stays the chosen one unless the profile would find it: one that does not fit it would find another, or none. */
export function deviceToAdd(
  { id, findsItself }: Pick<DeviceProfileView, "id" | "findsItself">,
  port: DevicePortView | undefined,
  name: string,
): InputOf<"devices.add"> {
  const isFound = findsItself && port?.proposals.some(({ profileId }) => profileId === id);
  return { profileId: id, name, ...(port && !isFound && { path: lastingPath(port) }) };
}
