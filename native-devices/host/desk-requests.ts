/** What an administrator asks of the device process: what is connected, is this profile sound, does this device work. */
import type { Clock } from "../clock.ts";
import { tryDevice } from "../diagnostics/try-device.ts";
import type { Driver, DriverEvents } from "../drivers/driver.ts";
import { hallSetOf, lookAtSet } from "../profiles/hall-set.ts";
import { loadProfile, readProfileText, shippedProfiles, summaryOf } from "../profiles/loader.ts";
import type { Profile } from "../profiles/profile.ts";
import { profileText } from "../profiles/profile-set.ts";
import { runsOf } from "../profiles/what-runs.ts";
import type { DeviceFiles } from "../registry/device-files.ts";
import type { RunnableDevice } from "../registry/device-runner.ts";
import { proposalsFor, type UnnamedPort } from "../registry/recognise.ts";
import type { DeviceRegistry } from "../registry/registry.ts";
import type { DeviceReply, FoundPort, ToDeviceProcess } from "./device-contract.ts";

export interface DeskParts {
  readonly clock: Clock;
  readonly files: Pick<DeviceFiles, "listPorts" | "listHid" | "listUsb">;
  readonly registry: DeviceRegistry;
  createDriver(device: RunnableDevice, path: string, events: DriverEvents): Driver;
}

type Request<Kind extends ToDeviceProcess["kind"]> = Extract<ToDeviceProcess, { kind: Kind }>;
type Reply<To extends DeviceReply["to"]> = Extract<DeviceReply, { to: To }>;

/** Under which a profile is tried that no configured device has. */
const TRIED_ID = "try";

export async function look({ profiles: own }: Request<"look">, parts: DeskParts): Promise<Reply<"look">> {
  const { files, registry, clock } = parts;
  const timed = async <T>(work: () => Promise<T>) => {
    const startMs = clock.steadyMs();
    const value = await work();
    return { value, ms: Math.round((clock.steadyMs() - startMs) * 10) / 10 };
  };
  const [serial, hid, usb] = await Promise.all([timed(files.listPorts), timed(files.listHid), files.listUsb()]);
  const ports: UnnamedPort[] = [
    ...serial.value.map(({ manufacturer, stableName: _, ...port }) => {
      return { bus: "serial" as const, ...port, ...(manufacturer === undefined ? {} : { maker: manufacturer }) };
    }),
    ...hid.value.map((entry) => ({ bus: "hid" as const, ...entry })),
    ...usb.map((entry) => ({ bus: "usb" as const, ...entry })),
  ];
  const profiles = profilesWith(own);
  // Of the other USB devices, from the mouse to the hub, nobody would make a reader.
  const isShown = (port: FoundPort) => port.bus !== "usb" || port.proposals.length > 0;
  return {
    to: "look",
    serialMs: serial.ms,
    hidMs: hid.ms,
    ports: ports
      .map((port) => {
        const holder = registry.holderOf(port.path);
        return { ...port, ...(holder ? { deviceId: holder } : {}), proposals: proposalsFor(port, profiles) };
      })
      .filter(isShown),
  };
}

/** What ships, with the sound ones of the hall in the place of those that they replace. */
function profilesWith(own: readonly (string | object)[]): readonly Profile[] {
  const loaded = own.flatMap((profile) => {
    const result = loadProfile(profile);
    return result.ok ? [result.profile] : [];
  });
  const replaced = new Set(loaded.map(({ id }) => id));
  return [...loaded, ...shippedProfiles().filter(({ id }) => !replaced.has(id))];
}

export function checkProfileText({ text }: Request<"check-profile">): Reply<"check-profile"> {
  const read = readProfileText(text);
  if (!read.ok) return { to: "check-profile", problems: [...read.problems] };
  return { to: "check-profile", problems: [], profile: summaryOf(read.profile), ...runs(read.profile) };
}

export function lookAtProfileSet({ text, copies }: Request<"look-at-profile-set">): Reply<"look-at-profile-set"> {
  const { profiles, problems } = lookAtSet(text, copies);
  const incoming = profiles.map(({ profile, ...rest }) => ({
    ...summaryOf(profile),
    text: profileText(profile),
    ...rest,
    ...runs(profile),
  }));
  return { to: "look-at-profile-set", profiles: incoming, problems: [...problems] };
}

function runs(profile: Profile): Pick<Reply<"check-profile">, "runs"> {
  const what = runsOf(profile);
  return what ? { runs: what } : {};
}

export function writeProfileSet({ copies }: Request<"write-profile-set">): Reply<"write-profile-set"> {
  const set = hallSetOf(copies);
  if (set.ok) return { to: "write-profile-set", text: set.text, problems: [] };
  const problems = set.broken.flatMap(({ id, problems }) => problems.map((problem) => ({ ...problem, profile: id })));
  return { to: "write-profile-set", problems };
}

export function shippedProfileText({ profileId }: Request<"profile-text">): Reply<"profile-text"> {
  const profile = shippedProfiles().find(({ id }) => id === profileId);
  return { to: "profile-text", ...(profile ? { text: profileText(profile) } : {}) };
}

export async function tryOut(request: Request<"try">, parts: DeskParts): Promise<Reply<"try">> {
  const { registry, clock } = parts;
  const { deviceId = TRIED_ID, path, readMs } = request;
  const loaded = loadProfile(request.profile);
  if (!loaded.ok) return { to: "try", steps: [] };
  const device: RunnableDevice = { deviceId, profile: loaded.profile, ...(path === undefined ? {} : { path }) };
  const work = () =>
    tryDevice({
      clock,
      readMs,
      find: () => registry.find(device),
      createDriver: (found, events) => parts.createDriver(device, found, events),
    });
  const tried = await registry.borrow(deviceId, work);
  return { to: "try", ...tried };
}
