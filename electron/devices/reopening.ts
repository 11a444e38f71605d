/** Whether devices work again after something about them was changed. */
import type { DeviceStatus } from "../../native-devices/host/device-contract.ts";
import type { ReopenedView } from "../contract/devices.ts";
import { present } from "../domain/present.ts";
import type { DeviceClient } from "./device-client.ts";
import { faultOf } from "./device-views.ts";
import type { Timers } from "./timers.ts";

/** Longer than finding, opening and asking at every speed takes; what is not settled by then is told as it is. */
const LIMIT_MS = 12_000;

const isSettled = ({ state, fault }: DeviceStatus): boolean =>
  fault !== undefined || state === "ready" || state === "reading" || state === "disabled";

/** Asked right after the configuration was taken: the states of before are no longer there. */
export async function reopened(
  client: DeviceClient,
  deviceIds: readonly string[],
  timers: Timers,
): Promise<ReopenedView[]> {
  const now = () => client.statuses().filter(({ deviceId }) => deviceIds.includes(deviceId));
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (now().every(isSettled)) resolve();
  };
  const endings = [client.onStatus(look), timers.after(LIMIT_MS, resolve)];
  look();
  await promise;
  for (const end of endings) end();
  return now().map(({ deviceId, state, fault }) => present({ deviceId, state, fault: fault && faultOf(fault) }));
}
