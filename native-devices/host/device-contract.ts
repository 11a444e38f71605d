/**
 * The one contract between the device process and its client: configurations, states, faults, readings and the
 * messages both ways, as zod schemas. `electron/devices` imports this file and nothing else of `native-devices`.
 */
import { z } from "zod";
import { cardReadingSchema, cardWarningSchema } from "./card-contract.ts";
import { deviceFaultSchema } from "./device-reasons.ts";
import { deviceIdSchema, readingBase } from "./reading-source.ts";
import { virtualActSchema, virtualReaders, virtualStateSchema } from "./virtual-contract.ts";

export type { CardReading } from "./card-contract.ts";
export { type DeviceFault, type DeviceReason, deviceFaultSchema, deviceReasons } from "./device-reasons.ts";
export type { ReadingSource } from "./reading-source.ts";
export {
  type LineTrouble,
  lineTroubles,
  type VirtualAct,
  type VirtualReaderName,
  type VirtualState,
  virtualReaders,
} from "./virtual-contract.ts";

export const deviceProtocol = 1;

/** The device process sends a heartbeat this often; three missed ones and it is replaced. */
export const heartbeatMs = 1000;

export const deviceStates = [
  "disabled",
  "absent",
  "opening",
  "ready",
  "reading",
  "faulted",
  "backoff",
  "busy-elsewhere",
] as const;
export type DeviceStateName = (typeof deviceStates)[number];

/** What a device is for; a further kind of driver is a further word. */
const deviceKinds = ["barcode-scanner", "id-card-reader", "social-card-reader"] as const;

/** What a device may be able to do besides reading; its profile says which. */
export const deviceCapabilities = ["trigger", "release", "enable", "disable", "beep", "identify"] as const;
export type DeviceCapability = (typeof deviceCapabilities)[number];

/** The id of a profile, or a whole one. */
const wholeProfileSchema = z.union([z.string().min(1).max(64), z.record(z.string(), z.unknown())]);

/** One device as an administrator set it up. `profile`: the id of a builtin profile, or a whole profile of the hall. */
export const deviceConfigSchema = z.strictObject({
  deviceId: deviceIdSchema,
  isEnabled: z.boolean(),
  profile: wholeProfileSchema,
  /** Device file (`/dev/ttyACM0`, `/dev/serial/by-id/…`, `COM3`). Without it the profile's `match` decides. */
  path: z.string().min(1).max(1024).optional(),
});
export type DeviceConfig = z.infer<typeof deviceConfigSchema>;

/** What the device said when it was asked who it is; without `said` nothing that fits. `ms`: from the question to the answer or its deadline. */
const deviceIdentitySchema = z.strictObject({ said: z.string().min(1).max(80).optional(), ms: z.number().min(0) });
export type DeviceIdentity = z.infer<typeof deviceIdentitySchema>;

const deviceStatusSchema = z.strictObject({
  deviceId: deviceIdSchema,
  /** Empty where the configured profile could not be read. */
  profileId: z.string(),
  kind: z.enum([...deviceKinds, "unknown"]),
  state: z.enum(deviceStates),
  /** Epoch ms of the last change of state. */
  since: z.number(),
  path: z.string().optional(),
  fault: deviceFaultSchema.optional(),
  /** Failed attempts in a row. */
  attempt: z.number().int().min(0),
  /** What the device can be told; absent where nothing. */
  capabilities: z.array(z.enum(deviceCapabilities)).optional(),
  /** Absent where it is not asked, or not open. */
  identity: deviceIdentitySchema.optional(),
});
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

export const readingWarnings = [
  /** Ended by silence although the profile names a terminator: may be cut short. */
  "unterminated",
  "encoding-ambiguous",
  "encoding-mismatch",
  "undecodable",
  "eci-unknown",
  "eci-malformed",
  /** A program of the scanner's maker read it, and said that something is odd. */
  "service-warning",
] as const;

/** A label was read. */
const codeReadingSchema = z.strictObject({
  kind: z.literal("code"),
  text: z.string().min(1),
  encoding: z.enum(["ascii", "utf-8", "gb18030", "iso-8859-1", "big5", "shift_jis", "euc-kr", "utf-16be", "mixed"]),
  /** AIM identifier such as `]Q1`, where the scanner sent one. */
  aim: z.string().length(3).optional(),
  warnings: z.array(z.enum(readingWarnings)),
  ...readingBase,
});
export type CodeReading = z.infer<typeof codeReadingSchema>;

