/** The readers of this terminal and the administrator's desk through the device process, or none. */
import type { DeviceDesk } from "../app/ports/devices.ts";
import type { Logger, Readers } from "../app/ports/surroundings.ts";
import { createDeviceDesk } from "../devices/desk.ts";
import { createDeviceClient } from "../devices/device-client.ts";
import type { StartDeviceProcess } from "../devices/device-process.ts";
import { createReaders } from "../devices/readers.ts";
import { present } from "../domain/present.ts";
import { removeLeftovers } from "../trust/write-durably.ts";
import { openDeviceBook } from "./device-files.ts";
import { hallProfileFolder } from "./hall-profiles.ts";
import { noDevices } from "./no-devices.ts";
import { noReaders } from "./no-readers.ts";
import type { TerminalSetting } from "./terminal-setting.ts";

export interface ReadersParts {
  readonly dataDir: string;
  readonly start: StartDeviceProcess | undefined;
  readonly logger: Logger;
  readonly now: () => number;
}

export interface OpenedReaders {
  readonly readers: Readers;
  readonly desk: DeviceDesk;
  /** The citizen has left. */
  forget(): void;
  close(): Promise<void>;
}

/** Does not wait for the device process: the terminal is up before its readers are, and shows them as they come. */
export function openReaders(
  { devices, deviceNames }: TerminalSetting,
  { dataDir, start, logger, now }: ReadersParts,
): OpenedReaders {
  if (!start) return { readers: noReaders, desk: noDevices, forget: () => undefined, close: async () => undefined };
  const client = createDeviceClient({
    start,
    onDefect: (description) => logger.log("error", "device process", { description }),
  });
  const base = devices.map((config) => present({ config, name: deviceNames[config.deviceId] }));
  const onDefect = (problem: string) => logger.log("error", "readers.json", { problem });
  void removeLeftovers(hallProfileFolder(dataDir));
  const book = openDeviceBook(dataDir, base, { now, onDefect });
  const desk = createDeviceDesk({ client, book });
  const readers = createReaders({ client, nameOf: (deviceId) => desk.nameOf(deviceId) });
  void client.configure(book.resolved(book.devices())).then((configured) => {
    if (!configured.ok) logger.log("error", "devices not configured", { fault: configured.fault.code });
    else for (const problem of configured.value) logger.log("error", "device misconfigured", { ...problem });
  });
  return { readers, desk, forget: () => void client.forget(), close: () => client.close() };
}
