import { describe, expect, test } from "vitest";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../../../../electron/domain/result.ts";
import { type AccessToken, createTokenKeeper } from "../../../../../electron/province/http/token-keeper.ts";

const never = new AbortController().signal;
const REFUSED = failed<string>(fault("province.credentials", { reason: "token" }));

function keeper(lifetimeMs?: number) {
  const state = { logIns: 0, now: 0 };
  const logIn = async (): Promise<Result<AccessToken>> => {
    state.logIns += 1;
    const text = `t${state.logIns}`;
    return ok(lifetimeMs === undefined ? { text } : { text, lifetimeMs });
  };
  return { state, tokens: createTokenKeeper(logIn, () => state.now) };
}

describe("createTokenKeeper", () => {
  test("logs in once for calls at the same time", async () => {
    const { state, tokens } = keeper();
    const use = async (token: string) => ok(token);
    await Promise.all([tokens.withToken(never, use), tokens.withToken(never, use), tokens.withToken(never, use)]);
    expect(state.logIns).toBe(1);
  });

  test("logs in again once when the token is refused", async () => {
    const { state, tokens } = keeper();
    const answer = await tokens.withToken(never, async (token) => (token === "t1" ? REFUSED : ok(token)));
    expect([answer, state.logIns]).toEqual([ok("t2"), 2]);
  });

  test("gives up when the new token is refused too", async () => {
    const { state, tokens } = keeper();
    const answer = await tokens.withToken(never, async () => REFUSED);
    expect([answer, state.logIns]).toEqual([REFUSED, 2]);
  });

  test("does not log in again for another refusal", async () => {
    const { state, tokens } = keeper();
    await tokens.withToken(never, async () => failed(fault("province.credentials", { reason: "forbidden" })));
    expect(state.logIns).toBe(1);
  });

  test("renews a token before its time is over", async () => {
    const { state, tokens } = keeper(60_000);
    const use = async (token: string) => ok(token);
    await tokens.withToken(never, use);
    state.now = 29_000;
    await tokens.withToken(never, use);
    state.now = 31_000;
    await tokens.withToken(never, use);
    expect(state.logIns).toBe(2);
  });

  test("parallel calls with an old token cost one new log-in", async () => {
    const { state, tokens } = keeper();
    const use = async (token: string) => (token === "t1" ? REFUSED : ok(token));
    await Promise.all([tokens.withToken(never, use), tokens.withToken(never, use)]);
    expect(state.logIns).toBe(2);
  });

  test("tries anew after a log-in that failed", async () => {
    let count = 0;
    const tokens = createTokenKeeper(
      async () => {
        count += 1;
        return count === 1 ? failed(fault("province.timed-out")) : ok({ text: "t" });
      },
      () => 0,
    );
    const use = async (token: string) => ok(token);
    expect((await tokens.withToken(never, use)).ok).toBe(false);
    expect(await tokens.withToken(never, use)).toEqual(ok("t"));
  });

  test("lets a caller go who gives up while others wait on", async () => {
    let finish: (token: Result<AccessToken>) => void = () => undefined;
    const tokens = createTokenKeeper(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
      () => 0,
    );
    const mine = new AbortController();
    const use = async (token: string) => ok(token);
    const cancelled = tokens.withToken(mine.signal, use);
    const patient = tokens.withToken(never, use);
    mine.abort();
    expect(await cancelled).toMatchObject({ ok: false, fault: { code: "call.cancelled" } });
    finish(ok({ text: "t" }));
    expect(await patient).toEqual(ok("t"));
  });
});
