import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviceReasons, deviceStates } from "../../../../native-devices/host/device-contract.ts";
import {
  type DeviceEffect,
  type DeviceEvent,
  type DeviceState,
  type DeviceTiming,
  disabledDevice,
  stepDevice,
} from "../../../../native-devices/registry/state-machine.ts";

const timing: DeviceTiming = { openMs: 3000, readMs: 600, backoffMs: [500, 1000, 2000] };
const path = "/dev/ttyACM0";

const inState = (kind: DeviceState["kind"], over: Partial<DeviceState> = {}): DeviceState => ({
  ...disabledDevice,
  kind,
  session: 1,
  deadlineMs: 5000,
  path,
  ...over,
});

const step = (state: DeviceState, event: DeviceEvent, nowMs = 0, jitter = 0) =>
  stepDevice(state, event, { nowMs, jitter, timing });

/** From → event → to, effects, deadline from now. */
const table: readonly (readonly [DeviceState, DeviceEvent, DeviceState["kind"], string, number | null])[] = [
  [disabledDevice, { kind: "enable" }, "absent", "look", 500],
  [inState("absent"), { kind: "found", path }, "opening", "open", 3000],
  [inState("absent"), { kind: "hot-plug" }, "absent", "look", 5000],
  [inState("absent"), { kind: "deadline" }, "absent", "look", 500],
  [inState("absent", { sinceMs: -10_000 }), { kind: "deadline" }, "absent", "look", 2500],
  [inState("opening"), { kind: "opened", session: 1 }, "ready", "", 10_000],
  [inState("opening"), { kind: "open-failed", session: 1, reason: "not-found" }, "absent", "look", 500],
  [inState("opening"), { kind: "open-failed", session: 1, reason: "busy" }, "busy-elsewhere", "", 500],
  [
    inState("opening", { attempt: 3 }),
    { kind: "open-failed", session: 1, reason: "no-permission" },
    "busy-elsewhere",
    "",
    2000,
  ],
  [inState("opening"), { kind: "open-failed", session: 1, reason: "io-error" }, "backoff", "", 500],
  [inState("opening"), { kind: "deadline" }, "faulted", "close", 2000],
  [inState("ready"), { kind: "activity", session: 1, activity: "started" }, "reading", "", 600],
  [inState("reading"), { kind: "activity", session: 1, activity: "started" }, "reading", "", 600],
  [inState("reading"), { kind: "activity", session: 1, activity: "ended" }, "ready", "", 10_000],
  [inState("reading"), { kind: "deadline" }, "faulted", "close", 2000],
  [inState("ready"), { kind: "deadline" }, "ready", "", 10_000],
  [inState("ready"), { kind: "gone", session: 1, reason: "unplugged" }, "absent", "close look", 500],
  [inState("reading"), { kind: "gone", session: 1, reason: "unplugged" }, "absent", "close look", 500],
  [inState("ready"), { kind: "gone", session: 1, reason: "hung-up" }, "faulted", "close", 2000],
  [inState("faulted"), { kind: "closed", session: 1 }, "backoff", "", 500],
  [inState("faulted", { attempt: 1 }), { kind: "deadline" }, "backoff", "", 1000],
  [inState("faulted", { attempt: 9 }), { kind: "closed", session: 1 }, "backoff", "", 2000],
  [inState("backoff"), { kind: "deadline" }, "backoff", "look", 500],
  [inState("backoff"), { kind: "hot-plug" }, "backoff", "look", 5000],
  [inState("backoff"), { kind: "found", path }, "opening", "open", 3000],
  [inState("backoff"), { kind: "missing" }, "absent", "", 500],
  [inState("busy-elsewhere"), { kind: "deadline" }, "busy-elsewhere", "look", 2000],
  [inState("busy-elsewhere"), { kind: "found", path }, "opening", "open", 3000],
  [inState("ready"), { kind: "disable" }, "disabled", "close", null],
];

describe("the table", () => {
  test.each(table.map((row) => [row[0].kind, row[1].kind, row[2], row] as const))("%s: %s → %s", (_a, _b, _c, row) => {
    const [state, event, kind, effects, deadline] = row;
    const next = step(state, event);
    expect(next.state.kind).toBe(kind);
    expect(next.effects.map((effect) => effect.kind).join(" ")).toBe(effects);
    expect(next.state.deadlineMs).toBe(deadline);
  });
});

