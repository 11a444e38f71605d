/**
 * The administrator's trust data: what is held and since when, a file looked at before it is taken, the way back by one
 * generation. A file is given with `trust.upload`, shown with `trust.preview`, taken with `trust.import`.
 */
import { z } from "zod";
import { ageBandShape, faultShape, instant, nothing } from "./shapes.ts";

/** Lower-case hexadecimal SM3. */
const sm3 = z.string().regex(/^[0-9a-f]{64}$/);

/** Where an element came from: the province's bundle, the product itself, or a person with a file. */
const origin = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["province", "built-in"]) }),
  z.strictObject({ kind: z.literal("imported"), by: z.string(), at: instant, fileName: z.string(), fileSm3: sm3 }),
]);

const certificateView = z.strictObject({
  fingerprint: sm3,
  /** The fingerprint that most publishers print, for the person who compares. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** `anchor` = a root, trusted by decision. */
  role: z.enum(["anchor", "intermediate"]),
  subject: z.string(),
  issuer: z.string(),
  /** Hexadecimal. */
  serialNumber: z.string(),
  notBefore: instant,
  notAfter: instant,
  origin,
});
export type TrustCertificateView = z.infer<typeof certificateView>;

const listFacts = { thisUpdate: instant, nextUpdate: instant.optional(), entries: z.number().int() };

const listView = z.strictObject({
  fingerprint: sm3,
  issuer: z.string(),
  /** Which certificates of the issuer it speaks about. */
  scope: z.enum(["all", "users", "authorities"]),
  ...listFacts,
  origin,
  /** False: a newer list of the same issuer and scope answers in its place. */
  isActive: z.boolean(),
  /** Held certificates of this issuer, by name, at most ten: the licenses sealed below them hang on this list. */
  speaksFor: z.array(z.string()),
  /** From then on no license that hangs on this list is better than 无法确认. */
  failsFrom: instant,
  /** Why the list cannot answer at all: delta, indirect, partial. */
  problem: z.string().optional(),
});
export type TrustListView = z.infer<typeof listView>;

const bundleView = z.strictObject({
  issue: z.number().int(),
  issuedAt: instant,
  nextUpdate: instant,
  publisher: z.string(),
  /** SM3 of the key that signed it. */
  keyId: sm3,
});

const publisherKeyView = z.strictObject({
  keyId: sm3,
  origin: z.enum(["pinned", "announced"]),
  /** `retiring` = counts until `until`, its successor is announced. */
  state: z.enum(["in-force", "not-yet", "retiring", "retired"]),
  from: instant.optional(),
  until: instant.optional(),
});

const generationView = bundleView.extend({
  at: instant,
  event: z.enum(["imported", "rolled-back"]),
  way: z.enum(["network", "file"]),
  /** Account, for everything that a person did. */
  by: z.string().optional(),
  certificates: z.number().int(),
  lists: z.number().int(),
  /** Still on disk, so that a roll-back can reach it. */
  isKept: z.boolean(),
  isCurrent: z.boolean(),
});

/** What runs out, soonest first; `at` in the past = it has run out. */
const deadlineView = z.strictObject({
  kind: z.enum([
    "bundle-due",
    "list-due",
    "certificate-ends",
    "publisher-key-ends",
    "age-late",
    "age-stale",
    "age-expired",
  ]),
  at: instant,
  /** The list's issuer, the certificate's subject, the publisher's key; absent for the bundle and its age. */
  name: z.string().optional(),
});