/** The label just read was read once more: to be shown, not to be acted on. `sinceMs`: since the reading before. */
const repeatReadingSchema = z.strictObject({
  kind: z.literal("repeat"),
  text: z.string().min(1),
  sinceMs: z.number().min(0),
  ...readingBase,
});
export type RepeatReading = z.infer<typeof repeatReadingSchema>;

/** Something was scanned and cannot be used; every scan has an outcome that the clerk sees. */
const unreadableReadingSchema = z.strictObject({
  kind: z.literal("unreadable"),
  reason: z.enum([
    "too-long",
    "cut-off",
    "undecodable",
    "card-unread",
    "card-unverified",
    "card-damaged",
    "card-lifted",
    /** In the smart-card reader: not a social-security card; or one whose holder opens only with keys. */
    "card-not-social",
    "card-locked",
  ]),
  /** Bytes that arrived. */
  size: z.number().int().min(0),
  /** What came, as it may stand in a log: head~tail(size). Only where all of it was kept. */
  frame: z.string().optional(),
  /** What contradicts itself on a damaged card. */
  warnings: z.array(cardWarningSchema).optional(),
  ...readingBase,
});
export type UnreadableReading = z.infer<typeof unreadableReadingSchema>;

export const deviceReadingSchema = z.discriminatedUnion("kind", [
  codeReadingSchema,
  repeatReadingSchema,
  unreadableReadingSchema,
  cardReadingSchema,
]);
export type DeviceReading = z.infer<typeof deviceReadingSchema>;

/** A serial port that exists now. Everything but the path may be unknown. */
const serialPortEntrySchema = z.strictObject({
  path: z.string(),
  vendorId: z.string().optional(),
  productId: z.string().optional(),
  serialNumber: z.string().optional(),
  manufacturer: z.string().optional(),
  stableName: z.string().optional(),
  /** Leads to the same device when the ports are numbered anew; see transports/serial-ports.ts. */
  stablePath: z.string().optional(),
});
export type SerialPortEntry = z.infer<typeof serialPortEntrySchema>;

const profileSummarySchema = z.strictObject({
  id: z.string(),
  kind: z.enum(deviceKinds),
  name: z.string(),
  /** The profile finds its device by itself; otherwise the configuration must give a path. */
  findsItself: z.boolean(),
});
export type ProfileSummary = z.infer<typeof profileSummarySchema>;

/** Why a configured device could not be set up; `where` is a path inside its profile. */
const configurationProblemSchema = z.strictObject({
  deviceId: deviceIdSchema,
  reason: z.enum(["profile-unknown", "profile-invalid"]),
  where: z.string(),
  message: z.string(),
});
export type ConfigurationProblem = z.infer<typeof configurationProblemSchema>;

/** A port, a use of a HID device, or a USB device of a known reader, that exists now. `score`: 0…100, see registry/recognise.ts. */
const foundPortSchema = z.strictObject({
  bus: z.enum(["serial", "hid", "usb"]),
  path: z.string(),
  /** Of a serial port: to be kept in the place of `path`, whose number changes. */
  stablePath: z.string().optional(),
  vendorId: z.string().optional(),
  productId: z.string().optional(),
  serialNumber: z.string().optional(),
  maker: z.string().optional(),
  usagePage: z.string().optional(),
  usage: z.string().optional(),
  deviceId: deviceIdSchema.optional(),
  proposals: z.array(z.strictObject({ profileId: z.string(), name: z.string(), score: z.number().int() })),
});
export type FoundPort = z.infer<typeof foundPortSchema>;

/** The hall's copies of profiles as they lie on the disk. */
const hallCopiesSchema = z.array(z.strictObject({ id: z.string(), text: z.string() }));

/** See profiles/what-runs.ts. */
const profileRunsSchema = z.strictObject({ what: z.enum(["program", "service"]), at: z.string() });

/** A profile of a set that came, with its text as a copy; see profiles/hall-set.ts. */
const incomingProfileSchema = profileSummarySchema.extend({
  text: z.string(),
  effect: z.enum(["new", "before-shipped", "replaces", "same"]),
  instead: z.string().optional(),
  runs: profileRunsSchema.optional(),
});

