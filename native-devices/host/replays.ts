/** Recordings played for an administrator: the driver of the device reads them again, and how far it is can be seen. */
import type { Clock } from "../clock.ts";
import { loadProfile } from "../profiles/loader.ts";
import { isMiddleware } from "../profiles/profile.ts";
import { parseTrace } from "../transports/replay.ts";
import type { DeviceReading, DeviceReply, ReplayProgress, ToDeviceProcess } from "./device-contract.ts";
import { replayTrace } from "./replay-device.ts";

type Request<Kind extends ToDeviceProcess["kind"]> = Extract<ToDeviceProcess, { kind: Kind }>;

export interface Replays {
  start(request: Request<"replay">): Extract<DeviceReply, { to: "replay" }>;
  control(does: Request<"control-replay">["does"]): void;
}

/** Progress is told this often at most. */
const TELL_MS = 100;

export function createReplays(clock: Clock, onProgress: (progress: ReplayProgress) => void): Replays {
  let current: { step(): void; stop(): void } | undefined;
  return {
    start({ run, trace, profile, speed }) {
      current?.stop();
      current = undefined;
      const parsed = parseTrace(trace);
      const loaded = loadProfile(profile);
      if (!parsed.ok || !loaded.ok) return { to: "replay" };
      const { profile: played } = loaded;
      if (isMiddleware(played)) return { to: "replay", isOnlyForReading: true };
      const steps = createSteps();
      const calledOff = new AbortController();
      const progress = createProgress(clock, { run, of: parsed.steps.length }, onProgress);
      current = {
        step: steps.release,
        stop() {
          progress.silence();
          calledOff.abort();
          steps.end();
        },
      };
      const parts = { entries: parsed.entries, isTimed: speed === "1x", signal: calledOff.signal, ...progress };
      void replayTrace(played, { ...parts, nextStep: speed === "step" ? steps.next : undefined }).then(progress.finish);
      return { to: "replay", pieces: parsed.steps.length };
    },
    control(does) {
      current?.[does]();
    },
  };
}

/** Each `release` lets one waiting `next` go on; after `end` nothing waits. */
function createSteps() {
  let released = 0;
  let hasEnded = false;
  let wake = () => {};
  return {
    async next(): Promise<void> {
      while (released === 0 && !hasEnded) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      released = Math.max(0, released - 1);
    },
    release() {
      released += 1;
      wake();
    },
    end() {
      hasEnded = true;
      wake();
    },
  };
}

function createProgress(
  clock: Clock,
  { run, of }: Pick<ReplayProgress, "run" | "of">,
  onProgress: (progress: ReplayProgress) => void,
) {
  let at = 0;
  let readings: DeviceReading[] = [];
  let isWaiting = false;
  let isSilent = false;
  const tell = (isOver: boolean) => {
    isWaiting = false;
    if (isSilent) return;
    onProgress({ run, at, of, readings, isOver });
    readings = [];
    isSilent = isOver;
  };
  const tellSoon = () => {
    if (isWaiting) return;
    isWaiting = true;
    clock.after(TELL_MS, () => tell(false));
  };
  return {
    onPlayed(pieces: number) {
      at = pieces;
      tellSoon();
    },
    onReading(reading: DeviceReading) {
      readings.push(reading);
      tellSoon();
    },
    finish() {
      at = of;
      tell(true);
    },
    silence() {
      isSilent = true;
    },
  };
}
