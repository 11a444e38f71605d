/** 自检: the device process, both listings, the hall's profiles, and every reader. Changes nothing. */
import type { DeviceStatus } from "../../native-devices/host/device-contract.ts";
import type { ReplyOf } from "../contract/contract.ts";
import type { DeviceCheckView } from "../contract/devices.ts";
import { fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import { ok, type Result } from "../domain/result.ts";
import type { HallProfile } from "./device-book.ts";
import type { DeviceClient } from "./device-client.ts";
import { faultOf } from "./device-views.ts";
import type { Timers } from "./timers.ts";

export async function selfTest(
  client: DeviceClient,
  profiles: readonly HallProfile[],
  timers: Timers,
): Promise<Result<ReplyOf<"devices.self-test">>> {
  const startMs = timers.steadyMs();
  const listed = await client.list();
  const ms = tenths(timers.steadyMs() - startMs);
  const process: DeviceCheckView = listed.ok
    ? { check: "process", outcome: "good", ms }
    : { check: "process", outcome: "bad", ms, fault: faultOf(listed.fault) };
  const checks = [process, ...(await listings(client)), await profileCheck(client, profiles)];
  const devices = listed.ok ? listed.value : client.statuses();
  return ok({ at: Math.round(timers.wallMs()), checks: [...checks, ...devices.map(deviceCheck)] });
}

async function listings(client: DeviceClient): Promise<DeviceCheckView[]> {
  const looked = await client.look([]);
  if (!looked.ok) {
    const reason = faultOf(looked.fault);
    return (["serial-list", "hid-list"] as const).map((check) => ({ check, outcome: "bad", fault: reason }));
  }
  const { ports, serialMs, hidMs } = looked.value;
  const count = (bus: string) => ports.filter((port) => port.bus === bus).length;
  return [
    { check: "serial-list", outcome: "good", ms: tenths(serialMs), count: count("serial") },
    { check: "hid-list", outcome: "good", ms: tenths(hidMs), count: count("hid") },
  ];
}

async function profileCheck(client: DeviceClient, profiles: readonly HallProfile[]): Promise<DeviceCheckView> {
  const checked = await Promise.all(profiles.map(({ text }) => client.checkProfile(text)));
  const isBad = checked.some((result, index) => !result.ok || result.value.profile?.id !== profiles[index]?.id);
  return present({
    check: "profiles" as const,
    outcome: isBad ? ("bad" as const) : ("good" as const),
    count: profiles.length,
    fault: isBad ? fault("device.profile-unknown") : undefined,
  });
}

function deviceCheck({ deviceId, state, fault: reason }: DeviceStatus): DeviceCheckView {
  const isAtWork = state === "ready" || state === "reading";
  const outcome = isAtWork ? "good" : state === "disabled" || state === "opening" ? "attention" : "bad";
  return present({ check: "device" as const, deviceId, outcome, fault: reason && faultOf(reason) } as const);
}

const tenths = (ms: number): number => Math.round(ms * 10) / 10;
