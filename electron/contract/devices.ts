/**
 * The administrator's readers: what is connected, what it could be, whether it works, what passes on its line. Nothing here
 * carries what was read: texts are masked, raw lines show kinds of characters, recordings hold stand-ins.
 */
import { z } from "zod";
import { faultShape, instant, nothing } from "./shapes.ts";
import { readerView } from "./status.ts";

const administrator = ["administrator"] as const;
const deviceId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i);
const profileId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const path = z.string().min(1).max(1024);
const name = z.string().trim().min(1).max(60);
const capability = z.enum(["trigger", "release", "enable", "disable", "beep", "identify"]);
const bus = z.enum(["serial", "hid", "usb"]);

/** As it may stand on a screen: letters at the ends, numbers of persons hidden. */
const readingView = z.strictObject({
  at: instant,
  kind: z.string(),
  masked: z.string(),
  /** Characters, or bytes where it could not be read. */
  size: z.number().int(),
  /** From the first byte to the reading. */
  ms: z.number(),
  warnings: z.array(z.string()),
});
export type DeviceReadingView = z.infer<typeof readingView>;

const deviceView = readerView.extend({
  profileId: z.string(),
  /** Where it is now. */
  path: z.string().optional(),
  /** The port that was chosen for it; absent = its profile finds it. */
  fixedPath: z.string().optional(),
  isEnabled: z.boolean(),
  /** Failed attempts in a row. */
  attempt: z.number().int(),
  capabilities: z.array(capability),
  /** What it said when it was asked who it is; without `said` nothing that fits. Absent: not asked, or not open. */
  identity: z.strictObject({ said: z.string().optional(), ms: z.number() }).optional(),
  lastReading: readingView.optional(),
});
export type DeviceView = z.infer<typeof deviceView>;

const profileView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  /** False: a device of this profile needs a path. */
  findsItself: z.boolean(),
  origin: z.enum(["built-in", "hall"]),
  /** The hall's file cannot be used: devices of this profile do not work. */
  isBroken: z.boolean(),
});
export type DeviceProfileView = z.infer<typeof profileView>;

const devicesView = z.strictObject({
  /** Of the device process; `none` = this terminal runs without readers. */
  process: z.strictObject({
    state: z.enum(["starting", "running", "restarting", "faulted", "closed", "none"]),
  }),
  devices: z.array(deviceView),
  profiles: z.array(profileView),
  /** Device whose line is being shown. */
  watched: deviceId.optional(),
});
export type DevicesView = z.infer<typeof devicesView>;

const portView = z.strictObject({
  bus,
  path: z.string(),
  /** What to keep of it where there is one: `path` holds a number that another device may have tomorrow. */
  stablePath: z.string().optional(),
  vendorId: z.string().optional(),
  productId: z.string().optional(),
  serialNumber: z.string().optional(),
  maker: z.string().optional(),
  /** HID only: hexadecimal, what the device says it is. */
  usagePage: z.string().optional(),
  usage: z.string().optional(),
  /** The configured device that has it. */
  deviceId: deviceId.optional(),
  /** Best first; empty = not recognised. Score 0…100: what of the profile's description the port fits. */
  proposals: z.array(z.strictObject({ profileId: z.string(), name: z.string(), score: z.number().int() })),
});
export type DevicePortView = z.infer<typeof portView>;

const stepView = z.strictObject({
  step: z.enum(["find", "open", "probe", "read"]),
  /** `skipped`: the device has no such thing, or an earlier step failed. */
  outcome: z.enum(["done", "failed", "timed-out", "skipped"]),
  ms: z.number(),
  /** Who the device says it is. */
  said: z.string().optional(),
  fault: faultShape.optional(),
});
export type DeviceStepView = z.infer<typeof stepView>;

const problemView = z.strictObject({
  where: z.string(),
  message: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  /** Among several: the one that it is in, by its id, or as `#2` by its place. */
  profile: z.string().optional(),
});
export type ProfileProblemView = z.infer<typeof problemView>;

/** What bringing in a profile would do here; `before-shipped`: what ships under its id is no longer in force. */
export const SET_EFFECTS = ["new", "before-shipped", "replaces", "same"] as const;

/** `program`: a program of this computer that the profile starts, by its path. `service`: one that it asks, by its address. */
const runsView = z.strictObject({ what: z.enum(["program", "service"]), at: z.string() });

const incomingView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  effect: z.enum(SET_EFFECTS),
  /** Name of the profile that it takes the place of. */
  instead: z.string().optional(),
  runs: runsView.optional(),
});
export type IncomingProfileView = z.infer<typeof incomingView>;

