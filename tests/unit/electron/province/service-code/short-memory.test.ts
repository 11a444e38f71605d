import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";
import { createShortMemory } from "../../../../../electron/province/service-code/short-memory.ts";

const never = new AbortController().signal;

describe("createShortMemory", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function counted() {
    const state = { loads: 0 };
    const load = async () => {
      state.loads += 1;
      return ok(state.loads);
    };
    return { state, load };
  }

  test("loads once for several askers", async () => {
    const memory = createShortMemory<number>(1000);
    const { state, load } = counted();
    await Promise.all([memory.get("k", load, never), memory.get("k", load, never)]);
    await memory.get("k", load, never);
    expect(state.loads).toBe(1);
  });

  test("forgets when its time is over", async () => {
    const memory = createShortMemory<number>(1000);
    await memory.get("k", counted().load, never);
    vi.advanceTimersByTime(1000);
    expect(memory.size).toBe(0);
  });

  test("forgets when every part has been used", async () => {
    const memory = createShortMemory<number>(1000);
    await memory.get("k", counted().load, never);
    memory.markUsed("k", "a", ["a", "b"]);
    expect(memory.size).toBe(1);
    memory.markUsed("k", "b", ["a", "b"]);
    expect(memory.size).toBe(0);
  });

  test("does not hold a fault", async () => {
    const memory = createShortMemory<number>(1000);
    await memory.get("k", async () => failed(fault("province.unwell")), never);
    expect(memory.size).toBe(0);
  });

  test("forgets when the asker gives up", async () => {
    const memory = createShortMemory<number>(1000);
    const mine = new AbortController();
    const asked = memory.get("k", () => new Promise(() => undefined), mine.signal);
    mine.abort();
    expect(await asked).toMatchObject({ fault: { code: "call.cancelled" } });
    expect(memory.size).toBe(0);
  });
});
