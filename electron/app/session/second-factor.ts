/**
 * The second factor at signing in: the plugged UKey signs a fresh challenge, and is the one that an administrator pinned to the
 * account. Off where no role is asked for it; where one is, nothing else lets its people in.
 */
import type { Clerk } from "../../domain/case/case-file.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { verifySm2 } from "../../seal/sm2/verify.ts";
import { type Certificate, isValidAt, tryReadCertificate } from "../../seal/x509/certificate.ts";
import type { SecondFactor } from "../ports/second-factor.ts";
import type { StoredUser } from "../ports/storage.ts";

export interface FactorRules {
  /** None: this terminal has no driver for one. */
  readonly device?: SecondFactor;
  readonly roles: readonly Clerk["role"][];
  readonly terminalId: string;
  /** Unguessable, never the same twice. */
  readonly nonce: () => string;
  readonly now: () => number;
}

export function isFactorNeeded({ roles }: FactorRules, { role }: Pick<StoredUser, "role">): boolean {
  return roles.includes(role);
}

/** @returns nothing when the person holds the key of this account, and of no other open one. */
export async function proveFactor(
  rules: FactorRules,
  user: StoredUser,
  pin: string | undefined,
  all: readonly StoredUser[],
): Promise<Result<unknown>> {
  if (user.keyFingerprint === undefined) return failed(fault("factor.not-enrolled"));
  const own = notShared(user, all);
  if (!own.ok) return own;
  if (pin === undefined) return failed(fault("factor.needed"));
  const proven = await signedBy(rules, user.account, pin, user.keyFingerprint);
  return proven.ok ? ok(undefined) : proven;
}

/** Enrolment: whoever types the PIN has the key in hand. @returns the fingerprint to pin to the account. */
export async function readFactor(rules: FactorRules, account: string, pin: string): Promise<Result<string>> {
  return signedBy(rules, account, pin, undefined);
}

/** One key proves one person: it opens at most one of the accounts that are not closed. */
export function notShared(user: StoredUser, all: readonly StoredUser[]): Result<StoredUser> {
  const { account, keyFingerprint } = user;
  const isShared =
    keyFingerprint !== undefined &&
    all.some((other) => other.account !== account && !other.isDisabled && other.keyFingerprint === keyFingerprint);
  return isShared ? failed(fault("factor.shared")) : ok(user);
}

async function signedBy(
  { device, terminalId, nonce, now }: FactorRules,
  account: string,
  pin: string,
  pinned: string | undefined,
): Promise<Result<string>> {
  if (!device) return failed(fault("factor.unavailable"));
  const read = await device.certificate();
  if (!read.ok) return read;
  const certificate = tryReadCertificate(read.value);
  // Before the PIN is used up on a key that would not do anyway.
  if (typeof certificate === "string" || !isValidAt(certificate, now())) return failed(fault("factor.wrong-key"));
  if (pinned !== undefined && certificate.fingerprint !== pinned) return failed(fault("factor.wrong-key"));
  const message = challenge(terminalId, account, nonce());
  const signature = await device.sign(pin, message);
  if (!signature.ok) return signature;
  return isSignedWith(certificate, message, signature.value)
    ? ok(certificate.fingerprint)
    : failed(fault("factor.wrong-key"));
}

/** Says what is signed, so that a signature for one terminal, account or day is worth nothing elsewhere. */
function challenge(terminalId: string, account: string, nonce: string): Uint8Array {
  return new TextEncoder().encode(["liangzheng sign-in", terminalId, account, nonce].join("\n"));
}

function isSignedWith({ publicKey }: Certificate, message: Uint8Array, signature: Uint8Array): boolean {
  return publicKey.kind === "sm2" && verifySm2(publicKey.point, message, signature);
}
