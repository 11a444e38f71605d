/**
 * The `Readers` port of the use cases on top of the device client: codes with their way of entry, the state of every
 * reader for the screen, and whether a reader that was at work was just lost.
 */
import type { DeviceReading } from "../../native-devices/host/device-contract.ts";
import type { CodeReading, Readers } from "../app/ports/surroundings.ts";
import { type Fault, fault } from "../domain/fault.ts";
import type { DeviceClient } from "./device-client.ts";
import { faultOf, readerViewOf } from "./device-views.ts";

export interface ReadersOptions {
  readonly client: DeviceClient;
  /** What the hall calls the device; its id where it has no name. */
  nameOf(deviceId: string): string | undefined;
}

/** What the port cannot say yet: something was scanned and cannot be used. */
export interface DeviceReaders extends Readers {
  onUnreadable(listener: UnreadableListener): void;
}

type CodeLike = Exclude<DeviceReading, { kind: "unreadable" }>;
type ReadingListener = (reading: CodeReading) => void;
type UnreadableListener = (reason: Fault, deviceId: string, way: CodeReading["way"]) => void;
type ChangeListener = (lost: Fault | undefined) => void;

export function createReaders({ client, nameOf }: ReadersOptions): DeviceReaders {
  const readings: ReadingListener[] = [];
  const unreadable: UnreadableListener[] = [];
  const changes: ChangeListener[] = [];
  /** Devices that were connected when they were last heard of. */
  const atWork = new Set<string>();

  client.onReading((reading) => {
    if (reading.kind === "unreadable") {
      const reason = fault(reading.reason === "too-long" ? "scan.too-long" : "scan.damaged", { size: reading.size });
      for (const listener of unreadable) listener(reason, reading.source.deviceId, wayOf(reading));
      return;
    }
    for (const listener of readings) listener(codeReadingOf(reading));
  });
  client.onStatus((status) => {
    const wasAtWork = atWork.has(status.deviceId);
    const isAtWork = status.state === "ready" || status.state === "reading";
    if (isAtWork) atWork.add(status.deviceId);
    else atWork.delete(status.deviceId);
    const lost = wasAtWork && !isAtWork && status.fault ? faultOf(status.fault) : undefined;
    for (const listener of changes) listener(lost);
  });

  return {
    views: () => client.statuses().map((status) => readerViewOf(status, nameOf(status.deviceId) ?? status.deviceId)),
    onReading: (listener) => {
      readings.push(listener);
    },
    onUnreadable: (listener) => {
      unreadable.push(listener);
    },
    onChange: (listener) => {
      changes.push(listener);
    },
  };
}

function codeReadingOf(reading: CodeLike): CodeReading {
  const { text, source } = reading;
  return { text, way: wayOf(reading), deviceId: source.deviceId, isRepeat: reading.kind === "repeat" };
}

function wayOf({ source }: DeviceReading): CodeReading["way"] {
  return source.bus === "hid" ? "hid-scanner" : "serial-scanner";
}
