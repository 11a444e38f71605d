/**
 * Listens to one device until enough codes came, time is up or the caller stops: what `devices listen` prints and what
 * the administrator's 试读 shows. Takes over the whole configuration of its client.
 */
import type {
  ConfigurationProblem,
  DeviceConfig,
  DeviceFault,
  DeviceReading,
  DeviceStatus,
} from "../../native-devices/host/device-contract.ts";
import type { DeviceClient } from "./device-client.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface ListenOptions {
  readonly client: DeviceClient;
  readonly device: DeviceConfig;
  /** Ends after so many codes or cards; repeats and unreadable scans are told and not counted. */
  readonly count?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly timers?: Timers;
  onReading(reading: DeviceReading): void;
  onStatus?(status: DeviceStatus): void;
}

export type ListenOutcome =
  | { readonly kind: "complete" | "timed-out" | "stopped"; readonly codes: number }
  | { readonly kind: "misconfigured"; readonly problems: readonly ConfigurationProblem[] }
  | { readonly kind: "failed"; readonly fault: DeviceFault; readonly codes: number };

/** Resolves in every case; the client stays open and keeps the device. */
export async function listenToDevice(options: ListenOptions): Promise<ListenOutcome> {
  const { client, device, timers = systemTimers } = options;
  const { promise, resolve } = Promise.withResolvers<ListenOutcome>();
  let codes = 0;
  const stop = (kind: "timed-out" | "stopped") => () => resolve({ kind, codes });
  const onAbort = stop("stopped");
  const endings = [
    client.onReading((reading) => {
      if (reading.source.deviceId !== device.deviceId) return;
      options.onReading(reading);
      if (reading.kind === "code" || (reading.kind === "card" && !reading.isRepeat)) codes += 1;
      if (codes === options.count) resolve({ kind: "complete", codes });
    }),
    client.onStatus((status) => {
      if (status.deviceId !== device.deviceId) return;
      options.onStatus?.(status);
      if (status.fault?.reason === "process-faulted") resolve({ kind: "failed", fault: status.fault, codes });
    }),
    options.timeoutMs === undefined ? () => {} : timers.after(options.timeoutMs, stop("timed-out")),
    () => options.signal?.removeEventListener("abort", onAbort),
  ];
  if (options.signal?.aborted) onAbort();
  else options.signal?.addEventListener("abort", onAbort);

  void client.configure([device]).then((configured) => {
    if (configured.ok && configured.value.length > 0) resolve({ kind: "misconfigured", problems: configured.value });
    // A process that is being replaced gets the configuration from its client; one that stays down does not.
    if (!configured.ok && configured.fault.recovery === "after-change") {
      resolve({ kind: "failed", fault: configured.fault, codes });
    }
  });
  const outcome = await promise;
  for (const end of endings) end();
  return outcome;
}
