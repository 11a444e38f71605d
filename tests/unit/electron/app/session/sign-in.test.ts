import { beforeEach, describe, expect, test } from "vitest";
import type { Storage, StoredUser } from "../../../../../electron/app/ports/storage.ts";
import { signIn } from "../../../../../electron/app/session/sign-in.ts";
import type { AuditDraft } from "../../../../../electron/domain/audit/audit-entry.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";

const MINUTE = 60_000;
let now = 0;
let users: StoredUser[];
let audited: string[];
let rows: AuditDraft[];

/** Only what signing in touches; anything else fails loudly. */
const storage = {
  users: async () => ok(users),
  putUser: async (user: StoredUser) => {
    users = users.map((one) => (one.account === user.account ? user : one));
    return ok(undefined);
  },
  commit: async ({ audit }: { audit: readonly AuditDraft[] }) => {
    rows.push(...audit);
    audited.push(...audit.map((row) => row.action));
    return ok({ auditSeq: 1 });
  },
} as unknown as Storage;
const passwords = {
  oneTime: () => "once",
  hash: async (password: string) => ({ salt: "", hash: password, cost: 1 }),
  matches: async (given: string, kept: { hash: string }) => given === kept.hash,
};
const attempt = (password: string, account = "a", next?: string) =>
  signIn({ storage, passwords, clock: { now: () => now } }, { account, password, next });

beforeEach(() => {
  now = 1_000_000;
  audited = [];
  rows = [];
  users = [{ account: "a", name: "甲", role: "clerk", salt: "s", hash: "right", cost: 1, failures: 0 }];
});

describe("signing in", () => {
  test("gives the clerk and forgets earlier failures", async () => {
    await attempt("wrong");
    expect(await attempt("right")).toEqual({ ok: true, value: { account: "a", name: "甲", role: "clerk" } });
    expect(users[0]?.failures).toBe(0);
  });

  test("says how many tries are left, and audits the failure", async () => {
    expect(await attempt("wrong")).toMatchObject({ fault: { code: "session.bad-credentials", detail: { left: 4 } } });
    expect(audited).toEqual(["session.sign-in-failed"]);
  });

  test("after five failures waits fifteen minutes, also for the right password", async () => {
    for (let tries = 0; tries < 5; tries += 1) await attempt("wrong");
    expect(await attempt("right")).toMatchObject({ fault: { code: "session.locked-out", detail: { minutes: 15 } } });
    now += 15 * MINUTE - 1;
    expect((await attempt("right")).ok).toBe(false);
    now += 2;
    expect((await attempt("right")).ok).toBe(true);
  });

  test("does not wait for years where the clock had run ahead when the five were counted", async () => {
    const right = now;
    now = Date.parse("2099-01-01T00:00:00+08:00");
    for (let tries = 0; tries < 5; tries += 1) await attempt("wrong");
    now = right;
    expect((await attempt("right")).ok).toBe(true);
  });

  test("names the account that is attacked, and says that it was locked, once", async () => {
    const attack = async () => {
      for (let tries = 0; tries < 6; tries += 1) await attempt("wrong");
      return rows.splice(0).map(({ action, clerk, detail }) => [action, clerk, detail]);
    };
    const failure = ["session.sign-in-failed", "system", { known: true, account: "a" }];
    const lockOut = ["user.locked-out", "system", { account: "a" }];
    expect(await attack()).toEqual([...Array(5).fill(failure), lockOut]);
    now += 15 * MINUTE + 1;
    expect(await attack()).toEqual([...Array(5).fill(failure), lockOut]);
  });

  test("keeps no name that is none here: it may be a password in the wrong field", async () => {
    await attempt("x", "Fenster-07!");
    expect(rows.map(({ detail }) => detail)).toEqual([{ known: false }]);
    expect(JSON.stringify(rows)).not.toContain("Fenster");
  });

  test("counts every one of the tries that come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 7 }, () => attempt("wrong")));
    expect(answers.map((answer) => !answer.ok && answer.fault.code)).toEqual([
      ...Array(5).fill("session.bad-credentials"),
      ...Array(2).fill("session.locked-out"),
    ]);
  });

  test("does not say that a password is wrong when that cannot be counted", async () => {
    const full = { ...storage, putUser: async () => failed(fault("storage.full")) } as unknown as Storage;
    const dependencies = { storage: full, passwords, clock: { now: () => now } };
    const answers = [];
    for (const password of ["wrong", "right"]) answers.push(await signIn(dependencies, { account: "a", password }));
    expect(answers.map((answer) => !answer.ok && answer.fault.code)).toEqual(["storage.full", "storage.full"]);
  });

  test("an unknown account is refused like a wrong password, and does the same work", async () => {
    expect(await attempt("x", "nobody")).toMatchObject({ fault: { code: "session.bad-credentials" } });
  });
});

describe("a new password", () => {
  const NEXT = "Ganz-neu-7";

  test("is asked for where the present one is for one time", async () => {
    users = users.map((user) => ({ ...user, mustChange: true }));
    expect(await attempt("right")).toMatchObject({ fault: { code: "session.password-change" } });
    expect(await attempt("right", "a", NEXT)).toMatchObject({ ok: true });
    expect(users[0]).toMatchObject({ hash: NEXT, mustChange: false, signedInAt: now });
    expect(audited).toEqual(["session.password-changed"]);
    expect(await attempt(NEXT)).toMatchObject({ ok: true });
  });

  test.each([
    ["Kurz-1", "short"],
    ["einfachlang", "uniform"],
    ["Xab-123456", "account"],
  ])("is refused when it is like %s", async (next, weakness) => {
    users = users.map((user) => ({ ...user, account: "xab" }));
    expect(await attempt("right", "xab", next)).toMatchObject({
      fault: { code: "session.password-weak", detail: { weakness } },
    });
    expect(users[0]?.hash).toBe("right");
  });

  test("does not help one who does not know the present one", async () => {
    expect(await attempt("wrong", "a", NEXT)).toMatchObject({ fault: { code: "session.bad-credentials" } });
    expect(users[0]?.hash).toBe("right");
  });
});

test("a closed account is told so only to one who knows its password", async () => {
  users = users.map((user) => ({ ...user, isDisabled: true }));
  expect(await attempt("wrong")).toMatchObject({ fault: { code: "session.bad-credentials" } });
  expect(await attempt("right")).toMatchObject({ fault: { code: "session.disabled" } });
});
