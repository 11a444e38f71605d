import { beforeEach, describe, expect, test } from "vitest";
import type { Storage, StoredUser } from "../../../../../electron/app/ports/storage.ts";
import { type FactorRules, readFactor } from "../../../../../electron/app/session/second-factor.ts";
import { signIn } from "../../../../../electron/app/session/sign-in.ts";
import { ok } from "../../../../../electron/domain/result.ts";
import { createSoftwareKey, type SoftwareKey } from "../../../../../electron/host/software-ukey.ts";
import { createKeySecret } from "../../../../../electron/training/pki/software-key.ts";

const NOW = Date.UTC(2026, 10, 28);
const PIN = "246810";
let key: SoftwareKey;
let calls: string[];
let users: StoredUser[];
let audited: unknown[];
let nonces: number;
let signed: string[];

const storage = {
  users: async () => ok(users),
  putUser: async (user: StoredUser) => {
    users = [user];
    return ok(undefined);
  },
  commit: async ({ audit }: { audit: readonly unknown[] }) => {
    audited.push(...audit);
    return ok({ auditSeq: 1 });
  },
} as unknown as Storage;
const passwords = {
  oneTime: () => "once",
  hash: async (password: string) => ({ salt: "", hash: password, cost: 1 }),
  matches: async (given: string, kept: { hash: string }) => given === kept.hash,
};
const rules = (change: Partial<FactorRules> = {}): FactorRules => ({
  roles: ["administrator"],
  terminalId: "T1",
  nonce: () => `n${++nonces}`,
  now: () => NOW,
  device: {
    async certificate() {
      calls.push("certificate");
      return key.certificate();
    },
    async sign(pin, message) {
      calls.push("sign");
      signed.push(new TextDecoder().decode(message));
      return key.sign(pin, message);
    },
  },
  ...change,
});
const enter = async (pin?: string, secondFactor = rules(), password = "right") => {
  const dependencies = { storage, passwords, clock: { now: () => NOW }, secondFactor };
  const result = await signIn(dependencies, { account: "a", password, pin });
  return result.ok ? "in" : result.fault.code;
};
const enrol = async () => {
  const read = await readFactor(rules(), "a", PIN);
  users = users.map((user) => ({ ...user, ...(read.ok ? { keyFingerprint: read.value } : {}) }));
};

beforeEach(async () => {
  key = createSoftwareKey(createKeySecret(NOW), PIN);
  [calls, audited, signed, nonces] = [[], [], [], 0];
  users = [{ account: "a", name: "甲", role: "administrator", salt: "s", hash: "right", cost: 1, failures: 0 }];
});

describe("the second factor", () => {
  test("is off for roles that the policy does not name, and touches no key", async () => {
    expect(await enter(undefined, rules({ roles: [] }))).toBe("in");
    expect(await enter(undefined, rules({ roles: ["clerk"] }))).toBe("in");
    expect(calls).toEqual([]);
  });

  test("lets in with the enrolled key and its PIN; a PIN is asked for by name and kept nowhere", async () => {
    await enrol();
    calls = [];
    expect([await enter(), calls, audited]).toEqual(["factor.needed", [], []]);
    expect(await enter(PIN)).toBe("in");
    expect(JSON.stringify([users, audited])).not.toContain(PIN);
  });

  test("asks the key only after the password was right", async () => {
    await enrol();
    calls = [];
    expect([await enter(PIN, rules(), "wrong"), calls]).toEqual(["session.bad-credentials", []]);
  });

  test("never fails open: no key enrolled, no driver, none plugged in, a stranger's, one that signs with another, a locked PIN", async () => {
    expect(await enter(PIN)).toBe("factor.not-enrolled");
    await enrol();
    const { device: _, ...withoutDriver } = rules();
    expect(await enter(PIN, withoutDriver)).toBe("factor.unavailable");
    const moods = ["removed", "swapped", "wrong-key", "pin-locked"] as const;
    const answers = [];
    for (const mood of moods) {
      key.behave(mood);
      answers.push(await enter(PIN));
    }
    expect(answers).toEqual(["factor.absent", "factor.wrong-key", "factor.wrong-key", "factor.pin-locked"]);
    key.behave("well");
    expect(await enter(PIN, rules({ now: () => NOW + 11 * 365 * 86_400_000 }))).toBe("factor.wrong-key");
    expect(await enter(PIN)).toBe("in");
    expect(audited).toHaveLength(7);
  });

  test("a key that another open account has too proves nobody, and is asked for no PIN", async () => {
    await enrol();
    const [own] = users;
    if (!own) throw new Error("no user");
    const twin = { ...own, account: "b" };
    users = [own, twin];
    calls = [];
    expect([await enter(PIN), calls]).toEqual(["factor.shared", []]);
    users = [own, { ...twin, isDisabled: true }];
    expect(await enter(PIN)).toBe("in");
  });

  test("a stranger's key is not asked for a PIN, and six wrong PINs lock the own one", async () => {
    await enrol();
    key.behave("swapped");
    calls = [];
    await enter("000000");
    expect(calls).toEqual(["certificate"]);
    key.behave("well");
    const answers = [];
    for (let time = 0; time < 7; time += 1) answers.push(await enter("000000"));
    expect(answers).toEqual([...Array(5).fill("factor.pin-wrong"), "factor.pin-locked", "factor.pin-locked"]);
    expect([await enter(PIN), users[0]?.failures]).toEqual(["factor.pin-locked", 0]);
  });

  test("signs a fresh challenge that names terminal and account: one that was overheard opens nothing", async () => {
    await enrol();
    signed = [];
    await enter(PIN);
    await enter(PIN);
    expect(signed.map((text) => text.split("\n").slice(1, 3))).toEqual([
      ["T1", "a"],
      ["T1", "a"],
    ]);
    expect(new Set(signed).size).toBe(2);
    const kept = await key.sign(PIN, new TextEncoder().encode(signed[0]));
    expect(await enter(PIN, rules({ device: { certificate: key.certificate, sign: async () => kept } }))).toBe(
      "factor.wrong-key",
    );
  });
});
