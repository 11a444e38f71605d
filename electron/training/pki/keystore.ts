/**
 * The public-key infrastructure of the training province: 样例根 → two operating authorities → the seal maker, the
 * time authority and the agencies' signers, a foreign root for forged seals, and every seal. Made at the first run, kept in one file that only
 * its owner can read, reused afterwards.
 */

import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AGENCIES, SIGNER_IDS, SIGNERS, type SignerId, type SignerPlan } from "../cast/agencies.ts";
import { makeSeal, type SealSigner } from "../seal/electronic-seal.ts";
import { drawSealPicture } from "../seal/seal-picture.ts";
import type { TimeAuthority } from "../seal/timestamp.ts";
import { distinguishedName, type Issuer, issueCertificate, type KeyRole, type SubjectName } from "./certificate.ts";
import { createSm2Key, type Sm2Key } from "./sm2-key.ts";

export interface Credential {
  readonly name: SubjectName;
  readonly key: Sm2Key;
  readonly serial: Uint8Array;
  /** DER */
  readonly certificate: Uint8Array;
}

export type AuthorityId = "root" | "signatureAuthority" | "sealAuthority" | "foreignRoot";

export interface Keystore {
  /** Tells one making from the next: files sealed under another generation are sealed again. */
  readonly generation: string;
  readonly madeAt: number;
  readonly publisher: Sm2Key;
  readonly authorities: Readonly<Record<AuthorityId, Credential>>;
  readonly timeAuthority: TimeAuthority;
  readonly signers: Readonly<Record<SignerId, SealSigner & { readonly serial: Uint8Array }>>;
}

const FORMAT = "liangzheng-training-keystore/2";
const YEAR_MS = 365.25 * 86_400_000;
const SAMPLE_ORGANIZATION = "样例电子认证服务（练习模式）";

/** Fixed points of the story that the special certificates tell (epoch ms, Beijing midnight). */
const beijingMidnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
export const STORY = {
  rootFrom: beijingMidnight("2016-01-01"),
  authorityFrom: beijingMidnight("2017-01-01"),
  signerFrom: beijingMidnight("2018-01-01"),
  expiredSignerUntil: beijingMidnight("2022-01-01"),
  revokedAt: beijingMidnight("2023-03-01"),
} as const;

const MAKER_NAME: SubjectName = { organization: "样例印章制作中心", commonName: "样例印章制作中心（样例）" };

interface Making {
  readonly name: SubjectName;
  readonly role: KeyRole;
  readonly pathLength?: number;
  readonly notBefore: number;
  readonly notAfter: number;
}

function makeCredential(making: Making, issuer?: Issuer): Credential {
  const key = createSm2Key();
  const serial = randomBytes(12);
  serial[0] = 0x20 | ((serial[0] ?? 0) & 0x1f);
  const { name, role, pathLength, notBefore, notAfter } = making;
  const certificate = issueCertificate(
    {
      serial,
      subject: name,
      publicHex: key.publicHex,
      role,
      notBefore,
      notAfter,
      ...(pathLength === undefined ? {} : { pathLength }),
    },
    issuer ?? { name, key },
  );
  return { name, key, serial, certificate };
}

function makeAuthorities(now: number): Record<AuthorityId, Credential> {
  const authority = (commonName: string, pathLength?: number): Making => ({
    name: { organization: SAMPLE_ORGANIZATION, commonName },
    role: "authority",
    notBefore: pathLength === undefined ? STORY.rootFrom : STORY.authorityFrom,
    notAfter: now + (pathLength === undefined ? 20 : 12) * YEAR_MS,
    ...(pathLength === undefined ? {} : { pathLength }),
  });
  const root = makeCredential(authority("样例根"));
  return {
    root,
    signatureAuthority: makeCredential(authority("样例政务签章 CA", 0), root),
    sealAuthority: makeCredential(authority("样例印章制作 CA", 0), root),
    foreignRoot: makeCredential(authority("样例来历不明根")),
  };
}

function signerMaking(plan: SignerPlan, now: number): Making {
  const { name } = AGENCIES[plan.agency];
  return {
    name: { organization: name, commonName: `${name}（样例）` },
    role: "signer",
    notBefore: STORY.signerFrom,
    notAfter: plan.state === "expired" ? STORY.expiredSignerUntil : now + 6 * YEAR_MS,
  };
}

