/**
 * The device process behind its message port: answers requests, announces states and readings, beats its heart. Made
 * of a registry and a port, so that it runs in a process of its own, in a test or in the command line alike.
 */
import type { Cancel, Clock } from "../clock.ts";
import { hidPreparations } from "../codecs/hid-pos.ts";
import { packReports, unpackReport } from "../codecs/sdt/hid-carrier.ts";
import { createBarcodeScanner } from "../drivers/barcode-scanner.ts";
import type { Driver, DriverEvents } from "../drivers/driver.ts";
import { createIdCardReader, type IdCardReaderOptions } from "../drivers/id-card-reader.ts";
import { listProfiles } from "../profiles/loader.ts";
import type { IdCardReaderProfile, ScannerProfile } from "../profiles/profile.ts";
import { systemDeviceFiles } from "../registry/device-files.ts";
import type { RunnableDevice } from "../registry/device-runner.ts";
import { DeviceRegistry } from "../registry/registry.ts";
import { createCarriedTransport } from "../transports/carried.ts";
import { createHidTransport } from "../transports/hid.ts";
import { createSerialTransport } from "../transports/serial.ts";
import { listSerialPorts } from "../transports/serial-ports.ts";
import type { TransportFactory } from "../transports/transport.ts";
import {
  type DeviceReply,
  deviceProtocol,
  type FromDeviceProcess,
  heartbeatMs,
  type ToDeviceProcess,
  toDeviceProcessSchema,
} from "./device-contract.ts";

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
  const registry = new DeviceRegistry({
    clock,
    files: systemDeviceFiles(clock),
    createDriver: (device, path, events) => createDriver(device, path, events, clock),
    onStatus: (status) => port.post({ kind: "status", status }),
    onReading: (reading) => port.post({ kind: "reading", reading }),
  });
  const stopHeart = startHeart(port, clock);
  port.post({ kind: "hello", protocol: deviceProtocol, pid: options.pid });

  const close = async () => {
    await registry.close();
    stopHeart();
  };

  const answer = async (request: ToDeviceProcess) => {
    const reply = await replyTo(request, registry, clock);
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

async function replyTo(request: ToDeviceProcess, registry: DeviceRegistry, clock: Clock): Promise<DeviceReply> {
  switch (request.kind) {
    case "configure":
      return { to: "configure", problems: [...(await registry.configure(request.devices))] };
    case "list":
      return { to: "list", devices: [...registry.list()] };
    case "list-ports":
      return { to: "list-ports", ports: [...(await listSerialPorts({ clock }))], profiles: [...listProfiles()] };
    case "command":
      return { to: "command", outcome: await registry.command(request.deviceId, request.capability) };
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

/** By kind of profile: a further kind of device gets its driver here. */
function createDriver(device: RunnableDevice, path: string, events: DriverEvents, clock: Clock): Driver {
  const { deviceId, profile } = device;
  if (profile.kind === "id-card-reader") {
    const createTransport = readerTransport(profile.transport, path, clock);
    return createIdCardReader({ deviceId, profile, events, clock, createTransport });
  }
  return createBarcodeScanner({
    deviceId,
    profile,
    events,
    clock,
    createTransport: transportFactory(profile.transport, path, clock),
  });
}

function readerTransport(
  settings: IdCardReaderProfile["transport"],
  path: string,
  clock: Clock,
): IdCardReaderOptions["createTransport"] {
  if (settings.type === "hid") {
    const { carrier } = settings;
    const pack = (frame: Uint8Array) => packReports(carrier, frame);
    const unpack = (report: Uint8Array) => unpackReport(carrier, report);
    const createReports: TransportFactory = (events) => createHidTransport({ settings: { path }, events, clock });
    return (events) => createCarriedTransport({ pack, unpack }, createReports, events);
  }
  const { type: _bus, fallbackBauds: _others, ...line } = settings;
  return (events, baud = line.baud) => createSerialTransport({ settings: { path, ...line, baud }, events, clock });
}

function transportFactory(settings: ScannerProfile["transport"], path: string, clock: Clock): TransportFactory {
  if (settings.type === "hid") {
    const prepare = settings.prepare && hidPreparations[settings.prepare];
    return (events) => createHidTransport({ settings: { path, prepare }, events, clock });
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
