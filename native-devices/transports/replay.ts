/**
 * A recorded trace as a transport: the same driver runs on it as on a cable. The format is JSON lines, one header and
 * then `{"t":12.5,"dir":"rx","hex":"…"}` with t in ms since the start.
 */
import type { Clock } from "../clock.ts";
import type { TraceEntry } from "../diagnostics/trace-ring.ts";
import { type Transport, type TransportEvents, type TransportResult, transportFailure } from "./transport.ts";

export interface TraceStep {
  /** Milliseconds since the start of the trace. */
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

export type TraceResult =
  | {
      readonly ok: true;
      /** What the device sent. */
      readonly steps: readonly TraceStep[];
      /** That, and what it was sent. */
      readonly entries: readonly TraceEntry[];
      /** The profile that the header names. */
      readonly profileId?: string;
    }
  | { readonly ok: false; readonly line: number; readonly message: string };

export interface ReplayOptions {
  readonly steps: readonly TraceStep[];
  readonly events: TransportEvents;
  readonly clock: Clock;
  /** `timed`: at the recorded instants. `fast`: as quickly as the listener takes them, in order. `step`: when told. */
  readonly speed: "timed" | "fast" | "step";
  /** Of `step`: resolves when the next step may be played. */
  readonly nextStep?: () => Promise<void>;
  /** Told after the last step. */
  readonly onFinished?: () => void;
}

/** Reads a trace. A line that does not fit is named, not skipped. */
export function parseTrace(text: string): TraceResult {
  const entries: TraceEntry[] = [];
  let profileId: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (index === 0) {
      const header = parseHeader(line);
      if ("message" in header) return { ok: false, line: 1, message: header.message };
      profileId = header.profileId;
      continue;
    }
    if (line.trim() === "") continue;
    const step = parseStep(line);
    if (typeof step === "string") return { ok: false, line: index + 1, message: step };
    entries.push(step);
  }
  const steps = entries.filter(({ dir }) => dir === "rx").map(({ atMs, bytes }) => ({ atMs, bytes }));
  return { ok: true, steps, entries, ...(profileId === undefined ? {} : { profileId }) };
}

const VERSION = 1;

function parseHeader(line: string): { readonly profileId?: string } | { readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { message: "a header is missing" };
  }
  if (typeof value !== "object" || value === null) return { message: "a header is missing" };
  const { trace = VERSION, profile } = value as { readonly trace?: unknown; readonly profile?: unknown };
  if (trace !== VERSION) return { message: `this program knows traces of version ${VERSION}` };
  return typeof profile === "string" ? { profileId: profile } : {};
}

function parseStep(line: string): TraceEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return error instanceof SyntaxError ? error.message : String(error);
  }
  if (typeof value !== "object" || value === null) return "not an object";
  const { t, dir, hex } = value as { readonly t?: unknown; readonly dir?: unknown; readonly hex?: unknown };
  if (typeof t !== "number" || !(t >= 0)) return "t must be a number of milliseconds";
  if (typeof hex !== "string" || !/^([0-9a-f]{2})*$/i.test(hex)) return "hex must be pairs of hexadecimal digits";
  if (dir !== "rx" && dir !== "tx") return "dir must be rx or tx";
  return { atMs: t, dir, bytes: Uint8Array.from(Buffer.from(hex, "hex")) };
}

/** A transport that plays `steps` once it is open and swallows what is written to it. */
export function createReplayTransport(options: ReplayOptions): Transport {
  const { steps, events, clock, speed } = options;
  let phase: "new" | "open" | "over" = "new";
  let cancel = () => {};

  const play = (index: number, startedMs: number) => {
    const step = steps[index];
    if (phase !== "open") return;
    if (!step) {
      options.onFinished?.();
      return;
    }
    if (speed === "step" && options.nextStep) {
      void options.nextStep().then(() => playNow(step, index, startedMs));
      return;
    }
    const dueMs = speed === "timed" ? Math.max(0, startedMs + step.atMs - clock.steadyMs()) : 0;
    cancel = clock.after(dueMs, () => playNow(step, index, startedMs));
  };

  const playNow = (step: TraceStep, index: number, startedMs: number) => {
    if (phase !== "open") return;
    events.onBytes(step.bytes, clock.steadyMs());
    play(index + 1, startedMs);
  };

  return {
    async open(): Promise<TransportResult> {
      if (phase !== "new") return transportFailure("not-open", "a transport opens once");
      phase = "open";
      play(0, clock.steadyMs());
      return { ok: true };
    },
    async write(): Promise<TransportResult> {
      return phase === "open" ? { ok: true } : transportFailure("not-open");
    },
    async close(): Promise<void> {
      phase = "over";
      cancel();
    },
  };
}