/** One step of trying a device out. `skipped`: the device has no such thing, or an earlier step failed. `said`: who the device says it is. */
const tryStepSchema = z.strictObject({
  step: z.enum(["find", "open", "probe", "read"]),
  outcome: z.enum(["done", "failed", "timed-out", "skipped"]),
  ms: z.number(),
  said: z.string().optional(),
  fault: deviceFaultSchema.optional(),
});
export type TryStep = z.infer<typeof tryStepSchema>;

/** What passed on a line, as it may be shown: see diagnostics/raw-line.ts. `at`: epoch ms. */
const rawLineSchema = z.strictObject({
  at: z.number().int(),
  dir: z.enum(["rx", "tx"]),
  size: z.number().int(),
  hex: z.string(),
  text: z.string(),
});
export type RawLine = z.infer<typeof rawLineSchema>;

const profileProblemSchema = z.strictObject({
  where: z.string(),
  message: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  /** Among several: the one that it is in. */
  profile: z.string().optional(),
});

export const replaySpeeds = ["1x", "fast", "step"] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** How far the recording that was asked for as `run` is. `at`, `of`: pieces of the device; `readings`: since the last progress. */
const replayProgressSchema = z.strictObject({
  run: z.number().int(),
  at: z.number().int(),
  of: z.number().int(),
  readings: z.array(deviceReadingSchema),
  isOver: z.boolean(),
});
export type ReplayProgress = z.infer<typeof replayProgressSchema>;

const requestIdSchema = z.number().int().min(1);

/** Client → device process. */
export const toDeviceProcessSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("configure"), requestId: requestIdSchema, devices: z.array(deviceConfigSchema) }),
  z.strictObject({ kind: z.literal("list"), requestId: requestIdSchema }),
  z.strictObject({ kind: z.literal("list-ports"), requestId: requestIdSchema }),
  z.strictObject({
    kind: z.literal("command"),
    requestId: requestIdSchema,
    deviceId: deviceIdSchema,
    capability: z.enum(deviceCapabilities),
  }),
  z.strictObject({ kind: z.literal("trace"), requestId: requestIdSchema, deviceId: deviceIdSchema }),
  /** `profiles`: copies of the hall, proposed in place of what ships under their ids. */
  z.strictObject({ kind: z.literal("look"), requestId: requestIdSchema, profiles: z.array(wholeProfileSchema) }),
  z.strictObject({ kind: z.literal("check-profile"), requestId: requestIdSchema, text: z.string() }),
  /** What a set of profiles would change, and the hall's own as such a set. */
  z.strictObject({
    kind: z.literal("look-at-profile-set"),
    requestId: requestIdSchema,
    text: z.string(),
    copies: hallCopiesSchema,
  }),
  z.strictObject({ kind: z.literal("write-profile-set"), requestId: requestIdSchema, copies: hallCopiesSchema }),
  /** The text of a profile that ships. */
  z.strictObject({ kind: z.literal("profile-text"), requestId: requestIdSchema, profileId: z.string() }),
  /** With `deviceId`: that configured device, which stands aside meanwhile. */
  z.strictObject({
    kind: z.literal("try"),
    requestId: requestIdSchema,
    deviceId: deviceIdSchema.optional(),
    profile: wholeProfileSchema,
    path: z.string().min(1).max(1024).optional(),
    readMs: z.number().int().min(0).max(60_000),
  }),
  /** The raw lines of one device from now on; without `deviceId` of none. */
  z.strictObject({ kind: z.literal("watch"), requestId: requestIdSchema, deviceId: deviceIdSchema.optional() }),
  z.strictObject({
    kind: z.literal("virtual"),
    requestId: requestIdSchema,
    reader: z.enum(virtualReaders),
    does: virtualActSchema,
  }),
  /** Plays a recording to a driver of its own; what comes of it is told as `replayed`. One at a time: the last one counts. */
  z.strictObject({
    kind: z.literal("replay"),
    requestId: requestIdSchema,
    run: z.number().int(),
    trace: z.string(),
    profile: wholeProfileSchema,
    speed: z.enum(replaySpeeds),
  }),
  z.strictObject({ kind: z.literal("control-replay"), requestId: requestIdSchema, does: z.enum(["step", "stop"]) }),
  /** The citizen has left: nothing that was read is kept any longer. */
  z.strictObject({ kind: z.literal("forget"), requestId: requestIdSchema, filler: z.string() }),
  z.strictObject({ kind: z.literal("shut-down"), requestId: requestIdSchema }),
]);
export type ToDeviceProcess = z.infer<typeof toDeviceProcessSchema>;

