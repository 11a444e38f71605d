/**
 * What an administrator may say about a device: how to find it, how to open it, how its bytes become readings. One
 * strict schema per kind of device; unknown keys are errors, so that a misspelt setting is not silently ignored.
 */
import { z } from "zod";
import { hidCarriers } from "../codecs/sdt/hid-carrier.ts";
import { ssiAnswers } from "../codecs/ssi.ts";
import { type MiddlewareProfile, middlewareProfileSchema } from "./middleware-profile.ts";
import { headShape, quietSchema, retrySchema, waitSchema } from "./profile-parts.ts";
import { type PcscMatch, socialCardProfileSchema } from "./social-card-profile.ts";

const usbIdSchema = z.string().regex(/^[0-9a-f]{4}$/, "four lower-case hexadecimal digits");

/** Every field given must fit. `name`: a device file below `/dev`, with `*` at its end for any number. */
const serialMatchSchema = z
  .strictObject({
    bus: z.literal("serial"),
    vid: usbIdSchema.optional(),
    pid: usbIdSchema.optional(),
    serialNumber: z.string().min(1).optional(),
    name: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]*\*?$/)
      .optional(),
  })
  .refine((match) => match.vid !== undefined || match.name !== undefined, "a match needs a vid or a name");
export type SerialMatch = z.infer<typeof serialMatchSchema>;

/** `usagePage` is what tells the scanner from its keyboard side. Devices are one entry per use. */
const hidMatchSchema = z.strictObject({
  bus: z.literal("hid"),
  usagePage: usbIdSchema,
  usage: usbIdSchema.optional(),
  vid: usbIdSchema.optional(),
  pid: usbIdSchema.optional(),
  serialNumber: z.string().min(1).optional(),
});

/** Readers have no usage page of their own: maker and model say which devices are asked whether they are one. */
const hidReaderMatchSchema = z.strictObject({
  ...hidMatchSchema.shape,
  usagePage: usbIdSchema.optional(),
  vid: usbIdSchema,
  pid: usbIdSchema,
});
/** Any way to recognise a device. */
export type DeviceMatch = SerialMatch | HidMatch | UsbMatch | PcscMatch;

export type HidMatch = z.infer<typeof hidMatchSchema> | z.infer<typeof hidReaderMatchSchema>;

/** A USB device that is neither a serial port nor HID; its driver is npm `usb`. */
const usbMatchSchema = z.strictObject({ bus: z.literal("usb"), vid: usbIdSchema, pid: usbIdSchema });
export type UsbMatch = z.infer<typeof usbMatchSchema>;

const endpointSchema = z.number().int().min(1).max(15);

/** See codecs/sdt/bulk-pipes.ts. `single`: one pipe each way, whatever its number. */
const usbPipesSchema = z.strictObject({
  type: z.literal("usb"),
  pipes: z.union([
    z.literal("single"),
    z.strictObject({
      headOut: endpointSchema,
      bodyOut: endpointSchema,
      headIn: endpointSchema,
      bodyIn: endpointSchema,
    }),
  ]),
});

const serialLineSchema = z.strictObject({
  type: z.literal("serial"),
  baud: z.union([z.literal(9600), z.literal(19200), z.literal(38400), z.literal(57600), z.literal(115200)]),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(["none", "even", "odd"]),
  stopBits: z.union([z.literal(1), z.literal(2)]),
});

/** See codecs/hid-pos.ts and codecs/vguang.ts for the layouts, and the former for what `prepare` sends. */
const hidReportsSchema = z.strictObject({
  type: z.literal("hid"),
  layout: z.enum(["standard", "newland", "microscan", "vguang"]),
  prepare: z.enum(["honeywell"]).optional(),
});

/** Opening as a whole is given up after three seconds. */
const OPENING_MS = 2000;

const hexSchema = z.string().regex(/^[0-9a-f]{2}( ?[0-9a-f]{2})*$/, "pairs of lower-case hexadecimal digits");

/** See codecs/line-framer.ts; of HID reports only the silence and the limit count. `prefix`: bytes that the scanner was set to send ahead of every label, dropped if there. `packets`: labels may come in packets, see codecs/ssi.ts. */
const framingSchema = z.strictObject({
  terminators: z.array(z.enum(["cr", "lf", "crlf", "tab", "none"])).min(1),
  stxEtx: z.boolean(),
  idleMs: z.number().int().min(20).max(2000),
  maxBytes: z.number().int().min(1).max(4096),
  fixedBytes: z.number().int().min(1).max(4096).optional(),
  prefix: hexSchema.optional(),
  packets: z.literal("ssi").optional(),
});

