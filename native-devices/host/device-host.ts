/**
 * The device process behind its message port: answers requests, announces states and readings, beats its heart. Made
 * of a registry and a port, so that it runs in a process of its own, in a test or in the command line alike.
 */
import { type CollectingRuntime, collectThoroughly } from "../../electron/domain/collect-thoroughly.ts";
import type { Cancel, Clock } from "../clock.ts";
import { hidPreparations } from "../codecs/hid-pos.ts";
import { bulkCarrierFor, type FoundPipe } from "../codecs/sdt/bulk-pipes.ts";
import { packReports, quietMsBefore, unpackReport } from "../codecs/sdt/hid-carrier.ts";
import type { DriverEvents } from "../drivers/driver.ts";
import { createDriver, type LineSettings } from "../drivers/make-driver.ts";
import { photoDecoderOf } from "../photo/decoder-of.ts";
import { listProfiles } from "../profiles/loader.ts";
import { systemDeviceFiles } from "../registry/device-files.ts";
import type { RunnableDevice } from "../registry/device-runner.ts";
import { DeviceRegistry } from "../registry/registry.ts";
import { createCarriedTransport } from "../transports/carried.ts";
import { createHidTransport } from "../transports/hid.ts";
import { createMiddlewareTransport } from "../transports/middleware.ts";
import { createPcscTransport } from "../transports/pcsc.ts";
import { createSerialTransport } from "../transports/serial.ts";
import { listSerialPorts } from "../transports/serial-ports.ts";
import { createSmartCards, type SmartCards } from "../transports/smart-cards.ts";
import type { TransportFactory } from "../transports/transport.ts";
import { createUsbBulkTransport } from "../transports/usb-bulk.ts";
import { isVirtualPath } from "../virtual/virtual-path.ts";
import { createVirtualReaders, type VirtualReaders } from "../virtual/virtual-readers.ts";
import {
  checkProfileText,
  type DeskParts,
  look,
  lookAtProfileSet,
  shippedProfileText,
  tryOut,
  writeProfileSet,
} from "./desk-requests.ts";
import {
  type DeviceReply,
  deviceProtocol,
  type FromDeviceProcess,
  filler,
  heartbeatMs,
  type ToDeviceProcess,
  toDeviceProcessSchema,
} from "./device-contract.ts";
import { createRecordings, type Recordings } from "./recordings.ts";
import { createReplays, type Replays } from "./replays.ts";

/** The pipe to the client: Electron's `parentPort`, Node's IPC channel, or two functions in a test. */
export interface HostPort {
  post(message: FromDeviceProcess): void;
}

export interface DeviceHost {
  /** A message from the client; anything that is not in the contract is answered with `refused`. */
  receive(message: unknown): void;
  /** Closes every device and stops the heart. */
  close(): Promise<void>;
}

export interface DeviceHostOptions {
  readonly port: HostPort;
  readonly clock: Clock;
  readonly pid: number;
  /** Told after the answer to `shut-down` was posted. */
  onShutDown(): void;
}

/** Starts beating and says hello. */
export function createDeviceHost(options: DeviceHostOptions): DeviceHost {
  const { port, clock } = options;
  const virtual = createVirtualReaders(clock);
  const recordings = createRecordings(clock, (deviceId, line) => port.post({ kind: "raw", deviceId, line }));
  const cards = createSmartCards({ clock });
  const files = virtual.withThese(systemDeviceFiles(clock, cards));
  const makeDriver = (device: RunnableDevice, path: string, events: DriverEvents) => {
    const { deviceId, profile } = device;
    const connect = (settings: LineSettings) => {
      const plain: TransportFactory = isVirtualPath(path)
        ? (transportEvents) => virtual.createTransport(path, transportEvents)
        : transportFactory(settings, path, { clock, cards });
      return recordings.record(deviceId, profile, plain);
    };
    return createDriver({ device, events, clock, connect, decodePhoto: photoDecoderOf(profile, path, clock) });
  };
  const registry = new DeviceRegistry({
    clock,
    files,
    createDriver: makeDriver,
    onStatus: (status) => port.post({ kind: "status", status }),
    onReading: (reading) => port.post({ kind: "reading", reading }),
  });
  const replays = createReplays(clock, (progress) => port.post({ kind: "replayed", progress }));
  const parts: HostParts = { clock, files, registry, createDriver: makeDriver, recordings, replays, virtual };
  const stopHeart = startHeart(port, clock);
  port.post({ kind: "hello", protocol: deviceProtocol, pid: options.pid });

  const close = async () => {
    await registry.close();
    cards.close();
    stopHeart();
  };

  const answer = async (request: ToDeviceProcess) => {
    const reply = await replyTo(request, parts);
    port.post({ kind: "reply", requestId: request.requestId, reply });
    if (request.kind !== "shut-down") return;
    stopHeart();
    options.onShutDown();
  };

  return {
    receive(message) {
      const request = toDeviceProcessSchema.safeParse(message);
      if (request.success) void answer(request.data);
      else port.post(refusal(message, request.error.message));
    },
    close,
  };
}

