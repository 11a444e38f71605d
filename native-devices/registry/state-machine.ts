/**
 * The life of one configured device as a pure reducer; every state but `disabled` ends by itself at its deadline.
 *
 *   disabled ─enable→ absent ─found→ opening ─opened→ ready ⇄ reading        any ─disable→ disabled (close)
 *   opening ─failed→ backoff | busy-elsewhere | absent      opening ─deadline→ faulted (close)
 *   ready, reading ─unplugged→ absent (close)   ─hung up, error, reading too long→ faulted (close)
 *   faulted ─closed, deadline→ backoff ─deadline, hot-plug→ look again ─found→ opening, ─missing→ absent
 */
import type { DeviceReason, DeviceStateName } from "../host/device-contract.ts";

export interface DeviceTiming {
  readonly openMs: number;
  /** Longest a reading may take after its last byte. */
  readonly readMs: number;
  readonly backoffMs: readonly number[];
}

export interface DeviceState {
  readonly kind: DeviceStateName;
  /** Counts openings; an answer that belongs to an earlier one is stale. */
  readonly session: number;
  /** Failed attempts in a row; forgotten after 30 s of `ready`. */
  readonly attempt: number;
  /** Steady ms; null only in `disabled`. */
  readonly deadlineMs: number | null;
  /** Steady ms since when the device has been away (`absent`) or connected (`ready`, `reading`). */
  readonly sinceMs: number;
  readonly path: string | null;
  readonly fault: DeviceReason | null;
}

export type DeviceEvent =
  | { readonly kind: "enable" }
  | { readonly kind: "disable" }
  /** Answers to `look`. */
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "missing" }
  | { readonly kind: "hot-plug" }
  | { readonly kind: "opened"; readonly session: number }
  | { readonly kind: "open-failed"; readonly session: number; readonly reason: DeviceReason }
  | { readonly kind: "activity"; readonly session: number; readonly activity: "started" | "ended" }
  | { readonly kind: "gone"; readonly session: number; readonly reason: DeviceReason }
  | { readonly kind: "closed"; readonly session: number }
  | { readonly kind: "deadline" };

export type DeviceEffect =
  | { readonly kind: "look" }
  | { readonly kind: "open"; readonly session: number; readonly path: string }
  | { readonly kind: "close"; readonly session: number };

export interface DeviceStep {
  readonly state: DeviceState;
  readonly effects: readonly DeviceEffect[];
}

/** What the reducer may not ask the world for. `jitter`: −1…1, stretches the back-off by up to a fifth. */
export interface StepContext {
  readonly nowMs: number;
  readonly jitter: number;
  readonly timing: DeviceTiming;
}

const RECENTLY_GONE_MS = 10_000;
const LOOK_SOON_MS = 500;
const LOOK_LATER_MS = 2500;
const BUSY_RETRY_MS = 2000;
const SOON_RETRIES = 3;
const CLOSE_LIMIT_MS = 2000;
const HEALTH_MS = 10_000;
const STABLE_MS = 30_000;
const JITTER_SHARE = 0.2;

export const disabledDevice: DeviceState = {
  kind: "disabled",
  session: 0,
  attempt: 0,
  deadlineMs: null,
  sinceMs: 0,
  path: null,
  fault: null,
};

const look: DeviceEffect = { kind: "look" };
const stay = (state: DeviceState): DeviceStep => ({ state, effects: [] });
const closing = (state: DeviceState): DeviceEffect => ({ kind: "close", session: state.session });

/** One step. Total: an event that means nothing in a state, or belongs to an earlier opening, changes nothing. */
export function stepDevice(state: DeviceState, event: DeviceEvent, context: StepContext): DeviceStep {
  if ("session" in event && event.session !== state.session) return stay(state);
  if (event.kind === "disable") return disable(state);
  if (event.kind === "enable") return state.kind === "disabled" ? absent(state, null, context) : stay(state);
  switch (state.kind) {
    case "disabled":
      return stay(state);
    case "absent":
    case "backoff":
    case "busy-elsewhere":
      return stepWaiting(state, event, context);
    case "opening":
      return stepOpening(state, event, context);
    case "ready":
    case "reading":
      return stepConnected(state, event, context);
    case "faulted":
      return event.kind === "closed" || event.kind === "deadline" ? backOff(state, state.fault, context) : stay(state);
  }
}

/** absent, backoff, busy-elsewhere: not connected; the next look decides. */
function stepWaiting(state: DeviceState, event: DeviceEvent, context: StepContext): DeviceStep {
  switch (event.kind) {
    case "found":
      return open(state, event.path, context);
    case "missing":
      return state.kind === "absent"
        ? stay({ ...state, fault: state.fault ?? "not-found" })
        : absent(state, "not-found", context, []);
    case "hot-plug":
      return { state, effects: [look] };
    case "deadline":
      return { state: { ...state, deadlineMs: context.nowMs + lookAgainMs(state, context.nowMs) }, effects: [look] };
    default:
      return stay(state);
  }
}

