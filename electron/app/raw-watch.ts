/** The raw lines of one device while an administrator looks: ends with the time, with a lock, with a sign-out. */
import type { PayloadOf } from "../contract/contract.ts";
import type { DevicesView } from "../contract/devices.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Counter } from "./counter/counter.ts";
import type { DeviceDesk } from "./ports/devices.ts";
import type { Clock } from "./ports/surroundings.ts";

export interface RawWatch {
  /** `until`: epoch ms at which it ends unless it is asked for again. */
  watch(deviceId: string): Promise<Result<{ until: number }>>;
  stop(): void;
  /** After every change at the counter: whoever locks or leaves does not find it running when they are back. */
  look(): void;
  shownIn(view: DevicesView): DevicesView;
}

const WATCH_MS = 60_000;

interface RawWatchParts {
  readonly devices: Pick<DeviceDesk, "watch" | "unwatch" | "onRaw">;
  readonly clock: Clock;
  readonly counter: Pick<Counter, "state">;
  publish(event: "devices.raw", lines: PayloadOf<"devices.raw">): void;
}

export function createRawWatch({ devices, clock, counter, publish }: RawWatchParts): RawWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watched: { readonly deviceId: string; readonly until: number } | undefined;
  /** Counts beginnings and ends: what is answered later belongs to none of them any more. */
  let turn = 0;
  const stop = () => {
    turn += 1;
    clearTimeout(timer);
    watched = undefined;
    devices.unwatch();
  };
  const isLooking = () => {
    const state = counter.state();
    return state.kind !== "signed-out" && !state.isLocked && state.clerk.role === "administrator";
  };
  const current = () => (watched && clock.now() < watched.until && isLooking() ? watched : undefined);
  devices.onRaw((lines) => {
    const now = current();
    if (now?.deviceId === lines.deviceId) publish("devices.raw", lines);
    // The last lines of the device watched before, or the first of the next one, end nothing.
    else if (watched && !now) stop();
  });
  return {
    async watch(deviceId) {
      // The end of the watch before would end this one.
      clearTimeout(timer);
      turn += 1;
      const asked = turn;
      const started = await devices.watch(deviceId);
      if (asked !== turn) return started.ok ? ok({ until: clock.now() }) : started;
      if (!started.ok) {
        stop();
        return started;
      }
      watched = { deviceId, until: clock.now() + WATCH_MS };
      timer = setTimeout(stop, WATCH_MS);
      timer.unref?.();
      return ok({ until: watched.until });
    },
    stop,
    look() {
      if (watched && !isLooking()) stop();
    },
    shownIn(view) {
      const now = current();
      return now ? { ...view, watched: now.deviceId } : view;
    },
  };
}
