/** A recording read by the driver of its device: labels as they came, or the answers of a reader that is asked. */
import { type Clock, systemClock } from "../clock.ts";
import type { TraceEntry } from "../diagnostics/trace-ring.ts";
import { createBarcodeScanner } from "../drivers/barcode-scanner.ts";
import type { DriverEvents } from "../drivers/driver.ts";
import { createDriver } from "../drivers/make-driver.ts";
import type { IdCardReaderProfile, LineProfile, ScannerProfile } from "../profiles/profile.ts";
import type { SocialCardProfile } from "../profiles/social-card-profile.ts";
import { createReplayTransport } from "../transports/replay.ts";
import { createDialogueTransport } from "../transports/replay-dialogue.ts";
import type { Transport, TransportEvents } from "../transports/transport.ts";
import { createSdtResponder } from "../virtual/sdt-responder.ts";
import { createSkippedClock } from "../virtual/skipped-clock.ts";
import type { DeviceReading } from "./device-contract.ts";

export interface ReplayParts {
  readonly entries: readonly TraceEntry[];
  /** At the recorded instants; otherwise without waiting. */
  readonly isTimed: boolean;
  /** Settles before each further step. */
  readonly nextStep: (() => Promise<void>) | undefined;
  onReading(reading: DeviceReading): void;
  /** Told how many pieces of the device are behind it. */
  readonly onPlayed?: (pieces: number) => void;
  /** Ends it before its time; `nextStep` must settle then. */
  readonly signal?: AbortSignal;
}

const DEVICE_ID = "replay";
/** Where the command stands in a frame, and the two that ask a reader who it is. */
const COMMAND_AT = 7;
const IDENTITY_COMMANDS: readonly (number | undefined)[] = [0x11, 0x12];

function eventsFor({ onReading }: ReplayParts): DriverEvents {
  return { onReading, onActivity: () => {}, onGone: () => {} };
}

/** A recording of a reader that knows whether a card is there begins with a card. */
function withCard(events: TransportEvents, transport: Transport): Transport {
  return {
    ...transport,
    open() {
      events.onPresence?.(true);
      return transport.open();
    },
  };
}

/** The same events, counted. */
function counted(events: TransportEvents, { onPlayed }: ReplayParts): TransportEvents {
  let pieces = 0;
  return {
    ...events,
    onBytes(bytes, atMs) {
      events.onBytes(bytes, atMs);
      pieces += 1;
      onPlayed?.(pieces);
    },
  };
}

/** Settles when `work` does or the replay is called off. @returns whether it was not called off. */
async function unlessCalledOff(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<boolean> {
  const calledOff = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()));
  if (signal?.aborted) return false;
  await Promise.race([work, calledOff]);
  return signal?.aborted !== true;
}

async function replayLabels(profile: ScannerProfile, parts: ReplayParts): Promise<void> {
  const { nextStep, isTimed } = parts;
  const skipped = isTimed || nextStep ? undefined : createSkippedClock(Date.now());
  const clock: Clock = skipped ?? systemClock;
  const { promise: played, resolve: onFinished } = Promise.withResolvers<void>();
  const { promise: opened, resolve: onOpened } = Promise.withResolvers<void>();
  const steps = parts.entries.filter(({ dir }) => dir === "rx");
  // A recording answers nothing: what is sent on opening, and to an idle device, is left out.
  const { onOpen: _onOpen, probe: _probe, ...silent } = profile;
  const driver = createBarcodeScanner({
    deviceId: DEVICE_ID,
    profile: silent,
    clock,
    events: eventsFor(parts),
    createTransport: (events) =>
      createReplayTransport({
        steps,
        events: counted(events, parts),
        clock,
        speed: nextStep ? "step" : "timed",
        onFinished,
        // What comes before the driver is ready is no reading to it.
        ...(nextStep ? { nextStep: () => opened.then(nextStep) } : {}),
      }),
  });
  await driver.open();
  onOpened();
  await skipped?.runOut(() => parts.signal?.aborted === true);
  if (!(await unlessCalledOff(played, parts.signal))) return driver.close();
  // A last label without its terminator ends by silence.
  await skipped?.runOut();
  if (!skipped) await new Promise((done) => setTimeout(done, profile.framing.idleMs * 2));
  await driver.close();
}

export async function replayDialogue(
  profile: IdCardReaderProfile | SocialCardProfile,
  parts: ReplayParts,
): Promise<void> {
  const { entries, isTimed } = parts;
  // Step by step the time stands still until the next step, or every deadline would pass meanwhile.
  const skipped = isTimed ? undefined : createSkippedClock(Date.now());
  const clock: Clock = skipped ?? systemClock;
  const { promise: played, resolve } = Promise.withResolvers<void>();
  let isOver = false;
  let held = Promise.resolve();
  const nextStep = async () => {
    held = parts.nextStep?.() ?? Promise.resolve();
    await held;
  };
  const over = () => {
    isOver = true;
    resolve();
  };
  const onReading = (reading: DeviceReading) => {
    parts.onReading(reading);
    // A card that was read is asked nothing more.
    if (profile.kind === "social-card-reader") over();
  };
  const responder = createSdtResponder();
  const driver = createDriver({
    device: { deviceId: DEVICE_ID, profile },
    clock,
    events: eventsFor({ ...parts, onReading }),
    connect: () => (events) =>
      withCard(
        events,
        createDialogueTransport({
          entries,
          events,
          clock,
          isTimed,
          onPassed: (passed) => parts.onPlayed?.(entries.slice(0, passed).filter(({ dir }) => dir === "rx").length),
          nextStep,
          // A recording seldom begins with the opening.
          otherwise: (command) => (IDENTITY_COMMANDS.includes(command[COMMAND_AT]) ? responder.receive(command) : []),
          onFinished: over,
        }),
      ),
  });
  const opening = driver.open();
  await skipped?.runOut(
    () => isOver || parts.signal?.aborted === true,
    async () => {
      await held;
      // The answer that was held back is on its way before time goes on, or its deadline would pass first.
      await new Promise((resolve) => setImmediate(resolve));
    },
  );
  // Called off, the driver may wait for a clock that stands still.
  if (
    await unlessCalledOff(
      opening.then(() => played),
      parts.signal,
    )
  )
    await driver.close();
  else void driver.close();
}

/** A recording of a maker's program is for reading and is not played: its stand-ins do not fit together. */
export async function replayTrace(profile: LineProfile, parts: ReplayParts): Promise<void> {
  await (profile.kind === "barcode-scanner" ? replayLabels(profile, parts) : replayDialogue(profile, parts));
}