/** `not-able`: no such device, not open, or not among its capabilities. The others: drivers/driver.ts. */
const commandOutcomes = ["done", "refused", "no-reply", "not-written", "closed", "not-able"] as const;
export type CommandAnswer = (typeof commandOutcomes)[number];

/** Answers, by the kind of the request they answer. */
const deviceReplySchema = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("configure"), problems: z.array(configurationProblemSchema) }),
  z.strictObject({ to: z.literal("list"), devices: z.array(deviceStatusSchema) }),
  z.strictObject({
    to: z.literal("list-ports"),
    ports: z.array(serialPortEntrySchema),
    profiles: z.array(profileSummarySchema),
  }),
  z.strictObject({ to: z.literal("command"), outcome: z.enum(commandOutcomes) }),
  /** The last minute of the line as a file, without what was said; absent where nothing was kept. */
  z.strictObject({ to: z.literal("trace"), trace: z.string().optional() }),
  z.strictObject({
    to: z.literal("look"),
    ports: z.array(foundPortSchema),
    serialMs: z.number(),
    hidMs: z.number(),
  }),
  /** `profile` only where there is no problem. */
  z.strictObject({
    to: z.literal("check-profile"),
    problems: z.array(profileProblemSchema),
    profile: profileSummarySchema.optional(),
    runs: profileRunsSchema.optional(),
  }),
  /** With a problem the set is taken not at all. */
  z.strictObject({
    to: z.literal("look-at-profile-set"),
    profiles: z.array(incomingProfileSchema),
    problems: z.array(profileProblemSchema),
  }),
  /** `text` only where no copy is broken. */
  z.strictObject({
    to: z.literal("write-profile-set"),
    text: z.string().optional(),
    problems: z.array(profileProblemSchema),
  }),
  z.strictObject({ to: z.literal("profile-text"), text: z.string().optional() }),
  z.strictObject({ to: z.literal("try"), steps: z.array(tryStepSchema), reading: deviceReadingSchema.optional() }),
  z.strictObject({ to: z.literal("watch") }),
  /** `not-plugged`: there is nobody to hear it. */
  z.strictObject({
    to: z.literal("virtual"),
    outcome: z.enum(["done", "not-plugged"]),
    reader: virtualStateSchema,
  }),
  /** `pieces` of the device that will be played; absent: this is no recording, its profile is none, or it is only for reading. */
  z.strictObject({
    to: z.literal("replay"),
    pieces: z.number().int().optional(),
    isOnlyForReading: z.literal(true).optional(),
  }),
  z.strictObject({ to: z.literal("control-replay") }),
  z.strictObject({ to: z.literal("forget"), filler: z.string() }),
  z.strictObject({ to: z.literal("shut-down") }),
]);
export type DeviceReply = z.infer<typeof deviceReplySchema>;

/**
 * Goes along with `forget` both ways. Node reads whatever comes over any line into one buffer of this size for each thread and leaves
 * it there: what the last citizen's messages and licenses wrote is overwritten.
 */
export const filler = " ".repeat(65_536);

/** Device process → client. */
export const fromDeviceProcessSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("hello"), protocol: z.number().int(), pid: z.number().int() }),
  z.strictObject({ kind: z.literal("heartbeat"), sequence: z.number().int() }),
  z.strictObject({ kind: z.literal("status"), status: deviceStatusSchema }),
  z.strictObject({ kind: z.literal("reading"), reading: deviceReadingSchema }),
  z.strictObject({ kind: z.literal("replayed"), progress: replayProgressSchema }),
  z.strictObject({ kind: z.literal("raw"), deviceId: deviceIdSchema, line: rawLineSchema }),
  z.strictObject({ kind: z.literal("reply"), requestId: requestIdSchema, reply: deviceReplySchema }),
  /** A message from the client that is not in this contract; a bug on one of the two sides. */
  z.strictObject({ kind: z.literal("refused"), requestId: requestIdSchema.optional(), message: z.string() }),
]);
export type FromDeviceProcess = z.infer<typeof fromDeviceProcessSchema>;