/** Bytes of a reply: `5a` that byte, `??` any one, `--` any one that says nothing, `*` any number; see codecs/reply-watch.ts. */
const replyPatternSchema = z
  .string()
  .regex(
    /^[0-9a-f]{2}( ([0-9a-f]{2}|\?\?|--|\*))*$/,
    "hexadecimal pairs, ??, -- and *, with spaces, beginning with a pair",
  )
  .max(400);

interface PacketReply {
  readonly ack: string | readonly string[];
  readonly nak?: string | undefined;
  readonly packet?: "ssi" | undefined;
}

/** Of packets only these opcodes are ever taken for an answer: any other pattern would wait for what cannot come. */
function checkOpcodes({ ack, nak, packet }: PacketReply, context: z.RefinementCtx): void {
  if (packet === undefined) return;
  const message = `an opcode of an answer: ${ssiAnswers.join(", ")}`;
  const check = (pattern: string, path: (string | number)[]) => {
    if (!ssiAnswers.includes(pattern)) context.addIssue({ code: "custom", path, message });
  };
  if (typeof ack === "string") check(ack, ["ack"]);
  else for (const [index, one] of ack.entries()) check(one, ["ack", index]);
  if (nak !== undefined) check(nak, ["nak"]);
}

/**
 * `check`: what is appended to `send`, see codecs/command-frame.ts. Without `reply` nothing is waited for. `ack`: one form
 * of the reply or several. `packet`: it is a packet of that form, and `ack` and `nak` are its opcode. `source`: where it is written.
 */
const commandSchema = z.strictObject({
  send: hexSchema.max(400),
  check: z.enum(["crc-16", "ssi", "xor"]).optional(),
  reply: z
    .strictObject({
      ack: z.union([replyPatternSchema, z.array(replyPatternSchema).min(1).max(4)]),
      nak: replyPatternSchema.optional(),
      packet: z.literal("ssi").optional(),
      withinMs: z.number().int().min(20).max(5000),
    })
    .superRefine(checkOpcodes)
    .optional(),
  source: z.string().min(1).max(200).optional(),
});
export type Command = z.infer<typeof commandSchema>;

const stepsSchema = z.array(commandSchema).min(1).max(8);

/** What the device can be told, each as the steps that do it; what is absent it cannot do. */
const commandsSchema = z.strictObject({
  trigger: stepsSchema.optional(),
  release: stepsSchema.optional(),
  enable: stepsSchema.optional(),
  disable: stepsSchema.optional(),
  beep: stepsSchema.optional(),
  identify: stepsSchema.optional(),
});
export type Commands = z.infer<typeof commandsSchema>;

/**
 * A scanner on a serial line or on HID. `sameCodeQuietMs`: the same label within this time is a repeat.
 * `onOpen`: sent before the device counts as ready; every step needs a reply unless the profile says `isUnsafe`.
 * `probe`: who it is, asked with its command `identify` on opening. `ask`: ready whether it answers or not. `identify`: only if it
 * answers, and asked again whenever it was idle for a while. Absent: not asked.
 */
const scannerProfileSchema = z.strictObject({
  ...headShape,
  kind: z.literal("barcode-scanner"),
  match: z.array(z.discriminatedUnion("bus", [serialMatchSchema, hidMatchSchema])),
  transport: z.discriminatedUnion("type", [serialLineSchema, hidReportsSchema]),
  framing: framingSchema,
  encoding: z.enum(["auto", "utf-8", "gb18030"]),
  aim: z.enum(["strip", "keep"]),
  sameCodeQuietMs: quietSchema,
  retry: retrySchema,
  commands: commandsSchema.optional(),
  onOpen: stepsSchema.optional(),
  probe: z.enum(["ask", "identify"]).optional(),
  isUnsafe: z.literal(true).optional(),
});

/** On this computer: what lies on a share (`\\server`, and `//server` on Windows) is somebody else's to change. */
const absolutePathSchema = z
  .string()
  .max(1024)
  .regex(/^(\/(?![/\\])|[A-Za-z]:\\)[^\0]+$/, "an absolute path");

/**
 * An ID-card reader on a serial line, on HID or on USB. `fallbackBauds`: tried in turn when the reader does not answer.
 * `carrier`: see codecs/sdt/hid-carrier.ts. `pollMs`: from one
 * question for a card to the next. `sameCardQuietMs`: the same card laid down again within this time is a repeat.
 */
