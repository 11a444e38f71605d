/** The raw lines of one device while an administrator looks: ends with the time, with a lock, with a sign-out. */
import type { DevicesView } from "../contract/devices.ts";
import { ok, type Result } from "../domain/result.ts";
import type { TerminalParts } from "./terminal-parts.ts";

export interface RawWatch {
  /** `until`: epoch ms at which it ends unless it is asked for again. */
  watch(deviceId: string): Promise<Result<{ until: number }>>;
  stop(): void;
  shownIn(view: DevicesView): DevicesView;
}

const WATCH_MS = 60_000;

export function createRawWatch({ devices, clock, counter, publish }: TerminalParts): RawWatch {
  let watched: { readonly deviceId: string; readonly until: number } | undefined;
  const stop = () => {
    watched = undefined;
    devices.unwatch();
  };
  const isLooking = () => {
    const state = counter.state();
    return state.kind !== "signed-out" && !state.isLocked && state.clerk.role === "administrator";
  };
  const current = () => (watched && clock.now() < watched.until && isLooking() ? watched : undefined);
  devices.onRaw((lines) => {
    if (current()?.deviceId === lines.deviceId) publish("devices.raw", lines);
    else stop();
  });
  return {
    async watch(deviceId) {
      const started = await devices.watch(deviceId);
      if (!started.ok) return started;
      watched = { deviceId, until: clock.now() + WATCH_MS };
      return ok({ until: watched.until });
    },
    stop,
    shownIn(view) {
      const now = current();
      return now ? { ...view, watched: now.deviceId } : view;
    },
  };
}
