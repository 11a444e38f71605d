/**
 * `profiles/ID.json` in the data folder: device profiles that the hall wrote itself. One of them is in force wherever
 * its id is named, before the profile of that id that ships. What it says is judged by the device process.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DeviceConfig } from "../../native-devices/host/device-contract.ts";
import type { ProfileChange } from "../devices/device-book.ts";
import type { Result } from "../domain/result.ts";
import { TEMPORARY } from "../trust/write-durably.ts";
import { writeTogether } from "../trust/write-together.ts";

const FOLDER = "profiles";
const MAX_BYTES = 1 << 16;

export interface HallProfileFile {
  /** Name of the file without its ending. */
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

export const hallProfileFolder = (dataDir: string): string => join(dataDir, FOLDER);

/** In the order of their names; none where there is no such folder. A file that cannot be read has an empty text. */
export function readHallProfiles(dataDir: string): readonly HallProfileFile[] {
  const folder = hallProfileFolder(dataDir);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names
    .filter((name) => name.endsWith(".json") && !name.startsWith(TEMPORARY))
    .sort()
    .map((name) => ({
      id: name.slice(0, -".json".length),
      file: join(folder, name),
      text: textOf(join(folder, name)),
    }));
}

/** All of them or none. */
export function changeHallProfiles(dataDir: string, changes: readonly ProfileChange[]): Promise<Result<void>> {
  const encoder = new TextEncoder();
  const files = changes.map(({ id, text }) => {
    return { name: `${id}.json`, bytes: text === undefined ? undefined : encoder.encode(text) };
  });
  return writeTogether(hallProfileFolder(dataDir), files);
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MAX_BYTES) return "";
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch {
    return "";
  }
}

/**
 * Devices whose profile the hall has a copy of get it whole. A copy that is no JSON becomes an empty profile, which the
 * device process refuses: the hall wanted something else than what ships, so what ships does not step in.
 */
export function withHallProfiles(
  devices: readonly DeviceConfig[],
  profiles: readonly HallProfileFile[],
): readonly DeviceConfig[] {
  return devices.map((device) => {
    const own = profiles.find(({ id }) => id === device.profile);
    return own ? { ...device, profile: objectOf(own.text) } : device;
  });
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