function lookAgainMs(state: DeviceState, nowMs: number): number {
  if (state.kind === "busy-elsewhere") return BUSY_RETRY_MS;
  return state.kind === "absent" && nowMs - state.sinceMs >= RECENTLY_GONE_MS ? LOOK_LATER_MS : LOOK_SOON_MS;
}

function stepOpening(state: DeviceState, event: DeviceEvent, context: StepContext): DeviceStep {
  switch (event.kind) {
    case "opened":
      return stay(connected(state, "ready", context.nowMs, HEALTH_MS));
    case "open-failed":
      return openFailed(state, event.reason, context);
    case "gone":
      return lost(state, event.reason, context);
    case "deadline":
      return faulted(state, "open-timeout", context);
    default:
      return stay(state);
  }
}

function openFailed(state: DeviceState, reason: DeviceReason, context: StepContext): DeviceStep {
  if (reason === "not-found" || reason === "unplugged") return absent(state, reason, context);
  if (reason !== "busy" && reason !== "no-permission") return backOff(state, reason, context);
  // Right after plugging in, the system has not set the permissions yet: the first retries come soon.
  const waitMs = state.attempt < SOON_RETRIES ? LOOK_SOON_MS : BUSY_RETRY_MS;
  return stay({
    ...state,
    kind: "busy-elsewhere",
    attempt: state.attempt + 1,
    fault: reason,
    deadlineMs: context.nowMs + waitMs,
  });
}

function stepConnected(state: DeviceState, event: DeviceEvent, context: StepContext): DeviceStep {
  switch (event.kind) {
    case "activity":
      return event.activity === "started"
        ? stay(connected(state, "reading", state.sinceMs, context.timing.readMs, context.nowMs))
        : stay(connected(state, "ready", state.sinceMs, HEALTH_MS, context.nowMs));
    case "gone":
      return lost(settled(state, context.nowMs), event.reason, context);
    case "deadline": {
      if (state.kind === "reading") return faulted(state, "read-timeout", context);
      return stay({ ...settled(state, context.nowMs), deadlineMs: context.nowMs + HEALTH_MS });
    }
    default:
      return stay(state);
  }
}

/** A connection that held for a while makes earlier failures irrelevant. */
function settled(state: DeviceState, nowMs: number): DeviceState {
  return nowMs - state.sinceMs >= STABLE_MS ? { ...state, attempt: 0 } : state;
}

function connected(
  state: DeviceState,
  kind: "ready" | "reading",
  sinceMs: number,
  limitMs: number,
  nowMs = sinceMs,
): DeviceState {
  return { ...state, kind, sinceMs, fault: null, deadlineMs: nowMs + limitMs };
}

function open(state: DeviceState, path: string, context: StepContext): DeviceStep {
  const session = state.session + 1;
  return {
    state: { ...state, kind: "opening", session, path, deadlineMs: context.nowMs + context.timing.openMs },
    effects: [{ kind: "open", session, path }],
  };
}

/** The path went: nothing to wait for but its return. The line hung up or failed: close, then back off. */
function lost(state: DeviceState, reason: DeviceReason, context: StepContext): DeviceStep {
  if (reason === "unplugged") return absent(state, reason, context, [closing(state), look]);
  return faulted(state, reason, context);
}

function absent(
  state: DeviceState,
  fault: DeviceReason | null,
  context: StepContext,
  effects: readonly DeviceEffect[] = [look],
): DeviceStep {
  const { nowMs } = context;
  return {
    state: { ...state, kind: "absent", path: null, fault, sinceMs: nowMs, deadlineMs: nowMs + LOOK_SOON_MS },
    effects,
  };
}

function faulted(state: DeviceState, fault: DeviceReason, context: StepContext): DeviceStep {
  return {
    state: { ...state, kind: "faulted", fault, deadlineMs: context.nowMs + CLOSE_LIMIT_MS },
    effects: [closing(state)],
  };
}

function backOff(state: DeviceState, fault: DeviceReason | null, context: StepContext): DeviceStep {
  const steps = context.timing.backoffMs;
  const baseMs = steps[Math.min(state.attempt, steps.length - 1)] ?? LOOK_LATER_MS;
  const waitMs = baseMs * (1 + JITTER_SHARE * context.jitter);
  return stay({
    ...state,
    kind: "backoff",
    attempt: state.attempt + 1,
    fault,
    deadlineMs: context.nowMs + waitMs,
  });
}

function disable(state: DeviceState): DeviceStep {
  const isConnecting = state.kind !== "disabled" && state.session > 0;
  return {
    state: { ...disabledDevice, session: state.session },
    effects: isConnecting ? [closing(state)] : [],
  };
}
