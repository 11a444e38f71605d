/** People of a terminal over the contract: who may, what is audited, what an account can do afterwards. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Result } from "../../electron/domain/result.ts";
import { SOFTWARE_KEY_PIN } from "../../electron/host/training-setting.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

const codeOf = (result: Result<unknown>) => (result.ok ? "ok" : result.fault.code);
function told<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

let terminal: TestHost;
beforeAll(async () => {
  terminal = await openTestHost();
});
afterAll(() => terminal.close());

const call: TestHost["client"]["call"] = (...given) => terminal.client.call(...given);
const signOut = () => call("session.sign-out", {});
const signInAs = async (account: string) => {
  await signOut();
  await terminal.signIn(account);
};
const person = { account: "wang.min", name: "王敏", role: "clerk" } as const;
const NEXT = "Fenster-06!";

describe("people", () => {
  test.each(["clerk01", "audit01"])("are not kept by %s", async (account) => {
    await signInAs(account);
    const answers = [await call("user.add", person), await call("user.disable", { account: "clerk01" })];
    expect(answers.map(codeOf)).toEqual(["session.role", "session.role"]);
    expect(codeOf(await call("user.list", {}))).toBe(account === "audit01" ? "ok" : "session.role");
  });

  test("come in with a one-time password, which lets them in only with a new one", async () => {
    await signInAs("admin01");
    const { password } = told(await call("user.add", person));
    expect(codeOf(await call("user.add", { ...person, account: "Wang.Min" }))).toBe("user.exists");
    await signOut();
    const given = { account: person.account, password };
    expect(codeOf(await call("session.sign-in", given))).toBe("session.password-change");
    expect(codeOf(await call("session.sign-in", { ...given, next: "kurz" }))).toBe("session.password-weak");
    told(await call("session.sign-in", { ...given, next: NEXT }));
    await signOut();
    expect(codeOf(await call("session.sign-in", given))).toBe("session.bad-credentials");
    told(await call("session.sign-in", { account: person.account, password: NEXT }));
    told(await call("session.change-password", { password: NEXT, next: "Fenster-07!" }));
  });

  test("have one role: nobody is clerk and auditor, also not by way of a closed account", async () => {
    await signInAs("admin01");
    const twice = { account: "wang.min2", name: "王 敏", role: "auditor" } as const;
    expect(codeOf(await call("user.add", twice))).toBe("user.other-role");
    told(await call("user.disable", { account: person.account }));
    told(await call("user.add", twice));
    expect(codeOf(await call("user.enable", { account: person.account }))).toBe("user.other-role");
    told(await call("user.disable", { account: twice.account }));
    told(await call("user.enable", { account: person.account }));
  });

  test("who are waiting after five mistakes are let in again by an administrator", async () => {
    await signOut();
    const wrong = { account: person.account, password: "wrong" };
    for (let attempt = 0; attempt < 5; attempt++) await call("session.sign-in", wrong);
    expect(codeOf(await call("session.sign-in", { ...wrong, password: "Fenster-07!" }))).toBe("session.locked-out");
    await signInAs("admin01");
    const { users } = told(await call("user.list", {}));
    expect(users.find(({ account }) => account === person.account)?.lockedUntil).toBeGreaterThan(0);
    told(await call("user.unlock", { account: person.account }));
    await signOut();
    told(await call("session.sign-in", { ...wrong, password: "Fenster-07!" }));
  });

  test("lose their account and get it back; nobody closes his own", async () => {
    await signInAs("admin01");
    expect(codeOf(await call("user.disable", { account: "admin01" }))).toBe("user.self");
    expect(codeOf(await call("user.disable", { account: "nobody" }))).toBe("user.unknown");
    told(await call("user.disable", { account: person.account }));
    await signOut();
    const given = { account: person.account, password: "Fenster-07!" };
    expect(codeOf(await call("session.sign-in", given))).toBe("session.disabled");
    await signInAs("admin01");
    told(await call("user.enable", { account: person.account }));
    const { password } = told(await call("user.reset", { account: person.account }));
    await signOut();
    expect(codeOf(await call("session.sign-in", given))).toBe("session.bad-credentials");
    told(await call("session.sign-in", { account: person.account, password, next: NEXT }));
  });

  test("get a UKey pinned, with its PIN, by an administrator", async () => {
    await signInAs("admin01");
    const enrol = (pin: string) => call("user.enrol-key", { account: person.account, pin });
    expect(codeOf(await enrol("000000"))).toBe("factor.pin-wrong");
    told(await enrol(SOFTWARE_KEY_PIN));
    const { users } = told(await call("user.list", {}));
    expect(users.filter(({ hasKey }) => hasKey).map(({ account }) => account)).toEqual([person.account]);
  });

  test("share no UKey: it goes to somebody else only when its account is closed, which then stays closed", async () => {
    const enrol = () => call("user.enrol-key", { account: "clerk01", pin: SOFTWARE_KEY_PIN });
    expect(codeOf(await enrol())).toBe("factor.shared");
    told(await call("user.disable", { account: person.account }));
    told(await enrol());
    expect(codeOf(await call("user.enable", { account: person.account }))).toBe("factor.shared");
  });

  test("leave a row for every change, without any password", async () => {
    const entries = told(await terminal.host.parts.storage.auditEntries(0, 500));
    const rows = entries.filter(({ action }) => action.startsWith("user.") || action === "session.password-changed");
    expect(rows.map(({ action, clerk }) => `${clerk} ${action}`)).toEqual([
      "admin01 user.added",
      "wang.min session.password-changed",
      "wang.min session.password-changed",
      "admin01 user.disabled",
      "admin01 user.added",
      "admin01 user.disabled",
      "admin01 user.enabled",
      "system user.locked-out",
      "admin01 user.unlocked",
      "admin01 user.disabled",
      "admin01 user.enabled",
      "admin01 user.reset",
      "wang.min session.password-changed",
      "admin01 user.key-enrolled",
      "admin01 user.disabled",
      "admin01 user.key-enrolled",
    ]);
    expect(JSON.stringify(entries)).not.toContain("Fenster");
  });
});