export const trustOverview = z.strictObject({
  now: instant,
  band: ageBandShape,
  /** The oldest of bundle and active lists; absent = never had any: 从未更新. */
  listsAsOf: instant.optional(),
  bundle: bundleView
    .extend({
      sampleSigners: z.number().int(),
      seals: z.strictObject({ issuedAt: instant, nextUpdate: instant, entries: z.number().int() }).optional(),
    })
    .optional(),
  /** The newest issue ever accepted; anything older is refused, after a roll-back too. */
  highestIssue: z.number().int().optional(),
  isRolledBack: z.boolean(),
  canRollBack: z.boolean(),
  publishers: z.array(publisherKeyView),
  certificates: z.array(certificateView),
  lists: z.array(listView),
  refresh: z.strictObject({
    /** Last answer of the province. */
    checkedAt: instant.optional(),
    /** Last time it was asked, with or without success, since the start. */
    attemptedAt: instant.optional(),
    fault: faultShape.optional(),
  }),
  deadlines: z.array(deadlineView),
  /** Newest first. */
  generations: z.array(generationView),
  /** Files that the start could not use; they are kept. */
  problems: z.array(faultShape),
});
export type TrustOverview = z.infer<typeof trustOverview>;

const listChange = z.strictObject({
  issuer: z.string(),
  scope: z.enum(["all", "users", "authorities"]),
  change: z.enum(["added", "removed", "replaced"]),
  before: z.strictObject(listFacts).optional(),
  after: z.strictObject(listFacts).optional(),
  newlyRevoked: z.number().int(),
  noLongerRevoked: z.number().int(),
});

export const trustDifference = z.strictObject({
  kind: z.enum(["bundle", "files"]),
  fileName: z.string(),
  fileSm3: sm3,
  sizeBytes: z.number().int(),
  /** The import would be refused for this as it stands. `trust.shrunk` yields to `isShrinkAllowed`, the others do not. */
  refusal: faultShape.optional(),
  /** Roots in the file: nobody vouches for them but the person, who compares each fingerprint and sends it with `trust.import`. */
  toConfirm: z.array(sm3),
  /** Bundles only. */
  before: bundleView.optional(),
  after: bundleView.optional(),
  listsAsOf: z.strictObject({ before: instant.optional(), after: instant.optional() }),
  certificates: z.strictObject({ added: z.array(certificateView), removed: z.array(certificateView) }),
  lists: z.array(listChange),
  newlyRevoked: z.number().int(),
  noLongerRevoked: z.number().int(),
  seals: z.strictObject({ added: z.number().int(), removed: z.number().int() }),
  sampleSigners: z.strictObject({ added: z.number().int(), removed: z.number().int() }),
  /** What in the file was neither certificate nor list; the rest can be taken all the same. */
  unreadable: z.array(z.string()),
});
export type TrustDifference = z.infer<typeof trustDifference>;

const uploadId = z.string().max(80);

/** Bytes of one piece; the carriers take messages of at most 1 MB. */
export const UPLOAD_PIECE_BYTES = 384 * 1024;

export const trustCommands = {
  "trust.overview": { input: nothing, reply: trustOverview, audience: ["administrator"] },
  /** One file, in pieces in their order. The first piece (offset 0) has no id and takes the place of any file before it. */
  "trust.upload": {
    input: z.strictObject({
      uploadId: uploadId.optional(),
      fileName: z.string().trim().min(1).max(200),
      offset: z.number().int().min(0),
      /** Base64. */
      piece: z.string().max(Math.ceil(UPLOAD_PIECE_BYTES / 3) * 4),
    }),
    reply: z.strictObject({ uploadId, sizeBytes: z.number().int() }),
    audience: ["administrator"],
  },
  /** What the uploaded file would change; changes nothing. */
  "trust.preview": { input: z.strictObject({ uploadId }), reply: trustDifference, audience: ["administrator"] },
  "trust.import": {
    input: z.strictObject({
      uploadId,
      /** Fingerprints of roots that the person has compared. */
      confirmed: z.array(sm3).max(100),
      isShrinkAllowed: z.boolean().optional(),
    }),
    reply: nothing,
    audience: ["administrator"],
  },
  /** Takes back something that a person imported; the province's data are not touched. */
  "trust.remove": { input: z.strictObject({ fingerprint: sm3 }), reply: nothing, audience: ["administrator"] },
  /** One generation back; the next refresh brings the newest again. */
  "trust.roll-back": {
    input: nothing,
    reply: z.strictObject({ issue: z.number().int() }),
    audience: ["administrator"],
  },
} as const;
