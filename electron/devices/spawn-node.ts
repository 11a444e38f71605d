/** Starts the device process as a plain Node child with an IPC channel (loopback host, command line, tests). */
import { fork } from "node:child_process";
import type { DeviceProcess, StartDeviceProcess } from "./device-process.ts";

export interface NodeSpawnOptions {
  /** `native-devices/host/device-process.ts` in a checkout, its bundle in a package. */
  readonly entry: string;
  /** Default: the Node that runs this program. */
  readonly execPath?: string;
  /** Of the child. */
  readonly nodeFlags?: readonly string[];
}

export function spawnNodeDeviceProcess(options: NodeSpawnOptions): StartDeviceProcess {
  return () => {
    const child = fork(options.entry, [], {
      execPath: options.execPath ?? process.execPath,
      // Debugger and loader flags of this program are not meant for the child.
      execArgv: [...(options.nodeFlags ?? [])],
      serialization: "json",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return wrapChild(child);
  };
}

function wrapChild(child: ReturnType<typeof fork>): DeviceProcess {
  return {
    send(message) {
      // A message to a process that is ending is lost; its end is told by `onExit`.
      if (child.connected) child.send(message as Parameters<typeof child.send>[0], () => {});
    },
    onMessage(listener) {
      child.on("message", listener);
    },
    onExit(listener) {
      let isTold = false;
      const tell = (reason: string) => {
        if (isTold) return;
        isTold = true;
        listener(reason);
      };
      child.on("exit", (code, signal) => tell(signal ?? `exit ${code}`));
      child.on("error", (error) => tell(error.message));
    },
    kill() {
      child.kill("SIGKILL");
    },
  };
}