describe("back-off", () => {
  test("is stretched and shortened by a fifth at most", () => {
    const deadlines = [-1, 1].map((jitter) => step(inState("faulted"), { kind: "closed", session: 1 }, 0, jitter));
    expect(deadlines.map(({ state }) => state.deadlineMs)).toEqual([400, 600]);
  });

  test("grows with every failure in a row", () => {
    const { state } = step(inState("faulted"), { kind: "closed", session: 1 });
    expect(state.attempt).toBe(1);
  });

  test("starts from the beginning after 30 s of ready", () => {
    const long = inState("ready", { attempt: 4, sinceMs: 0 });
    const gone: DeviceEvent = { kind: "gone", session: 1, reason: "hung-up" };
    expect(step(long, gone, 30_000).state.attempt).toBe(0);
    expect(step(long, gone, 29_999).state.attempt).toBe(4);
  });
});

describe("what the status says", () => {
  test("the reason of a loss stays until the device is ready again", () => {
    const lost = step(inState("ready"), { kind: "gone", session: 1, reason: "unplugged" }).state;
    const missing = step(lost, { kind: "missing" }).state;
    const opening = step(missing, { kind: "found", path }).state;
    expect([lost.fault, missing.fault, opening.fault]).toEqual(["unplugged", "unplugged", "unplugged"]);
    expect(step(opening, { kind: "opened", session: opening.session }).state.fault).toBeNull();
  });

  test("a device that never was there is not found, and only after somebody looked", () => {
    const enabled = step(disabledDevice, { kind: "enable" }).state;
    expect([enabled.fault, step(enabled, { kind: "missing" }).state.fault]).toEqual([null, "not-found"]);
  });
});

function keepBook(open: Set<number>, effects: readonly DeviceEffect[]): void {
  for (const effect of effects) {
    if (effect.kind === "open") open.add(effect.session);
    if (effect.kind === "close") open.delete(effect.session);
  }
}

describe("properties", () => {
  const session = fc.integer({ min: 0, max: 3 });
  const anyEvent: fc.Arbitrary<DeviceEvent> = fc.oneof(
    fc.constantFrom<DeviceEvent>(
      { kind: "enable" },
      { kind: "disable" },
      { kind: "found", path },
      { kind: "missing" },
      { kind: "hot-plug" },
      { kind: "deadline" },
    ),
    fc.record({ kind: fc.constant("opened" as const), session }),
    fc.record({ kind: fc.constant("open-failed" as const), session, reason: fc.constantFrom(...deviceReasons) }),
    fc.record({ kind: fc.constant("gone" as const), session, reason: fc.constantFrom(...deviceReasons) }),
    fc.record({ kind: fc.constant("closed" as const), session }),
    fc.record({
      kind: fc.constant("activity" as const),
      session,
      activity: fc.constantFrom("started" as const, "ended" as const),
    }),
  );

  test("every state but disabled has a deadline ahead, whatever happened", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let state = disabledDevice;
        for (const [at, event] of events.entries()) {
          state = step(state, event, at).state;
          expect(deviceStates).toContain(state.kind);
          if (state.kind === "disabled") expect(state.deadlineMs).toBeNull();
          else expect(state.deadlineMs).toBeGreaterThan(at);
        }
      }),
    );
  });

  test("answers of an earlier opening change nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...deviceStates), anyEvent, (kind, event) => {
        fc.pre("session" in event);
        const state = inState(kind, { session: 7 });
        expect(step(state, event)).toEqual({ state, effects: [] });
      }),
    );
  });

  test("no port is opened while another opening of the device is not closed", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 80 }), (events) => {
        let state = disabledDevice;
        const open = new Set<number>();
        for (const event of events) {
          const next = step(state, event);
          if (event.kind === "open-failed") open.delete(event.session);
          keepBook(open, next.effects);
          expect(open.size).toBeLessThanOrEqual(1);
          state = next.state;
        }
      }),
    );
  });
});