const checkView = z.strictObject({
  check: z.enum(["process", "serial-list", "hid-list", "profiles", "device"]),
  deviceId: deviceId.optional(),
  outcome: z.enum(["good", "attention", "bad"]),
  ms: z.number().optional(),
  /** Ports, devices or files looked at. */
  count: z.number().int().optional(),
  fault: faultShape.optional(),
});
export type DeviceCheckView = z.infer<typeof checkView>;

/** A device after something about it was changed. With a fault it did not open. */
const reopenedView = readerView.pick({ deviceId: true, state: true, fault: true });
export type ReopenedView = z.infer<typeof reopenedView>;
const reopened = z.array(reopenedView);

const recordingName = z.string().regex(/^\w[\w.-]{0,199}\.jsonl$/);

/** Bytes are those that passed on the line; the replaced ones among them are stand-ins for something personal. */
const recordingView = z.strictObject({
  fileName: z.string(),
  at: instant,
  deviceId: z.string(),
  profileId: z.string(),
  pieces: z.number().int(),
  sizeBytes: z.number().int(),
  replacedBytes: z.number().int(),
  ms: z.number().int(),
});
export type RecordingView = z.infer<typeof recordingView>;

/** `ms`: since the first piece. Of a long one only its beginning. */
const recordedPieceView = z.strictObject({
  ms: z.number().int(),
  dir: z.enum(["rx", "tx"]),
  size: z.number().int(),
  hex: z.string().max(512),
  text: z.string().max(256),
  replaced: z.number().int(),
});
export type RecordedPieceView = z.infer<typeof recordedPieceView>;

export const REPLAY_SPEEDS = ["1x", "fast", "step"] as const;

const profileText = z.string().min(2).max(65_536);

/** Bytes of a set; the carriers take messages of at most 1 MB. */
export const MAX_PROFILE_SET_BYTES = 640 * 1024;
/** Base64: it may be anything that somebody chose. */
const profileSetFile = z.string().max(Math.ceil(MAX_PROFILE_SET_BYTES / 3) * 4);