const idCardReaderProfileSchema = z.strictObject({
  ...headShape,
  kind: z.literal("id-card-reader"),
  match: z.array(z.discriminatedUnion("bus", [serialMatchSchema, hidReaderMatchSchema, usbMatchSchema])),
  transport: z.discriminatedUnion("type", [
    z.strictObject({
      ...serialLineSchema.shape,
      fallbackBauds: z.array(serialLineSchema.shape.baud).max(4),
    }),
    z.strictObject({ type: z.literal("hid"), carrier: z.enum(hidCarriers) }),
    usbPipesSchema,
  ]),
  timing: z.strictObject({
    pollMs: waitSchema.min(300),
    statusMs: waitSchema,
    findMs: waitSchema,
    readMs: waitSchema,
    interByteMs: waitSchema.max(2000),
    sameCardQuietMs: quietSchema,
  }),
  options: z.strictObject({
    /** The longer form of the answer, for readers that know no other; the fingerprint itself is let go at once. */
    readFingerprint: z.boolean(),
    readAddedAddress: z.enum(["never", "when-full", "always"]),
    /** A program of the hall's that makes pictures of the cards' photos; see photo/program-decoder.ts. No arguments: what could be run with some is too much. */
    photoDecoder: absolutePathSchema.optional(),
  }),
  retry: retrySchema,
});

const onOneBus = { path: ["match"], message: "every match must be on the bus of the transport" };

function isOnOneBus(profile: {
  readonly match: readonly { readonly bus: string }[];
  readonly transport: { readonly type: string };
}): boolean {
  return profile.match.every((match) => match.bus === profile.transport.type);
}

/** The steps that ask a scanner who it is; none where its profile does not want it asked. */
export function probeOf({ probe, commands }: Pick<ScannerProfile, "probe" | "commands">): readonly Command[] {
  return probe ? (commands?.identify ?? []) : [];
}

function isAnswered(steps: readonly Command[]): boolean {
  return steps.length > 0 && steps.every(({ reply }) => reply);
}

/** In ms, at most. */
function waitOf(steps: readonly Command[]): number {
  return steps.reduce((sum, { reply }) => sum + (reply?.withinMs ?? 0), 0);
}

/** A card with its fingerprint takes a reader so long; where the profile waits longer for a card, that counts. */
const FINGERPRINT_MS = 5000;

/** How long one reading of a card may take, in ms. */
export function cardReadMs({ timing, options }: Pick<IdCardReaderProfile, "timing" | "options">): number {
  return options.readFingerprint ? Math.max(timing.readMs, FINGERPRINT_MS) : timing.readMs;
}

/** Devices on a line of this computer; a further kind of device is a further member. */
const lineProfileSchema = z.discriminatedUnion("kind", [
  scannerProfileSchema
    .refine(isOnOneBus, onOneBus)
    .refine(({ onOpen, isUnsafe }) => isUnsafe || (onOpen ?? []).every((step) => step.reply), {
      path: ["onOpen"],
      message: "bytes written on opening need a reply, or isUnsafe",
    })
    .refine(({ onOpen = [], ...profile }) => waitOf([...onOpen, ...probeOf(profile)]) <= OPENING_MS, {
      path: ["onOpen"],
      message: `the replies on opening must come within ${OPENING_MS} ms together`,
    })
    .refine((profile) => !profile.probe || isAnswered(probeOf(profile)), {
      path: ["probe"],
      message: "commands.identify must be there, and every step of it needs a reply",
    }),
  idCardReaderProfileSchema.refine(isOnOneBus, onOneBus),
  socialCardProfileSchema,
]);

export type ScannerProfile = z.infer<typeof scannerProfileSchema>;
export type IdCardReaderProfile = z.infer<typeof idCardReaderProfileSchema>;
export type LineProfile = z.infer<typeof lineProfileSchema>;
export type Profile = LineProfile | MiddlewareProfile;

/** Every kind of profile. */
export const profileSchema = z.union([lineProfileSchema, middlewareProfileSchema]);

/** By what the profile says it is, so that what is wrong with it is told in the terms of its kind. */
export function schemaFor(json: unknown): z.ZodType<Profile> {
  const type = z.object({ transport: z.object({ type: z.string() }) }).safeParse(json).data?.transport.type;
  return type === "middleware" ? middlewareProfileSchema : lineProfileSchema;
}

export function isMiddleware(profile: Profile): profile is MiddlewareProfile {
  return profile.transport.type === "middleware";
}

/** How the device is recognised when it is plugged in; empty where it must be named by its path, or is at an address. */
export function matchesOf(profile: Profile): readonly DeviceMatch[] {
  return "match" in profile ? profile.match : [];
}

/** Whether a device of this profile is found without a path. */
export function findsItself(profile: Profile): boolean {
  return matchesOf(profile).length > 0 || isMiddleware(profile);
}
