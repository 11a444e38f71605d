/** A device process that lives in the test: it answers as the contract says, unless the test makes it misbehave. */
import type { DeviceProcess, StartDeviceProcess } from "../../../../electron/devices/device-process.ts";
import {
  type DeviceConfig,
  type DeviceReading,
  type DeviceStatus,
  deviceProtocol,
  type FromDeviceProcess,
  type ToDeviceProcess,
} from "../../../../native-devices/host/device-contract.ts";

export interface FakeBehaviour {
  readonly saysHello?: boolean;
  readonly protocol?: number;
  readonly answers?: boolean;
}

class FakeDeviceProcess implements DeviceProcess {
  readonly received: ToDeviceProcess[] = [];
  isKilled = false;
  #behaviour: FakeBehaviour;
  #tell: (message: unknown) => void = () => {};
  #end: (reason: string) => void = () => {};

  constructor(behaviour: FakeBehaviour) {
    this.#behaviour = behaviour;
    queueMicrotask(() => {
      if (behaviour.saysHello !== false) {
        this.tell({ kind: "hello", protocol: behaviour.protocol ?? deviceProtocol, pid: 1 });
      }
    });
  }

  send(message: unknown): void {
    const request = message as ToDeviceProcess;
    this.received.push(request);
    if (this.#behaviour.answers === false) return;
    const { requestId } = request;
    queueMicrotask(() => {
      if (request.kind === "configure") {
        for (const device of request.devices) this.tell({ kind: "status", status: statusOf(device) });
        this.tell({ kind: "reply", requestId, reply: { to: "configure", problems: [] } });
      } else if (request.kind === "list") this.tell({ kind: "reply", requestId, reply: { to: "list", devices: [] } });
      else if (request.kind === "shut-down") this.tell({ kind: "reply", requestId, reply: { to: "shut-down" } });
    });
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#tell = listener;
  }

  onExit(listener: (reason: string) => void): void {
    this.#end = listener;
  }

  kill(): void {
    this.isKilled = true;
  }

  tell(message: FromDeviceProcess | object): void {
    this.#tell(message);
  }

  read(reading: DeviceReading): void {
    this.tell({ kind: "reading", reading });
  }

  exit(reason = "SIGKILL"): void {
    this.#end(reason);
  }
}

function statusOf(device: DeviceConfig): DeviceStatus {
  return {
    deviceId: device.deviceId,
    profileId: "training-scanner",
    kind: "barcode-scanner",
    state: device.isEnabled ? "ready" : "disabled",
    since: 0,
    attempt: 0,
  };
}

/** Every start makes one more process; `started` holds them all. */
export function fakeProcesses(behaviour: FakeBehaviour = {}) {
  const started: FakeDeviceProcess[] = [];
  const start: StartDeviceProcess = () => {
    const process = new FakeDeviceProcess(behaviour);
    started.push(process);
    return process;
  };
  return { start, started };
}

export const scanner: DeviceConfig = {
  deviceId: "scanner",
  isEnabled: true,
  profile: "training-scanner",
  path: "/dev/x",
};

export function codeReading(text: string, over: Partial<DeviceReading> = {}): DeviceReading {
  return {
    kind: "code",
    text,
    encoding: "ascii",
    warnings: [],
    source: { deviceId: "scanner", profileId: "training-scanner" },
    at: 0,
    ms: 1,
    ...over,
  } as DeviceReading;
}

export function repeatReading(text: string): DeviceReading {
  const { source, at, ms } = codeReading(text);
  return { kind: "repeat", text, sinceMs: 5, source, at, ms };
}
