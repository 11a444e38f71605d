/** The readers of this terminal through the device process, or none. */
import type { Logger, Readers } from "../app/ports/surroundings.ts";
import { createDeviceClient } from "../devices/device-client.ts";
import type { StartDeviceProcess } from "../devices/device-process.ts";
import { createReaders } from "../devices/readers.ts";
import { noReaders } from "./no-readers.ts";
import type { TerminalSetting } from "./terminal-setting.ts";

/** Does not wait for the device process: the terminal is up before its readers are, and shows them as they come. */
export function openReaders(
  setting: TerminalSetting,
  start: StartDeviceProcess | undefined,
  logger: Logger,
): { readonly readers: Readers; readonly close: () => Promise<void> } {
  if (!start) return { readers: noReaders, close: async () => undefined };
  const client = createDeviceClient({
    start,
    onDefect: (description) => logger.log("error", "device process", { description }),
  });
  const readers = createReaders({ client, nameOf: (deviceId) => setting.deviceNames[deviceId] });
  void client.configure(setting.devices).then((configured) => {
    if (!configured.ok) logger.log("error", "devices not configured", { fault: configured.fault.code });
    else for (const problem of configured.value) logger.log("error", "device misconfigured", { ...problem });
  });
  return { readers, close: () => client.close() };
}