function makeSigner(plan: SignerPlan, now: number, parties: { issuer: Credential; maker: Credential }) {
  const credential = makeCredential(signerMaking(plan, now), parties.issuer);
  const agencyName = AGENCIES[plan.agency].name;
  const seal = makeSeal(
    {
      sealId: plan.sealId,
      name: `${agencyName}${plan.purpose}`,
      certListType: plan.certListType,
      signers: [credential.certificate],
      createdAt: STORY.signerFrom,
      validFrom: STORY.signerFrom,
      validTo: now + 6 * YEAR_MS,
      picture: drawSealPicture({
        agency: agencyName,
        purpose: plan.purpose,
        diameterMm: plan.diameterMm,
        number: plan.sealId,
      }),
      diameterMm: plan.diameterMm,
    },
    parties.maker,
  );
  return { certificate: credential.certificate, key: credential.key, serial: credential.serial, seal };
}

function makeTimeAuthority(now: number, issuer: Credential): TimeAuthority {
  const name = { organization: SAMPLE_ORGANIZATION, commonName: "样例时间戳服务（样例）" };
  const making = { name, role: "time-authority", notBefore: STORY.signerFrom, notAfter: now + 6 * YEAR_MS } as const;
  const { certificate, key, serial } = makeCredential(making, issuer);
  return { certificate, key, serial, issuer: distinguishedName(issuer.name) };
}

/** A new infrastructure, in memory only. */
export function makeKeystore(now: number): Keystore {
  const authorities = makeAuthorities(now);
  const makerMaking: Making = {
    name: MAKER_NAME,
    role: "signer",
    notBefore: STORY.authorityFrom,
    notAfter: now + 8 * YEAR_MS,
  };
  const maker = makeCredential(makerMaking, authorities.sealAuthority);
  const foreignMaker = makeCredential(makerMaking, authorities.foreignRoot);
  const signers = Object.fromEntries(
    SIGNER_IDS.map((id) => {
      const plan = SIGNERS[id];
      const parties =
        plan.state === "untrusted"
          ? { issuer: authorities.foreignRoot, maker: foreignMaker }
          : { issuer: authorities.signatureAuthority, maker };
      return [id, makeSigner(plan, now, parties)];
    }),
  ) as Keystore["signers"];
  return {
    generation: randomBytes(6).toString("hex"),
    madeAt: now,
    publisher: createSm2Key(),
    authorities,
    timeAuthority: makeTimeAuthority(now, authorities.signatureAuthority),
    signers,
  };
}

/** Bytes are written as `{ "base64": … }`. */
function toJson(keystore: Keystore): string {
  return JSON.stringify({ format: FORMAT, ...keystore }, (_key, value: unknown) =>
    isByteJson(value)
      ? { base64: Buffer.from(value.data).toString("base64") }
      : value instanceof Uint8Array
        ? { base64: Buffer.from(value).toString("base64") }
        : value,
  );
}

/** A Buffer has turned itself into `{ type: "Buffer", data }` before the replacer sees it. */
function isByteJson(value: unknown): value is { data: number[] } {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
}

function fromJson(text: string): Keystore | undefined {
  const read = JSON.parse(text, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "base64" in value && typeof value.base64 === "string"
      ? new Uint8Array(Buffer.from(value.base64, "base64"))
      : value,
  ) as Partial<Keystore> & { readonly format?: string };
  const isComplete =
    read.format === FORMAT && read.signers !== undefined && SIGNER_IDS.every((id) => read.signers?.[id] !== undefined);
  return isComplete ? (read as Keystore) : undefined;
}

/** Writes beside the place and renames, so that a half-written file is never read. */
export function writePrivately(path: string, content: string): void {
  const draft = `${path}.draft`;
  writeFileSync(draft, content, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** What the file holds; undefined when it is absent, of another format, or damaged (it is then put aside, not thrown away). */
function readKept(path: string): Keystore | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return fromJson(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    renameSync(path, `${path}.damaged`);
    return undefined;
  }
}

/** The keystore of this data directory; made anew when there is none that is whole and has a year or more to run. */
export function openKeystore(dataDir: string, now: number): Keystore {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, "keystore.json");
  const kept = readKept(path);
  if (kept !== undefined && Math.abs(now - kept.madeAt) < 5 * YEAR_MS) return kept;
  const made = makeKeystore(now);
  writePrivately(path, toJson(made));
  return made;
}
