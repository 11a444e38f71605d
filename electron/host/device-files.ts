/**
 * `readers.json`, `profiles/` and `recordings/` in the data folder: what the administrator changed at the screen. The readers
 * of `terminal.json` stay what they are; `readers.json` says which of them are off or gone, and which ones came.
 */
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { deviceConfigSchema } from "../../native-devices/host/device-contract.ts";
import type { DeviceBook, NamedDevice } from "../devices/device-book.ts";
import { fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { writeDurably } from "../trust/write-durably.ts";
import { changeHallProfiles, hallProfileFolder, readHallProfiles, withHallProfiles } from "./hall-profiles.ts";
import { recordingFiles } from "./recording-files.ts";

const FILE = "readers.json";
const RECORDINGS = "recordings";

const namedDevice = z.strictObject({ config: deviceConfigSchema, name: z.string().optional() });

const changesSchema = z.strictObject({
  added: z.array(namedDevice),
  /** Readers of `terminal.json` that are set up otherwise now. */
  changed: z.array(namedDevice).default([]),
  /** Ids of readers of `terminal.json`. */
  disabled: z.array(z.string()),
  removed: z.array(z.string()),
});
type Changes = z.infer<typeof changesSchema>;

const noChanges: Changes = { added: [], changed: [], disabled: [], removed: [] };

/** `base`: the readers of the terminal's setting. A file that cannot be read changes nothing, and `onDefect` is told. */
export function openDeviceBook(
  dataDir: string,
  base: readonly NamedDevice[],
  { now, onDefect }: { readonly now: () => number; readonly onDefect: (problem: string) => void },
): DeviceBook {
  let devices = withChanges(base, readChanges(join(dataDir, FILE), onDefect));
  const write = (folder: string, name: string, text: string) =>
    writeDurably(folder, name, new TextEncoder().encode(text));
  return {
    devices: () => devices,
    async keep(next) {
      const kept = await write(dataDir, FILE, `${JSON.stringify(changesTo(base, next), null, 2)}\n`);
      if (kept.ok) devices = next;
      return kept;
    },
    profiles: () => readHallProfiles(dataDir),
    keepProfile: ({ id, text }) => write(hallProfileFolder(dataDir), `${id}.json`, text),
    changeProfiles: (changes) => changeHallProfiles(dataDir, changes),
    dropProfile: (id) => dropProfile(dataDir, id),
    ...recordingFiles(join(dataDir, RECORDINGS), now),
    resolved(named) {
      const configs = named.map(({ config }) => config);
      return withHallProfiles(configs, readHallProfiles(dataDir));
    },
  };
}

async function dropProfile(dataDir: string, id: string): Promise<Result<boolean>> {
  const own = readHallProfiles(dataDir).find((profile) => profile.id === id);
  if (!own) return ok(false);
  try {
    await rm(own.file);
    return ok(true);
  } catch {
    return failed(fault("storage.readonly"));
  }
}

function readChanges(file: string, onDefect: (problem: string) => void): Changes {
  try {
    return changesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") onDefect(`${FILE}: ${String(error)}`);
    return noChanges;
  }
}

function withChanges(base: readonly NamedDevice[], changes: Changes): readonly NamedDevice[] {
  const { added, changed, disabled, removed } = changes;
  const kept = base
    .filter(({ config }) => !removed.includes(config.deviceId))
    .map((shipped) => {
      const otherwise = changed.find(({ config }) => config.deviceId === shipped.config.deviceId);
      const device = otherwise ? present(otherwise) : shipped;
      const { config } = device;
      return disabled.includes(config.deviceId) ? { ...device, config: { ...config, isEnabled: false } } : device;
    });
  const isFree = ({ config }: NamedDevice) => !base.some((one) => one.config.deviceId === config.deviceId);
  return [...kept, ...added.map((device) => present(device)).filter(isFree)];
}

function changesTo(base: readonly NamedDevice[], devices: readonly NamedDevice[]): Changes {
  const find = (all: readonly NamedDevice[], id: string) => all.find(({ config }) => config.deviceId === id);
  const ids = base.map(({ config }) => config.deviceId);
  const settingOf = ({ config: { isEnabled: _, ...setting }, name }: NamedDevice) => JSON.stringify([setting, name]);
  const isOtherwise = (device: NamedDevice) => {
    const shipped = find(base, device.config.deviceId);
    return shipped !== undefined && settingOf(shipped) !== settingOf(device);
  };
  return {
    added: devices.filter(({ config }) => !ids.includes(config.deviceId)).map((device) => ({ ...device })),
    changed: devices.filter(isOtherwise).map((device) => ({ ...device })),
    disabled: ids.filter((id) => find(devices, id)?.config.isEnabled === false),
    removed: ids.filter((id) => !find(devices, id)),
  };
}