interface HostParts extends DeskParts {
  readonly recordings: Recordings;
  readonly replays: Replays;
  readonly virtual: VirtualReaders;
}

/** The request itself and what it waited behind are over by then. */
const COLLECT_AFTER_MS = 500;

async function replyTo(request: ToDeviceProcess, parts: HostParts): Promise<DeviceReply> {
  const { registry, recordings, clock } = parts;
  switch (request.kind) {
    case "configure":
      recordings.keepOnly(request.devices.map(({ deviceId }) => deviceId));
      return { to: "configure", problems: [...(await registry.configure(request.devices))] };
    case "list":
      return { to: "list", devices: [...registry.list()] };
    case "list-ports":
      return { to: "list-ports", ports: [...(await listSerialPorts({ clock }))], profiles: [...listProfiles()] };
    case "command":
      return { to: "command", outcome: await registry.command(request.deviceId, request.capability) };
    case "trace": {
      const trace = recordings.textOf(request.deviceId);
      return { to: "trace", ...(trace === undefined ? {} : { trace }) };
    }
    case "look":
      return look(request, parts);
    case "check-profile":
      return checkProfileText(request);
    case "look-at-profile-set":
      return lookAtProfileSet(request);
    case "write-profile-set":
      return writeProfileSet(request);
    case "profile-text":
      return shippedProfileText(request);
    case "try":
      return tryOut(request, parts);
    case "watch":
      recordings.watch(request.deviceId);
      return { to: "watch" };
    case "virtual":
      return {
        to: "virtual",
        outcome: parts.virtual.act(request.reader, request.does),
        reader: parts.virtual.stateOf(request.reader),
      };
    case "replay":
      return parts.replays.start(request);
    case "control-replay":
      parts.replays.control(request.does);
      return { to: "control-replay" };
    case "forget":
      recordings.forget();
      clock.after(COLLECT_AFTER_MS, () => collectThoroughly(globalThis as CollectingRuntime));
      return { to: "forget", filler };
    case "shut-down":
      await registry.close();
      return { to: "shut-down" };
  }
}

function refusal(message: unknown, reason: string): FromDeviceProcess {
  const requestId =
    typeof message === "object" && message !== null && "requestId" in message ? message.requestId : undefined;
  const isId = typeof requestId === "number" && Number.isInteger(requestId) && requestId > 0;
  return { kind: "refused", ...(isId ? { requestId } : {}), message: reason };
}

interface LineParts {
  readonly clock: Clock;
  readonly cards: SmartCards;
}

function transportFactory(settings: LineSettings, path: string, { clock, cards }: LineParts): TransportFactory {
  if (settings.type === "usb") {
    const carrierFor = (found: readonly FoundPipe[]) => bulkCarrierFor(settings.pipes, found);
    return (events) => createUsbBulkTransport({ path, carrierFor, events, clock });
  }
  if ("carrier" in settings) {
    const { carrier } = settings;
    const pack = (frame: Uint8Array) => packReports(carrier, frame);
    const unpack = (report: Uint8Array) => unpackReport(carrier, report);
    const createReports: TransportFactory = (events) => createHidTransport({ settings: { path }, events, clock });
    return (events) =>
      createCarriedTransport({ pack, unpack, quietMs: quietMsBefore[carrier], clock }, createReports, events);
  }
  if (settings.type === "hid") {
    const prepare = settings.prepare && hidPreparations[settings.prepare];
    return (events) => createHidTransport({ settings: { path, prepare }, events, clock });
  }
  if (settings.type === "pcsc") return (events) => createPcscTransport({ path, cards, events, clock });
  if (settings.type === "middleware") {
    return (events) => createMiddlewareTransport({ settings, events, clock });
  }
  const { type: _bus, ...line } = settings;
  return (events) => createSerialTransport({ settings: { path, ...line }, events, clock });
}

function startHeart(port: HostPort, clock: Clock): Cancel {
  let sequence = 0;
  let cancel: Cancel = () => {};
  const beat = () => {
    port.post({ kind: "heartbeat", sequence });
    sequence += 1;
    cancel = clock.after(heartbeatMs, beat);
  };
  cancel = clock.after(heartbeatMs, beat);
  return () => cancel();
}
