/** Signing in: salted scrypt, five failures and the account waits fifteen minutes (trust-ux R11). */
import type { Clerk } from "../../domain/case/case-file.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { Storage, StoredUser } from "../ports/storage.ts";
import type { Clock, Passwords } from "../ports/surroundings.ts";

const MAX_FAILURES = 5;
const LOCKED_OUT_MS = 15 * 60_000;

export interface SignInDependencies {
  readonly storage: Storage;
  readonly passwords: Passwords;
  readonly clock: Clock;
}

export async function signIn(
  { storage, passwords, clock }: SignInDependencies,
  account: string,
  password: string,
): Promise<Result<Clerk>> {
  const users = await storage.users();
  if (!users.ok) return users;
  const user = users.value.find((one) => one.account === account);
  const now = clock.now();
  if (user?.lockedUntil !== undefined && user.lockedUntil > now) {
    return failed(fault("session.locked-out", { minutes: Math.ceil((user.lockedUntil - now) / 60_000) }));
  }
  // An unknown account costs the same time as a wrong password: names cannot be guessed from the clock.
  const isRight = await passwords.matches(password, user ?? { salt: "AAAAAAAAAAAAAAAAAAAAAA==", hash: "", cost: 15 });
  if (user && isRight) {
    const { lockedUntil: _, ...rest } = user;
    const kept = await storage.putUser({ ...rest, failures: 0 });
    return kept.ok ? ok({ account: user.account, name: user.name, role: user.role }) : kept;
  }
  await storage.commit({
    audit: [{ at: now, action: "session.sign-in-failed", clerk: "system", detail: { known: user !== undefined } }],
  });
  if (user) await storage.putUser(afterFailure(user, now));
  return failed(fault("session.bad-credentials", user ? { left: Math.max(0, MAX_FAILURES - user.failures - 1) } : {}));
}

function afterFailure(user: StoredUser, now: number): StoredUser {
  const failures = user.failures + 1;
  return failures >= MAX_FAILURES ? { ...user, failures: 0, lockedUntil: now + LOCKED_OUT_MS } : { ...user, failures };
}
