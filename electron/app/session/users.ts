/** The people of this terminal, kept by an administrator. Every change is in the audit before it is made. */
import type { UserView } from "../../contract/users.ts";
import type { AuditAction } from "../../domain/audit/audit-entry.ts";
import type { Clerk } from "../../domain/case/case-file.ts";
import { type FaultCode, fault } from "../../domain/fault.ts";
import { present } from "../../domain/present.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { Storage, StoredUser } from "../ports/storage.ts";
import type { Clock, Passwords } from "../ports/surroundings.ts";
import { type FactorRules, notShared, readFactor } from "./second-factor.ts";

export interface UserDependencies {
  readonly storage: Storage;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly secondFactor: FactorRules;
}

export interface Users {
  list(): Promise<Result<readonly UserView[]>>;
  /** @returns the one-time password. */
  add(by: string, person: Clerk): Promise<Result<string>>;
  reset(by: string, account: string): Promise<Result<string>>;
  unlock(by: string, account: string): Promise<Result<void>>;
  /** Pins the plugged UKey to the account, unless it is another's; one that was pinned before opens nothing any more. */
  enrolKey(by: string, account: string, pin: string): Promise<Result<void>>;
  setDisabled(by: string, account: string, isDisabled: boolean): Promise<Result<void>>;
}

type Change = (user: StoredUser, all: readonly StoredUser[]) => Result<StoredUser>;

export function createUsers({ storage, passwords, clock, secondFactor }: UserDependencies): Users {
  const audited = async (by: string, action: AuditAction, user: StoredUser): Promise<Result<void>> => {
    const detail = { account: user.account, role: user.role };
    const noted = await storage.commit({ audit: [{ at: clock.now(), action, clerk: by, detail }] });
    return noted.ok ? storage.putUser(user) : noted;
  };
  const change = async (by: string, action: AuditAction, account: string, make: Change): Promise<Result<void>> => {
    const users = await storage.users();
    if (!users.ok) return users;
    const user = users.value.find((one) => one.account === account);
    if (!user) return refused("user.unknown");
    const changed = make(user, users.value);
    return changed.ok ? audited(by, action, changed.value) : changed;
  };
  const withOneTime = async <T>(use: (secret: StoredSecret) => Promise<Result<T>>): Promise<Result<string>> => {
    const password = passwords.oneTime();
    const used = await use(await passwords.hash(password));
    return used.ok ? ok(password) : used;
  };
  return {
    async list() {
      const users = await storage.users();
      return users.ok ? ok(users.value.map((user) => viewOf(user, clock.now()))) : users;
    },
    async add(by, person) {
      const users = await storage.users();
      if (!users.ok) return users;
      const isTaken = users.value.some((user) => user.account.toLowerCase() === person.account.toLowerCase());
      if (isTaken) return refused("user.exists");
      if (hasOtherRole(users.value, person)) return refused("user.other-role");
      return withOneTime((secret) =>
        audited(by, "user.added", { ...person, ...secret, failures: 0, mustChange: true }),
      );
    },
    reset: (by, account) =>
      withOneTime((secret) =>
        change(by, "user.reset", account, (user) => ok({ ...released(user), ...secret, mustChange: true })),
      ),
    unlock: (by, account) => change(by, "user.unlocked", account, (user) => ok(released(user))),
    async enrolKey(by, account, pin) {
      const read = await readFactor(secondFactor, account, pin);
      if (!read.ok) return read;
      return change(by, "user.key-enrolled", account, (user, all) =>
        notShared({ ...user, keyFingerprint: read.value }, all),
      );
    },
    setDisabled: (by, account, isDisabled) =>
      change(by, isDisabled ? "user.disabled" : "user.enabled", account, (user, all) => {
        // Whoever closes an account is an administrator and stays one: somebody is left who can let people in.
        if (isDisabled && account === by) return refused("user.self");
        if (isDisabled) return ok({ ...user, isDisabled });
        return hasOtherRole(all, user) ? refused("user.other-role") : notShared({ ...user, isDisabled }, all);
      }),
  };
}

type StoredSecret = Pick<StoredUser, "salt" | "hash" | "cost">;

/** One person, one role (三员分立). Persons are told apart by their names, which an administrator sees to. */
function hasOtherRole(users: readonly StoredUser[], { name, role }: Clerk): boolean {
  const same = (other: string) => other.normalize("NFKC").replace(/\s/gu, "").toLowerCase();
  return users.some((user) => !user.isDisabled && user.role !== role && same(user.name) === same(name));
}

function refused(code: Extract<FaultCode, `user.${string}`>): Result<never> {
  return failed(fault(code));
}

function released({ lockedUntil: _, ...user }: StoredUser): StoredUser {
  return { ...user, failures: 0 };
}

function viewOf(user: StoredUser, now: number): UserView {
  const { account, name, role, isDisabled = false, mustChange = false, lockedUntil, signedInAt, keyFingerprint } = user;
  const isWaiting = lockedUntil !== undefined && lockedUntil > now;
  return present({
    ...{ account, name, role, isDisabled, mustChange, signedInAt, hasKey: keyFingerprint !== undefined },
    lockedUntil: isWaiting ? lockedUntil : undefined,
  });
}
