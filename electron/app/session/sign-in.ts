/** Signing in: salted scrypt, five failures and the account waits fifteen minutes (trust-ux R11). */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import type { Clerk } from "../../domain/case/case-file.ts";
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { PASSWORD_MIN_LENGTH, passwordWeakness } from "../../domain/session/password-rule.ts";
import type { Storage, StoredUser } from "../ports/storage.ts";
import type { Clock, Passwords } from "../ports/surroundings.ts";
import { type FactorRules, isFactorNeeded, proveFactor } from "./second-factor.ts";

const MAX_FAILURES = 5;
const LOCKED_OUT_MS = 15 * 60_000;

export interface SignInDependencies {
  readonly storage: Storage;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly secondFactor?: FactorRules;
}

export interface Credentials {
  readonly account: string;
  readonly password: string;
  /** Becomes the password; a one-time one must be replaced before it lets anybody in. */
  readonly next?: string | undefined;
  /** Of the UKey. */
  readonly pin?: string | undefined;
}

/** The last try at each terminal. */
const turns = new WeakMap<Storage, Promise<unknown>>();

/** One try after the other: those that come at once would all see the same count of failures, and make it one. */
export function signIn(dependencies: SignInDependencies, credentials: Credentials): Promise<Result<Clerk>> {
  const { storage } = dependencies;
  const turn = (turns.get(storage) ?? Promise.resolve()).then(() => tryOnce(dependencies, credentials));
  turns.set(
    storage,
    turn.catch(() => undefined),
  );
  return turn;
}

async function tryOnce(dependencies: SignInDependencies, credentials: Credentials): Promise<Result<Clerk>> {
  const { storage, passwords, clock } = dependencies;
  const { account, password } = credentials;
  const users = await storage.users();
  if (!users.ok) return users;
  const user = users.value.find((one) => one.account === account);
  const now = clock.now();
  const waitMs = (user?.lockedUntil ?? 0) - now;
  // None is longer: one that seems to be was set by a clock that ran ahead.
  if (waitMs > 0 && waitMs <= LOCKED_OUT_MS) {
    return failed(fault("session.locked-out", { minutes: Math.ceil(waitMs / 60_000) }));
  }
  // An unknown account costs the same time as a wrong password: names cannot be guessed from the clock.
  const isRight = await passwords.matches(password, user ?? { salt: "AAAAAAAAAAAAAAAAAAAAAA==", hash: "", cost: 15 });
  if (user && isRight) return admit(dependencies, user, credentials, users.value);
  const after = user && afterFailure(user, now);
  const noted = await storage.commit({ audit: failureRows(after, now) });
  // A try that cannot be counted is not answered: neither right nor wrong.
  const counted = noted.ok && after ? await storage.putUser(after) : noted;
  if (!counted.ok) return counted;
  return failed(fault("session.bad-credentials", user ? { left: Math.max(0, MAX_FAILURES - user.failures - 1) } : {}));
}

/**
 * By nobody who is known, hence `system`. An account of this terminal is named, so that an auditor sees which one is attacked; a
 * name that is none may be a password in the wrong field and is kept nowhere.
 */
function failureRows(after: StoredUser | undefined, now: number): readonly AuditDraft[] {
  const row = { at: now, clerk: "system" } as const;
  if (!after) return [{ ...row, action: "session.sign-in-failed", detail: { known: false } }];
  const { account, lockedUntil = 0 } = after;
  const failure: AuditDraft = { ...row, action: "session.sign-in-failed", detail: { known: true, account } };
  return lockedUntil > now ? [failure, { ...row, action: "user.locked-out", detail: { account } }] : [failure];
}

/** The password was right; only now is a key asked: a stranger must not use up the tries of somebody's PIN. */
async function admit(
  dependencies: SignInDependencies,
  user: StoredUser,
  credentials: Credentials,
  all: readonly StoredUser[],
): Promise<Result<Clerk>> {
  const { storage, clock, secondFactor } = dependencies;
  if (secondFactor && isFactorNeeded(secondFactor, user)) {
    const proven = await proveFactor(secondFactor, user, credentials.pin, all);
    if (!proven.ok) return auditedFailure({ storage, clock }, user, proven.fault);
  }
  const { lockedUntil: _, ...rest } = user;
  const renewed = await renew(dependencies, { ...rest, failures: 0 }, credentials);
  if (!renewed.ok) return renewed;
  const kept = await storage.putUser({ ...renewed.value, signedInAt: clock.now() });
  return kept.ok ? ok({ account: user.account, name: user.name, role: user.role }) : kept;
}

/** That a PIN is asked for is no failure. */
async function auditedFailure(
  { storage, clock }: Pick<SignInDependencies, "storage" | "clock">,
  user: StoredUser,
  reason: Fault,
): Promise<Result<never>> {
  if (reason.code === "factor.needed") return failed(reason);
  const row = { at: clock.now(), action: "session.sign-in-failed", clerk: user.account } as const;
  const noted = await storage.commit({ audit: [{ ...row, detail: { known: true, fault: reason.code } }] });
  return noted.ok ? failed(reason) : noted;
}

/** What only one who knows the password is told: that the account is closed, or that the password must be a new one. */
async function renew(
  { storage, passwords, clock }: SignInDependencies,
  user: StoredUser,
  { account, password, next }: Credentials,
): Promise<Result<StoredUser>> {
  if (user.isDisabled) return failed(fault("session.disabled"));
  if (next === undefined) return user.mustChange ? failed(fault("session.password-change")) : ok(user);
  const weakness = passwordWeakness(next, { account, former: password });
  if (weakness) return failed(fault("session.password-weak", { weakness, min: PASSWORD_MIN_LENGTH }));
  const row = { at: clock.now(), action: "session.password-changed", clerk: user.account } as const;
  const noted = await storage.commit({ audit: [row] });
  return noted.ok ? ok({ ...user, ...(await passwords.hash(next)), mustChange: false }) : noted;
}

function afterFailure(user: StoredUser, now: number): StoredUser {
  const failures = user.failures + 1;
  return failures >= MAX_FAILURES ? { ...user, failures: 0, lockedUntil: now + LOCKED_OUT_MS } : { ...user, failures };
}
