import { beforeEach, describe, expect, test } from "vitest";
import type { Storage, StoredUser } from "../../../../../electron/app/ports/storage.ts";
import { signIn } from "../../../../../electron/app/session/sign-in.ts";
import { ok } from "../../../../../electron/domain/result.ts";

const MINUTE = 60_000;
let now = 0;
let users: StoredUser[];
let audited: string[];

/** Only what signing in touches; anything else fails loudly. */
const storage = {
  users: async () => ok(users),
  putUser: async (user: StoredUser) => {
    users = users.map((one) => (one.account === user.account ? user : one));
    return ok(undefined);
  },
  commit: async ({ audit }: { audit: readonly { action: string }[] }) => {
    audited.push(...audit.map((row) => row.action));
    return ok({ auditSeq: 1 });
  },
} as unknown as Storage;
const passwords = {
  hash: async () => ({ salt: "", hash: "", cost: 1 }),
  matches: async (given: string, kept: { hash: string }) => given === kept.hash,
};
const attempt = (password: string, account = "a") =>
  signIn({ storage, passwords, clock: { now: () => now } }, account, password);

beforeEach(() => {
  now = 1_000_000;
  audited = [];
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

  test("an unknown account is refused like a wrong password, and does the same work", async () => {
    expect(await attempt("x", "nobody")).toMatchObject({ fault: { code: "session.bad-credentials" } });
  });
});