export const deviceCommands = {
  "devices.view": { input: nothing, reply: devicesView, audience: administrator },
  /** Serial ports and HID devices that exist now, recognised or not. */
  "devices.ports": { input: nothing, reply: z.strictObject({ ports: z.array(portView) }), audience: administrator },
  /** "Plug it in now": remembers what is connected; `devices.plugged` then says what came and what went. */
  "devices.await-plug": {
    input: nothing,
    reply: z.strictObject({ ports: z.number().int(), at: instant }),
    audience: administrator,
  },
  "devices.plugged": {
    input: nothing,
    reply: z.strictObject({ appeared: z.array(portView), vanished: z.array(portView) }),
    audience: administrator,
  },
  /** Opens a configured device, or a profile at a path, and waits for one reading; the device is itself again afterwards. */
  "devices.try": {
    input: z.union([
      z.strictObject({ deviceId, readMs: z.number().int().min(0).max(60_000) }),
      z.strictObject({ profileId, path: path.optional(), readMs: z.number().int().min(0).max(60_000) }),
    ]),
    reply: z.strictObject({ steps: z.array(stepView), reading: readingView.optional() }),
    audience: administrator,
  },
  "devices.self-test": {
    input: nothing,
    reply: z.strictObject({ at: instant, checks: z.array(checkView) }),
    audience: administrator,
  },
  /** Trigger, beep and the like; `not-able`: not open, or not among its capabilities. */
  "devices.command": {
    input: z.strictObject({ deviceId, capability }),
    reply: z.strictObject({ outcome: z.enum(["done", "refused", "no-reply", "not-written", "closed", "not-able"]) }),
    audience: administrator,
  },
  "devices.add": {
    input: z.strictObject({ profileId, name, path: path.optional() }),
    reply: z.strictObject({ deviceId }),
    audience: administrator,
  },
  /** Another profile, port or name in place; answered when the device has opened with it, or could not. */
  "devices.change": {
    input: z.strictObject({ deviceId, profileId, name, path: path.optional() }),
    reply: z.strictObject({ reopened }),
    audience: administrator,
  },
  "devices.set-enabled": {
    input: z.strictObject({ deviceId, isEnabled: z.boolean() }),
    reply: nothing,
    audience: administrator,
  },
  "devices.remove": { input: z.strictObject({ deviceId }), reply: nothing, audience: administrator },
  /** Raw lines of one device as `devices.raw`, until `until`, a lock or a sign-out; asking again renews it. */
  "devices.watch": {
    input: z.strictObject({ deviceId }),
    reply: z.strictObject({ until: instant }),
    audience: administrator,
  },
  "devices.unwatch": { input: nothing, reply: nothing, audience: administrator },
  /** The last minute of the line into a file of the data folder, with stand-ins for everything personal. */
  "devices.record": {
    input: z.strictObject({ deviceId }),
    reply: z.strictObject({ recording: recordingView }),
    audience: administrator,
  },
  "devices.recordings": {
    input: nothing,
    reply: z.strictObject({ recordings: z.array(recordingView) }),
    audience: administrator,
  },
  /** What a recording holds; its beginning where it is long. */
  "devices.recording": {
    input: z.strictObject({ fileName: recordingName }),
    reply: z.strictObject({ recording: recordingView, pieces: z.array(recordedPieceView) }),
    audience: administrator,
  },
  "devices.drop-recording": {
    input: z.strictObject({ fileName: recordingName }),
    reply: nothing,
    audience: administrator,
  },
  /** Plays it to a driver of its own, beside the readers; progress comes as `devices.replayed`. The last one asked for counts. */
  "devices.replay": {
    input: z.strictObject({ fileName: recordingName, speed: z.enum(REPLAY_SPEEDS) }),
    reply: z.strictObject({ pieces: z.number().int() }),
    audience: administrator,
  },
  "devices.control-replay": {
    input: z.strictObject({ does: z.enum(["step", "stop"]) }),
    reply: nothing,
    audience: administrator,
  },
  "devices.profile": {
    input: z.strictObject({ profileId }),
    reply: z.strictObject({ text: z.string(), origin: z.enum(["built-in", "hall"]) }),
    audience: administrator,
  },
  /** Judges without keeping. */
  "devices.check-profile": {
    input: z.strictObject({ text: profileText }),
    reply: z.strictObject({
      problems: z.array(problemView),
      profileId: profileId.optional(),
      runs: runsView.optional(),
    }),
    audience: administrator,
  },
  /** Keeps a sound profile as the hall's copy and opens its devices with it; one with problems is not kept. */
  "devices.save-profile": {
    input: z.strictObject({ text: profileText }),
    reply: z.strictObject({ problems: z.array(problemView), profileId: profileId.optional(), reopened }),
    audience: administrator,
  },
  /** The hall's copies as one file for another window; `text` only where none of them is broken. */
  "devices.profile-set": {
    input: nothing,
    reply: z.strictObject({ text: z.string().optional(), problems: z.array(problemView) }),
    audience: administrator,
  },
  /** What a set would change, without taking it. With a problem it is taken not at all. */
  "devices.look-at-profile-set": {
    input: z.strictObject({ file: profileSetFile }),
    reply: z.strictObject({ profiles: z.array(incomingView), problems: z.array(problemView) }),
    audience: administrator,
  },
  /** All of its profiles or none become the hall's copies; their devices are opened with them. */
  "devices.take-profile-set": {
    input: z.strictObject({ file: profileSetFile }),
    reply: z.strictObject({ problems: z.array(problemView), taken: z.number().int(), reopened }),
    audience: administrator,
  },
  /** The hall's copies as they were before the set that was taken last. */
  "devices.untake-profile-set": { input: nothing, reply: z.strictObject({ reopened }), audience: administrator },
  /** Takes the hall's copy away; what ships is in force again. */
  "devices.drop-profile": {
    input: z.strictObject({ profileId }),
    reply: z.strictObject({ reopened }),
    audience: administrator,
  },
} as const;

const rawLine = z.strictObject({
  at: instant,
  dir: z.enum(["rx", "tx"]),
  size: z.number().int(),
  /** Controls and heads as they are; a digit is 39, a capital 58, a small letter 78, what is no ASCII ff. */
  hex: z.string().max(512),
  text: z.string().max(512),
});
export type RawLineView = z.infer<typeof rawLine>;

export const deviceEvents = {
  /** Only while an administrator watches. `dropped`: lines that came too fast to be shown. */
  "devices.raw": {
    payload: z.strictObject({ deviceId, lines: z.array(rawLine), dropped: z.number().int() }),
    audience: administrator,
  },
  /** `at` of `of` pieces are played; `readings` since the last time. Over before all: it was cut short. */
  "devices.replayed": {
    payload: z.strictObject({
      fileName: z.string(),
      at: z.number().int(),
      of: z.number().int(),
      readings: z.array(readingView),
      isOver: z.boolean(),
    }),
    audience: administrator,
  },
} as const;
