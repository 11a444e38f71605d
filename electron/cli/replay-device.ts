/** A recording read by the driver of its device: labels as they came, or the answers of a reader that is asked. */
import { type Clock, systemClock } from "../../native-devices/clock.ts";
import type { TraceEntry } from "../../native-devices/diagnostics/trace-ring.ts";
import { createBarcodeScanner } from "../../native-devices/drivers/barcode-scanner.ts";
import type { DriverEvents } from "../../native-devices/drivers/driver.ts";
import { createDriver } from "../../native-devices/drivers/make-driver.ts";
import type { DeviceReading } from "../../native-devices/host/device-contract.ts";
import type { IdCardReaderProfile, ScannerProfile } from "../../native-devices/profiles/profile.ts";
import type { SocialCardProfile } from "../../native-devices/profiles/social-card-profile.ts";
import { createReplayTransport } from "../../native-devices/transports/replay.ts";
import { createDialogueTransport } from "../../native-devices/transports/replay-dialogue.ts";
import type { Transport, TransportEvents } from "../../native-devices/transports/transport.ts";
import { createSdtResponder } from "../../native-devices/virtual/sdt-responder.ts";
import { createSkippedClock } from "../../native-devices/virtual/skipped-clock.ts";

export interface ReplayParts {
  readonly entries: readonly TraceEntry[];
  /** At the recorded instants; otherwise without waiting. */
  readonly isTimed: boolean;
  /** Settles before each further step. */
  readonly nextStep: (() => Promise<void>) | undefined;
  onReading(reading: DeviceReading): void;
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

export async function replayLabels(profile: ScannerProfile, parts: ReplayParts): Promise<void> {
  const { nextStep, isTimed } = parts;
  const skipped = isTimed || nextStep ? undefined : createSkippedClock(Date.now());
  const clock: Clock = skipped ?? systemClock;
  const { promise: played, resolve: onFinished } = Promise.withResolvers<void>();
  const { promise: opened, resolve: onOpened } = Promise.withResolvers<void>();
  const steps = parts.entries.filter(({ dir }) => dir === "rx");
  // A recording answers nothing: what is sent on opening is left out.
  const { onOpen: _onOpen, ...silent } = profile;
  const driver = createBarcodeScanner({
    deviceId: DEVICE_ID,
    profile: silent,
    clock,
    events: eventsFor(parts),
    createTransport: (events) =>
      createReplayTransport({
        steps,
        events,
        clock,
        speed: nextStep ? "step" : "timed",
        onFinished,
        // What comes before the driver is ready is no reading to it.
        ...(nextStep ? { nextStep: () => opened.then(nextStep) } : {}),
      }),
  });
  await driver.open();
  onOpened();
  await skipped?.runOut();
  await played;
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
          nextStep,
          // A recording seldom begins with the opening.
          otherwise: (command) => (IDENTITY_COMMANDS.includes(command[COMMAND_AT]) ? responder.receive(command) : []),
          onFinished: over,
        }),
      ),
  });
  const opening = driver.open();
  await skipped?.runOut(
    () => isOver,
    () => held,
  );
  await opening;
  await played;
  await driver.close();
}
